"""Bodies of the routes by which a phone's own recording comes in; officers see it in `recordings.py`."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.original import MOST_PIECES, CutShort
from sightline.domain.session import EndReason
from sightline.messages.base import Identifier, Instant, Model, Sha256

FilmType = Annotated[str, StringConstraints(pattern=r"^video/(webm|mp4)(;codecs=[A-Za-z0-9.,-]{1,64})?$")]
"""The media type of a take, as RFC 6381 names its codecs."""


class TakeDeclaration(Model):
    """One take that a phone has recorded: all its pieces, sent or not."""

    take_id: Identifier
    mime: FilmType
    pieces: Annotated[int, Field(ge=0, le=MOST_PIECES)]
    cut_short: CutShort | None = None


class OriginalDeclaration(Model):
    """A phone says what it has recorded of its own; asked again, it says what is there now."""

    takes: Annotated[list[TakeDeclaration], Field(max_length=100)]
    said_at: Instant
    """By the phone's clock, now: what its times are off by is noted."""
    complete: bool = False
    """Nothing more comes: all of it is stored, or the person has deleted the rest."""


class TakeStanding(Model):
    """Which pieces of a take the store has acknowledged."""

    take_id: Identifier
    stored: list[int]


class OriginalStanding(Model):
    """What has arrived of a phone's own recording, and until when the rest may come."""

    takes: list[TakeStanding]
    session_ended: bool
    end_reason: EndReason | None
    closes_at: Instant | None


class PieceRequest(Model):
    """One piece that a phone wants to send."""

    take_id: Identifier
    sequence: Annotated[int, Field(ge=0, lt=MOST_PIECES)]
    captured_at: Annotated[Instant, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
    """By the phone's clock."""
    duration_milliseconds: Annotated[int, Field(ge=0, le=600_000)]
    bytes: Annotated[int, Field(ge=1, le=8_000_000)]
    """Four seconds at 6 Mbit/s are 3 MB."""
    sha256: Sha256


class PieceAddress(Model):
    """Where to PUT a piece within the next minutes, with exactly these headers; 412 means that it is there."""

    url: str
    headers: dict[str, str]
