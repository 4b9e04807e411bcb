"""What a phone has recorded of its own, in."""
