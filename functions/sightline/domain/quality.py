"""Levels of what a phone sends, from a sharp picture down to no picture at all."""

from enum import StrEnum


class Quality(StrEnum):
    """What goes out now."""

    SHARP = "sharp"
    """Up to 1080p30."""
    NORMAL = "normal"
    """720p30."""
    LOW = "low"
    """About 360p15, at most 250 kbit/s."""
    STILLS = "stills"
    """A JPEG every few seconds over signalling."""
    NONE = "none"
    """Position and chat alone."""


class QualityReason(StrEnum):
    """Why it is not the normal quality."""

    NETWORK = "network"
    OFFICER = "officer"


class AskedQuality(StrEnum):
    """What an officer wants at most; the network may allow less."""

    AUTOMATIC = "automatic"
    SHARP = "sharp"
    LOW = "low"
    STILLS = "stills"
