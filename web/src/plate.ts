// The script of the plate page.
