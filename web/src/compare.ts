// The script of the compare page.
