"""Copies that were made while nobody looked."""

from datetime import timedelta

import pytest

from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.custody import CustodyAction
from sightline.domain.material import MaterialKind
from sightline.usecases.awaited_copies import take_in_awaited
from sightline.usecases.copy_outcomes import MOST_PATIENCE
from tests.fakes.clock import NOON
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.derivation import DERIVATION
from tests.fakes.materials import a_material

KEY = "avon/session-1/copy-1/derivation.json"
COPY = AwaitedCopy("copy-1", "session-1", NOON)


@pytest.fixture
def desk() -> CopyDeskInMemory:
    """Return a desk that awaits a copy."""
    desk = CopyDeskInMemory()
    desk.materials.add(a_material(material_id="session-1", force_id="avon"))
    desk.awaited_copies.add(COPY)
    return desk


def put(desk: CopyDeskInMemory) -> None:
    """Let the copy be there."""
    desk.copies.objects[KEY] = DERIVATION.model_dump_json().encode()


def test_a_copy_is_awaited_until_it_is_there(desk: CopyDeskInMemory) -> None:
    """Then it is a material with a chain of its own, though nobody has opened a page."""
    assert not take_in_awaited(desk, COPY)
    assert desk.awaited_copies.list_all() == [COPY]
    put(desk)
    assert take_in_awaited(desk, COPY)
    assert desk.materials.get("copy-1").kind is MaterialKind.CLIP
    assert [entry.action for entry in desk.custody.list_entries("copy-1")] == [CustodyAction.DERIVED]
    assert desk.awaited_copies.list_all() == []


def test_a_copy_of_which_nothing_comes_is_given_up(desk: CopyDeskInMemory) -> None:
    """After as long as whoever looks at it is told to wait."""
    desk.clock.advance(MOST_PATIENCE + timedelta(seconds=1))
    assert take_in_awaited(desk, COPY)
    assert desk.awaited_copies.list_all() == []
    assert list(desk.materials.by_id) == ["session-1"]


def test_a_copy_that_was_altered_is_not_waited_for(desk: CopyDeskInMemory) -> None:
    """What the chain says of it stands; a run that comes again changes nothing."""
    put(desk)
    take_in_awaited(desk, COPY)
    desk.awaited_copies.add(COPY)
    desk.copies.objects[KEY] += b" "
    assert take_in_awaited(desk, COPY)
    assert len(desk.custody.list_entries("copy-1")) == 1
