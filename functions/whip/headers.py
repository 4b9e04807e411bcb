"""Headers that WHIP and WHEP want; apart from the routes, which load what all functions share before pydantic."""

from pydantic import Field

from sightline.messages.base import Model


class BearerHeaders(Model):
    """Headers of every request but OPTIONS."""

    authorization: str | None = Field(default=None, alias="Authorization")


class TrickleHeaders(BearerHeaders):
    """Headers of further candidates."""

    if_match: str | None = Field(default=None, alias="If-Match")
    """The ETag that came with the answer."""
