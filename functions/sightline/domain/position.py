"""A position: one fix of the phone, in the terms of the W3C Geolocation API."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Position:
    """One fix: degrees (WGS 84), metres, degrees from north, metres per second.

    `sequence` counts up on the phone from 0 within a session, so a repeated upload is told apart
    from a new fix. `fixed_at` is the phone's clock, `received_at` ours.
    """

    session_id: str
    sequence: int
    latitude: float
    longitude: float
    accuracy: float
    fixed_at: datetime
    received_at: datetime
    altitude: float | None = None
    altitude_accuracy: float | None = None
    heading: float | None = None
    speed: float | None = None
