"""Data to train on: toy classes of the plane, bundled digits, and MNIST."""
