"""What every AwaitedCopies does."""

from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.awaited_copies import DynamoAwaitedCopies
from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.ports import AwaitedCopies
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.copies import AwaitedInMemory

FIRST = AwaitedCopy("copy-1", "session-1", NOON)
SECOND = AwaitedCopy("copy-0", "session-1", NOON + timedelta(seconds=1))


@pytest.fixture(params=["memory", "dynamodb"])
def awaited(request: pytest.FixtureRequest) -> AwaitedCopies:
    """Return each in turn, empty."""
    if request.param == "memory":
        return AwaitedInMemory()
    return DynamoAwaitedCopies(table(request.getfixturevalue("dynamodb"), "materials"))


def test_copies_are_awaited_until_they_are_not(awaited: AwaitedCopies) -> None:
    """The oldest first; what is awaited twice is awaited once, and what nobody awaits can be removed."""
    for copy in (SECOND, FIRST, FIRST):
        awaited.add(copy)
    assert list(awaited.list_all()) == [FIRST, SECOND]
    for copy_id in ("copy-1", "copy-1", "copy-9"):
        awaited.remove(copy_id)
    assert list(awaited.list_all()) == [SECOND]


def test_what_is_awaited_is_no_material(dynamodb: Any) -> None:
    """Neither the nightly job nor a supervisor finds it, though it lies in the same table."""
    DynamoAwaitedCopies(table(dynamodb, "materials")).add(FIRST)
    materials = DynamoMaterialStore(table(dynamodb, "materials"), table(dynamodb, "library"))
    assert list(materials.list_nightly(NOON.date() + timedelta(days=1))) == []
    assert materials.list_reviews("avon", 10) == []
