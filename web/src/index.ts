// The script of the index page.
