"""The species: a module for those of one kin, and one for the gates built from them."""
