"""The pages of the guide, each assembled into a complete HTML document."""
