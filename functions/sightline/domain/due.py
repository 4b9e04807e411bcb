"""Whose turn it is with a material, and from what day on: the order in which supervisors and the nightly job look."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sightline.domain.material import Material, MaterialState


class Desk(StrEnum):
    """Who has to do with a material next."""

    REVIEW = "review"
    """A supervisor."""
    NIGHT = "night"
    """The nightly job."""


@dataclass(frozen=True)
class Due:
    """A turn: whose, and from what day on."""

    desk: Desk
    on: date


LEAVING = frozenset({MaterialState.DISPOSAL_APPROVED, MaterialState.DISPOSAL_ANNOUNCED, MaterialState.DISPOSAL_BEGUN})
"""Agreed on: the nightly job and what it calls do the rest."""


def due(material: Material) -> Due | None:
    """Say whose turn it is, by what is known of the material; nobody's once it is gone."""
    born = material.created_at.date()
    if material.state is MaterialState.DISPOSED:
        return None
    if material.state in LEAVING:
        announced = material.disposal.not_before if material.disposal else None
        return Due(Desk.NIGHT, announced or born)
    if material.review_on is None or material.awaits_legal_hold():
        return Due(Desk.NIGHT, born)
    if material.state is MaterialState.DISPOSAL_PROPOSED:
        return Due(Desk.REVIEW, born)  # somebody waits: first of all
    if material.goes_by_itself():
        return Due(Desk.NIGHT, material.review_on)
    return Due(Desk.REVIEW, min((hold.review_on for hold in material.holds), default=material.review_on))
