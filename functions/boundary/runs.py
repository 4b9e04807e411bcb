"""Which part of a recording is asked for: queries that officers' and recipients' routes share."""

from typing import Annotated

from pydantic import Field

from sightline.messages.base import Identifier, Model
from sightline.usecases.replay import MOST_FRAGMENTS


class RunQuery(Model):
    """Which run of fragments, stills or pieces."""

    first: Annotated[int, Field(ge=0)] = 0
    count: Annotated[int, Field(ge=1, le=MOST_FRAGMENTS)] = MOST_FRAGMENTS


class PlaylistQuery(Model):
    """What of the session: one officer's voice by its recording, or what the citizen sent."""

    voice: Identifier | None = None


class FragmentsQuery(RunQuery, PlaylistQuery):
    """Which run of the fragments of such a playlist."""
