"""What officers see of what is held."""

from sightline.domain.invite import RetentionCategory
from sightline.domain.material import MaterialKind, MaterialState
from sightline.messages.base import Day, Identifier, Instant, Model


class PlaceView(Model):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


class HoldView(Model):
    """A reason to keep it whatever its category says."""

    hold_id: Identifier
    reason: str
    by_name: str
    since: Instant
    review_on: Day


class MaterialView(Model):
    """One thing that is held: a session's recordings, an uploaded file, or a copy made of either."""

    material_id: Identifier
    kind: MaterialKind
    incident_ref: str
    title: str
    """What an upload or a camera is called; empty for a citizen's session."""
    created_at: Instant
    officer_id: str | None
    officer_name: str | None
    began_at: Instant | None
    """From here to `ended_at` there are pictures or sound."""
    ended_at: Instant | None
    place: PlaceView | None
    """Where it was first seen to be."""
    byte_count: int
    media_type: str | None
    """Of a file that was brought in, as its first bytes say: application/octet-stream where nobody knows; else None."""
    manifest_sha256: str | None
    parent_id: Identifier | None
    """Of a copy: what it was made of."""
    exhibit_ref: str | None
    """The force's own name of it as evidence, as in AB/1; None until it is marked."""
    crime_number: str | None
    category: RetentionCategory
    holds: list[HoldView]
    review_on: Day | None
    state: MaterialState
    proposed_by: str | None
    """The officer who proposed its disposal: another one must agree."""


class Materials(Model):
    """What a search found, newest first, 50 at most.

    `next` goes into the query parameter `after`. A page may be short of 50 and still have a next one: a search ends
    where it has looked at as much as one request may.
    """

    materials: list[MaterialView]
    next: str | None = None


class FileAddress(Model):
    """Where to fetch a file for the next 60 seconds, to be saved, or to show a photograph."""

    url: str
