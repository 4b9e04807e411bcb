"""What officers say and see of how long something is kept."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from sightline.domain.invite import RetentionCategory
from sightline.domain.material import MaterialState
from sightline.messages.base import Day, Identifier, Instant, Model, Text
from sightline.messages.materials import HoldView

ExhibitRef = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9/ .-]{0,31}$")]
"""The force's own name of an exhibit, as in AB/1: mostly the initials of who produces it, and a number."""

CrimeNumber = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]

Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
"""A reason that may be wanting: then it is refused in words of its own."""


class Decision(StrEnum):
    """What a review comes to."""

    KEEP = "keep"
    DISPOSE = "dispose"


class MarkRequest(Model):
    """Mark as evidence."""

    exhibit_ref: ExhibitRef
    crime_number: CrimeNumber
    reason: Text


class CategoriseRequest(Model):
    """Give another retention category."""

    category: RetentionCategory
    reason: Text


class HoldRequest(Model):
    """Hold it whatever its category says, to be looked at again by `review_on`."""

    reason: Said
    review_on: Day


class ReasonRequest(Model):
    """Why a hold ends, a disposal is proposed, approved or refused."""

    reason: Text


class ReviewRequest(Model):
    """Keep it until `review_on`, or propose its disposal."""

    decision: Decision
    reason: Text
    review_on: Day | None = None

    @model_validator(mode="after")
    def _say_until_when(self) -> Self:
        if (self.decision is Decision.KEEP) != (self.review_on is not None):
            message = "review_on belongs to the decision to keep"
            raise ValueError(message)
        return self


class ReasonView(Model):
    """One reason for which it is still kept. `until` is null where only people can end it."""

    sentence: str
    until: Day | None


class LockingView(Model):
    """How far the store is with putting every object of it on legal hold."""

    locked: int
    of: int | None
    """None until they are counted."""


class DisposalView(Model):
    """How far its disposal has come. Of what goes by itself nobody has proposed it."""

    reason: str
    proposed_by: str | None
    """The officer who proposed it: another one must agree."""
    proposed_by_name: str | None
    approved_by_name: str | None
    not_before: Day | None
    """Announced: not to be done before this day."""
    disposed_at: Instant | None
    """Done; its certificate is there to be read."""
    object_count: int
    """Of objects there were as it began; 0 before."""


class RetentionView(Model):
    """Why one material is kept, and what is to become of it."""

    material_id: Identifier
    state: MaterialState
    category: RetentionCategory
    incident_ref: str
    title: str
    exhibit_ref: str | None
    crime_number: str | None
    kept_because: list[ReasonView]
    """The reason that lasts longest comes first; none: nothing keeps it."""
    may_go: bool
    """Whether two people could dispose of it today."""
    holds: list[HoldView]
    review_on: Day | None
    next_review_by: Day
    """Until when one decision to keep it, or a hold, may last at most."""
    secured: bool
    """Whether the store has every object of it on legal hold."""
    locking: LockingView | None
    """None unless that is still to come."""
    disposal: DisposalView | None


class Reviews(Model):
    """What a supervisor has to look at, soonest first, 100 at most."""

    reviews: list[RetentionView]
