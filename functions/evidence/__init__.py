"""Replay of recordings, and their seals."""
