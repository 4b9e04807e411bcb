"""A material, folded over its chain of custody."""

from dataclasses import replace
from datetime import date
from typing import Any

from sightline.domain.custody import CustodyAction, Entry, Event, actor_of, follow
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialState
from tests.fakes.clock import NOON
from tests.fakes.examples import OFFICER
from tests.fakes.materials import a_material


def fold(*events: tuple[CustodyAction, dict[str, Any]]) -> Material:
    """Return a material after these events."""
    last: Entry | None = None
    entries = []
    for action, details in events:
        last = follow(last, "force", "material-1", Event(action, actor_of(OFFICER), "Because", details), NOON)
        entries.append(last)
    return a_material().after(entries)


def test_takes_each_entry_once() -> None:
    """Entries that it knows change nothing, and those of which it takes no account are counted all the same."""
    entry = follow(None, "force", "material-1", Event(CustodyAction.MARKED, details={"exhibit_ref": "AB/1"}), NOON)
    later = replace(entry, sequence=2, action=CustodyAction.VIEWED)
    marked = a_material().after([entry, later])
    assert (marked.exhibit_ref, marked.custody_sequence) == ("AB/1", 2)
    assert replace(marked, exhibit_ref="AB/2").after([entry]).exhibit_ref == "AB/2"


def test_names_the_officer_who_asked() -> None:
    """Whoever sent the link, or let the camera send."""
    asked = fold((CustodyAction.CONSENTED, {"officer_id": "o-1", "officer_name": "PC Rees"}))
    assert (asked.officer_id, asked.officer_name) == ("o-1", "PC Rees")


def test_knows_what_a_file_is() -> None:
    """As was found when it came in; of what nobody brought in there is nothing to say."""
    came: dict[str, Any] = {"manifest_sha256": "ab", "byte_count": 1, "began_at": None, "ended_at": None}
    assert fold((CustodyAction.UPLOADED, {**came, "media_type": "image/jpeg"})).media_type == "image/jpeg"
    assert fold((CustodyAction.SEALED, came)).media_type is None


def test_is_evidential_once_marked() -> None:
    """With the force's own reference and the crime's number."""
    marked = fold((CustodyAction.MARKED, {"exhibit_ref": "AB/1", "crime_number": "0123/26"}))
    assert marked.is_evidential()
    assert marked.crime_number == "0123/26"
    assert not a_material().is_evidential()


def test_holds_add_up_until_each_is_released() -> None:
    """A hold says why, by whom and when it is looked at again."""
    held = [(CustodyAction.HELD, {"hold_id": hold_id, "review_on": "2027-03-01"}) for hold_id in ("a", "b")]
    assert [hold.hold_id for hold in fold(*held).holds] == ["a", "b"]
    (left,) = fold(*held, (CustodyAction.RELEASED, {"hold_id": "a"})).holds
    assert (left.hold_id, left.reason, left.by_name, left.review_on) == ("b", "Because", "PC Rees", date(2027, 3, 1))


def test_a_category_and_a_review_say_when_to_look_again() -> None:
    """The newest of them counts."""
    kept = fold(
        (CustodyAction.CATEGORISED, {"category": "mopi-group-2", "review_on": "2036-03-01"}),
        (CustodyAction.REVIEWED, {"review_on": "2041-03-01"}),
    )
    assert (kept.category, kept.review_on) == (RetentionCategory.MOPI_GROUP_2, date(2041, 3, 1))


def test_disposal_is_proposed_then_refused_or_done() -> None:
    """Whoever proposes it is remembered, for another one must agree."""
    proposed = fold((CustodyAction.DISPOSAL_PROPOSED, {}))
    assert (proposed.state, proposed.proposed_by) == (MaterialState.DISPOSAL_PROPOSED, OFFICER.participant_id)
    refused = fold((CustodyAction.DISPOSAL_PROPOSED, {}), (CustodyAction.DISPOSAL_REFUSED, {}))
    assert (refused.state, refused.proposed_by) == (MaterialState.HELD, None)
    assert fold((CustodyAction.DISPOSED, {})).state is MaterialState.DISPOSED
