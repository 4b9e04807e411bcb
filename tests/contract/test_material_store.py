"""Every MaterialStore keeps the same promises."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.errors import NotFoundError
from sightline.domain.material import Hold, Place
from sightline.ports import MaterialStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.custody import MaterialsInMemory
from tests.fakes.materials import a_material


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> MaterialStore:
    """Return each store in turn, empty."""
    if request.param == "memory":
        return MaterialsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoMaterialStore(table(client, "materials"), table(client, "library"))


def test_gives_back_what_was_added(store: MaterialStore) -> None:
    """A material comes back with every field as it was; adding it again changes nothing."""
    hold = Hold("hold-1", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", date(2026, 9, 1))
    material = a_material(
        place=Place(51.5, -0.12), holds=(hold,), review_on=date(2032, 3, 1), ended_at=NOON + timedelta(minutes=9)
    )
    store.add(material)
    store.add(replace(material, title="another"))
    assert store.get("material-1") == material
    with pytest.raises(NotFoundError):
        store.get("material-2")


def test_changes_the_newest_version(store: MaterialStore) -> None:
    """A change is applied to what is stored, and counts the version up."""
    store.add(a_material())
    changed = store.change("material-1", lambda newest: replace(newest, exhibit_ref="AB/1"))
    assert changed.exhibit_ref == "AB/1"
    assert store.get("material-1").version == 2
