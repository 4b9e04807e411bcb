"""What all messages share: strict, frozen, and closed to unknown fields."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """Base of everything on the wire."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,  # errors go to the log, and what people type must not
    )


Instant = AwareDatetime
"""An RFC 3339 instant with its offset; we always send UTC."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An `_id` of ours, or one that a client has chosen for a leg."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
"""What a person typed."""

Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A sender's own mark on a message, given back in the answer to it."""

SessionDescription = Annotated[str, StringConstraints(min_length=1, max_length=16_384)]
"""SDP (RFC 8866), at most 16 KB."""

IceCandidate = Annotated[str, StringConstraints(max_length=512)]
"""A candidate-attribute (RFC 8839), without "a="."""


class PositionFix(Model):
    """One position as the phone sends it: the W3C GeolocationCoordinates, in snake case."""

    sequence: Annotated[int, Field(ge=0, le=2**53 - 1)]
    """Counts up from 0 on the phone within a session."""
    latitude: Annotated[float, Field(ge=-90, le=90)]
    """Degrees, WGS 84."""
    longitude: Annotated[float, Field(ge=-180, le=180)]
    """Degrees, WGS 84."""
    accuracy: Annotated[float, Field(ge=0, le=10_000_000)]
    """Metres, 95% confidence."""
    fixed_at: Annotated[Instant, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
    """When the phone took the fix, by the phone's clock, which may be wrong but not beyond what UTC can write."""
    altitude: float | None = None
    altitude_accuracy: float | None = None
    heading: float | None = None
    """Degrees clockwise from true north."""
    speed: float | None = None
    """Metres per second."""


class PositionView(PositionFix):
    """One position as officers see it."""

    received_at: datetime
