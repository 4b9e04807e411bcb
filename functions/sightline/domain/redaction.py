"""What a copy hides of others, made for a person who asks for their data (DPA 2018 s.45, UK GDPR Art 15).

An officer confirms each region. What nobody confirmed is not hidden.
"""

from collections.abc import Sequence
from itertools import pairwise

from sightline.domain.copy import Span
from sightline.domain.errors import SightlineError
from sightline.domain.region import Region

MOST_REGIONS = 200
MOST_SPOTS = 1_400
"""What one message of the queue holds: 256 KB."""


class NothingConfirmedError(SightlineError):
    """Neither a region nor the sound is to be hidden."""

    code = "nothing-confirmed"
    text = "Nothing is to be hidden. Confirm a face, draw a box, or leave out the sound."


class RegionOutsidePictureError(SightlineError):
    """A box has no size, or lies on the picture with a part of it only."""

    code = "region-outside-picture"
    text = "A box lies outside the picture. Draw it again."


class RegionOutsideCopyError(SightlineError):
    """A region lies outside the time of the copy, or has no time."""

    code = "region-outside-copy"
    text = "A box lies outside the time that is marked. Mark the time again, or remove the box."


class TooManyRegionsError(SightlineError):
    """More is to be hidden than one copy can hold."""

    code = "too-many-regions"
    text = "This is too much to hide in one copy. Choose a shorter time."


class FaceUnknownError(SightlineError):
    """A face is named that was not found."""

    code = "face-unknown"
    text = "One of these faces is not among those that were found. Look for faces again."


def check_redaction(regions: Sequence[Region], copy: Span, *, silent: bool) -> None:
    """Raise one of the refusals above unless a copy can be made with these regions hidden."""
    if not regions and not silent:
        raise NothingConfirmedError
    if len(regions) > MOST_REGIONS or sum(len(region.spots) for region in regions) > MOST_SPOTS:
        raise TooManyRegionsError
    for region in regions:
        _check_region(region, copy)


def _check_region(region: Region, copy: Span) -> None:
    in_order = all(earlier.at < later.at for earlier, later in pairwise(region.spots))
    lasts = copy.ended_at is not None and region.began_at < region.ended_at and region.spots and in_order
    if not lasts or region.ended_at <= copy.began_at or (copy.ended_at and region.began_at >= copy.ended_at):
        raise RegionOutsideCopyError
    if not all(spot.box.is_on_picture() for spot in region.spots):
        raise RegionOutsidePictureError
