"""The search for faces in a part of a film, or in a photograph: asked for, looked after, and what it proposes."""

from typing import Annotated, Literal

from pydantic import Field

from sightline.messages.base import Identifier, Instant, Model, Number
from sightline.messages.copies import CopyFailure, CopyState, SourceObject
from sightline.messages.redaction import BoxRegion


class FaceSearchRequest(Model):
    """An officer has a program look for faces from one instant to another.

    A photograph that was brought in is a film of one second, from when it was taken or from the beginning of 1970.
    """

    began_at: Instant
    ended_at: Instant


class FoundFace(BoxRegion):
    """What a program takes for one face through time. It says nothing of whose it is."""

    face_id: Identifier


class FaceSearchView(Model):
    """A search as officers see it, from the moment it was asked for."""

    search_id: Identifier
    began_at: Instant
    ended_at: Instant
    state: CopyState
    progress: Annotated[Number, Field(ge=0, le=1)]
    failure: CopyFailure | None
    faces: list[FoundFace]
    """A proposal: it misses faces that are turned away, covered or small, and shows some that are none."""


class FaceJob(Model):
    """What the derivations queue says of a search."""

    search_id: Identifier
    manifest: SourceObject
    began_at: Instant
    ended_at: Instant
    target: str
    """What its keys in the derived bucket begin with, up to and with the last slash."""


class FacesFound(Model):
    """`faces.json`: what a search has found, of what, and with which programs."""

    format: Literal["sightline-faces/1"] = "sightline-faces/1"
    search_id: Identifier
    manifest: SourceObject
    began_at: Instant
    ended_at: Instant
    pictures_seen: int
    programs: dict[str, str]
    faces: list[FoundFace]
    found_at: Instant
