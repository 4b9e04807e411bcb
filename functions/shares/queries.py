"""What recipients say of themselves, and may ask for."""

from pydantic import Field

from sightline.messages.base import Model
from sightline.messages.copies import Wish


class ViewingHeaders(Model):
    """Headers of every request of a recipient who has shown a code."""

    authorization: str | None = Field(default=None, alias="Authorization")


class FileQuery(Model):
    """What a file is wanted for."""

    to: Wish
