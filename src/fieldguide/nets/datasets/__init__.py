"""Data sets: toy data in the plane, the bundled digits, and MNIST."""
