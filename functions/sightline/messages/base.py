"""What all messages share: strict, frozen, and closed to unknown fields."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from sightline.domain.still import MOST_BYTES


class Model(BaseModel):
    """Base of everything on the wire."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # a function that starts builds what it is asked for, not every message there is: 150 ms
        allow_inf_nan=False,
        hide_input_in_errors=True,  # errors go to the log, and what people type must not
    )


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _refuse_number(given: object) -> object:
    """Keep pydantic from reading a number, or a text that is one, as seconds since 1970."""
    if isinstance(given, int | float) or (isinstance(given, str) and not _DAY.match(given)):
        raise PydanticCustomError("instant", "Days and instants are written as in RFC 3339")  # noqa: EM101 - its form
    return given


Instant = Annotated[AwareDatetime, BeforeValidator(_refuse_number)]
"""An RFC 3339 instant with its offset; we always send UTC."""

Day = Annotated[date, BeforeValidator(_refuse_number)]
"""A full-date of RFC 3339, as in 2026-11-21."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An `_id` of ours, or one that a client has chosen for a leg."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
"""What a person typed."""

Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A sender's own mark on a message, given back in the answer to it."""

SessionDescription = Annotated[str, StringConstraints(min_length=1, max_length=16_384)]
"""SDP (RFC 8866), at most 16 KB."""

Jpeg = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=(MOST_BYTES + 2) // 3 * 4)]
"""A JPEG of at most 22 KB in base64 (RFC 4648, section 4)."""

IceCandidate = Annotated[str, StringConstraints(max_length=512)]
"""A candidate-attribute (RFC 8839), without "a="."""


Number = Annotated[float, Field(strict=True)]
"""A JSON number, not a text or a truth value that could be read as one."""


class Problem(Model):
    """RFC 9457 problem details; `code` never changes, `detail` is for people."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    code: str


class IceServer(Model):
    """An RTCIceServer (W3C WebRTC)."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class PositionFix(Model):
    """One position as the phone sends it: the W3C GeolocationCoordinates, in snake case."""

    sequence: Annotated[int, Field(strict=True, ge=0, le=2**53 - 1)]
    """Counts up on the phone within a session, from the second it began: a second phone repeats none."""
    latitude: Annotated[Number, Field(ge=-90, le=90)]
    """Degrees, WGS 84."""
    longitude: Annotated[Number, Field(ge=-180, le=180)]
    """Degrees, WGS 84."""
    accuracy: Annotated[Number, Field(ge=0, le=10_000_000)]
    """Metres, 95% confidence."""
    fixed_at: Annotated[Instant, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
    """When the phone took the fix, by the phone's clock, which may be wrong but not beyond what UTC can write."""
    altitude: Number | None = None
    altitude_accuracy: Number | None = None
    heading: Number | None = None
    """Degrees clockwise from true north."""
    speed: Number | None = None
    """Metres per second."""


class PositionView(PositionFix):
    """One position as officers see it."""

    received_at: datetime


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""In hex."""


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]+$")]
"""What an officer calls a camera or a player."""
