"""Officers see why something is kept."""

from datetime import date

import pytest

from sightline.domain.disposal import Disposal
from sightline.domain.errors import NotFoundError
from sightline.domain.invite import RetentionCategory
from sightline.domain.locking import Locking
from sightline.domain.material import MaterialState
from sightline.messages.retention import LockingView
from sightline.usecases.retention_views import get_retention, view_reviews
from tests.fakes.keeping import HANDLER, STRANGER, KeepingInMemory
from tests.fakes.materials import a_material

AGREED = Disposal("The case is closed", "DC Patel", "supervisor-1", "Insp Moss", date(2026, 11, 30))


def test_every_officer_of_the_force_sees_why() -> None:
    """And until when; to another force there is no such thing."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(category=RetentionCategory.MOPI_GROUP_3, exhibit_ref="AB/1"))
    view = get_retention(keeping, HANDLER, "material-1")
    assert view.kept_because[0].sentence == "It is evidence (exhibit AB/1). It never goes by itself."
    assert view.kept_because[1].until == date(2032, 11, 21)
    assert not view.may_go
    assert view.next_review_by == date(2027, 11, 21)
    with pytest.raises(NotFoundError):
        get_retention(keeping, STRANGER, "material-1")


def test_says_how_far_a_disposal_has_come() -> None:
    """Who proposed and approved it, and from what day on it goes."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(state=MaterialState.DISPOSAL_ANNOUNCED, disposal=AGREED, proposed_by="officer-9"))
    disposal = get_retention(keeping, HANDLER, "material-1").disposal
    assert disposal
    assert disposal.proposed_by == "officer-9"
    assert (disposal.proposed_by_name, disposal.approved_by_name) == ("DC Patel", "Insp Moss")
    assert disposal.not_before == date(2026, 11, 30)


def test_of_what_is_gone_nothing_is_kept() -> None:
    """No reason is told for it, nor could it go again."""
    keeping = KeepingInMemory()
    (view,) = view_reviews(keeping, [a_material(state=MaterialState.DISPOSED)]).reviews
    assert view.kept_because == []
    assert not view.may_go


def test_says_how_far_the_store_is_with_its_locks() -> None:
    """How many of how many; before they are counted, that it is to come; nothing once all are, or none need be."""
    keeping = KeepingInMemory()
    exhibit, secured = a_material(exhibit_ref="AB/1"), a_material(exhibit_ref="AB/1", secured=True)
    (waiting,) = view_reviews(keeping, [exhibit]).reviews
    keeping.locking_notes.note("material-1", Locking(2_000, 10_000))
    under_way, done, ordinary = view_reviews(keeping, [exhibit, secured, a_material()]).reviews
    assert (waiting.locking, under_way.locking) == (
        LockingView(locked=0, of=None),
        LockingView(locked=2_000, of=10_000),
    )
    assert (done.locking, ordinary.locking) == (None, None)
