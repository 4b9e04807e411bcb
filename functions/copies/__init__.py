"""Copies of what is held: asked for, looked after, fetched."""
