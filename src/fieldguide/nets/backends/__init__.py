"""The array libraries that networks are trained with: NumPy, or PyTorch on a device."""
