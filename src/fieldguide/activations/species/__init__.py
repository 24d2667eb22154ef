"""The species: a module a family, and the gates built from them."""
