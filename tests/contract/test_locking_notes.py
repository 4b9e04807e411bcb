"""What all LockingNotes do."""

from typing import Any

import pytest

from sightline.adapters.locking_notes import DynamoLockingNotes
from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.locking import Locking
from sightline.ports import LockingNotes
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.keeping import LockingInMemory
from tests.fakes.materials import a_material


@pytest.fixture(params=["memory", "dynamodb"])
def notes(request: pytest.FixtureRequest) -> LockingNotes:
    """Return each in turn, empty."""
    if request.param == "memory":
        return LockingInMemory()
    return DynamoLockingNotes(table(request.getfixturevalue("dynamodb"), "materials"))


def test_the_newest_word_counts_until_it_is_removed(notes: LockingNotes) -> None:
    """Of each material its own; what was never noted can be removed."""
    for locked in (1_000, 2_000):
        notes.note("session-1", Locking(locked, 40_000))
    assert notes.find("session-1") == Locking(2_000, 40_000)
    assert notes.find("session-2") is None
    for material_id in ("session-1", "session-2"):
        notes.remove(material_id)
    assert notes.find("session-1") is None


def test_a_note_is_no_material(dynamodb: Any) -> None:
    """Though it lies in the same table as the material that it is of, which stays as it is."""
    materials = DynamoMaterialStore(table(dynamodb, "materials"), table(dynamodb, "library"))
    materials.add(a_material(material_id="session-1"))
    notes = DynamoLockingNotes(table(dynamodb, "materials"))
    notes.note("session-1", Locking(0, 10))
    assert [each.material_id for each in materials.list_nightly(NOON.date())] == ["session-1"]
    notes.remove("session-1")
    assert materials.get("session-1") == a_material(material_id="session-1")
