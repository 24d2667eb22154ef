"""An activation compiled into a short list of array operations."""
