"""The compiler of activations: definitions to short programs of array operations."""
