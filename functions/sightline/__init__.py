"""Sightline: live video, sound and position from a text message link, kept as evidence."""
