// The script of the gate page.
