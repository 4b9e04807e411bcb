"""Bundles for a court: what an officer asks for and sees."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from sightline.domain.bundle import BundleState
from sightline.messages.base import Identifier, Model, Number, Text


class BundleRequest(Model):
    """An officer asks for all that there is of a material, to be handed over."""

    reason: Text
    include_copies: bool = True
    """Whether clips, snapshots and playable copies come with it, those that are ready."""


class BundleFailure(Model):
    """Why a bundle could not be made; it can be asked for again."""

    code: str
    text: str


class BundleView(Model):
    """A bundle as officers see it, from the moment it was asked for."""

    bundle_id: Identifier
    material_id: Identifier
    reason: str
    include_copies: bool
    asked_at: datetime
    asked_by_name: str
    state: BundleState
    progress: Annotated[Number, Field(ge=0, le=1)]
    byte_count: int | None
    """Of the zip, once it is ready."""
    failure: BundleFailure | None


class BundleAddress(Model):
    """Where to fetch a bundle for the next 60 seconds."""

    url: str
