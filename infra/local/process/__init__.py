"""One process tree: children that never outlive their parent."""
