"""Files that officers bring in as evidence."""
