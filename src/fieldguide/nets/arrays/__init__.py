"""Where the networks' numbers live: NumPy's arrays, or PyTorch's tensors on a device."""
