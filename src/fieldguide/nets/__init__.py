"""Many small fully connected networks trained as one, and data to train them on."""
