"""One stack a file; what a stack needs from another comes in as a keyword argument."""
