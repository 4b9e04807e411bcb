"""What came of a copy, as it lies in the derived bucket."""

import json
from datetime import timedelta

import pytest

from sightline.domain.copy import MasterAlteredError
from sightline.domain.custody import CustodyAction
from sightline.domain.instant import write_instant
from sightline.usecases.copy_outcomes import MOST_PATIENCE, Outcome, read_outcome, take_in_copy
from tests.fakes.clock import NOON
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.derivation import DERIVATION, FILE
from tests.fakes.materials import a_material

MASTER = a_material(material_id="session-1", force_id="avon")
PREFIX = "avon/session-1/copy-1/"


@pytest.fixture
def desk() -> CopyDeskInMemory:
    """Return a desk whose derived bucket is empty."""
    return CopyDeskInMemory()


def outcome(desk: CopyDeskInMemory) -> Outcome:
    """Read the outcome of a copy that was asked for at noon."""
    return read_outcome(desk, MASTER, "copy-1", write_instant(NOON))


def test_a_copy_waits_until_something_is_there(desk: CopyDeskInMemory) -> None:
    """Then it runs, as far as it says."""
    assert outcome(desk) == Outcome("waiting")
    desk.copies.objects[f"{PREFIX}progress.json"] = b'{"progress": 0.4}'
    assert outcome(desk) == Outcome("running", 0.4)


def test_a_copy_of_which_nothing_comes_has_failed(desk: CopyDeskInMemory) -> None:
    """Whoever looks after two hours is not left waiting."""
    desk.clock.advance(MOST_PATIENCE + timedelta(seconds=1))
    shown = outcome(desk)
    assert shown.failure
    assert (shown.state, shown.failure.code) == ("failed", "copy-too-long")


def test_a_failure_says_why(desk: CopyDeskInMemory) -> None:
    """In the words of the refusal."""
    failure = {"code": "nothing-to-copy", "text": "There is nothing.", "key": None}
    desk.copies.objects[f"{PREFIX}failure.json"] = json.dumps(failure).encode()
    shown = outcome(desk)
    assert shown.failure
    assert (shown.state, shown.failure.code) == ("failed", "nothing-to-copy")


def test_a_copy_is_taken_in_once_with_what_it_says_of_itself(desk: CopyDeskInMemory) -> None:
    """Its files, real times and digests stand in its chain, the first one to count."""
    desk.copies.objects[f"{PREFIX}derivation.json"] = DERIVATION.model_dump_json().encode()
    assert outcome(desk) == outcome(desk) == Outcome("ready", 1.0, files=(FILE,))
    (entry,) = desk.custody.list_entries("copy-1")
    assert (entry.action, entry.actor, entry.details["byte_count"]) == (CustodyAction.DERIVED, None, 7)
    copy = desk.materials.get("copy-1")
    assert (copy.parent_id, copy.incident_ref, copy.ended_at) == ("session-1", "INC-7", FILE.ended_at)


def test_another_derivation_than_the_chains_is_refused(desk: CopyDeskInMemory) -> None:
    """Who changes what lies there is found out, since the chain holds its digest."""
    desk.copies.objects[f"{PREFIX}derivation.json"] = DERIVATION.model_dump_json().encode()
    take_in_copy(desk, MASTER, "copy-1")
    desk.copies.objects[f"{PREFIX}derivation.json"] += b" "
    with pytest.raises(MasterAlteredError):
        take_in_copy(desk, MASTER, "copy-1")
