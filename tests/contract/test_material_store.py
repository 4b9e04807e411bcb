"""Every MaterialStore keeps the same promises."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.errors import NotFoundError
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, MaterialState, Place
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


def test_a_reference_is_taken_once_in_a_force_and_incident(store: MaterialStore) -> None:
    """However it is written, and for good; the material that has it may ask again."""
    first, second = a_material(), a_material(material_id="material-2")
    assert store.take_exhibit_ref(first, "AB/1")
    assert store.take_exhibit_ref(first, "ab/1")
    assert not store.take_exhibit_ref(second, "AB/1")
    assert store.take_exhibit_ref(second, "AB/2")
    assert store.take_exhibit_ref(replace(second, incident_ref="INC-8"), "AB/1")
    assert store.take_exhibit_ref(replace(second, force_id="kent"), "AB/1")


def test_lists_whose_turn_it_is_soonest_first(store: MaterialStore) -> None:
    """Supervisors' by force, the night's by day; what is changed moves to where it then belongs."""
    group = {"category": RetentionCategory.MOPI_GROUP_3}
    store.add(a_material(material_id="new"))
    store.add(a_material(material_id="by-itself", review_on=date(2027, 1, 1)))
    store.add(a_material(material_id="later", review_on=date(2033, 1, 1), **group))
    store.add(a_material(material_id="sooner", review_on=date(2032, 1, 1), **group))
    store.add(a_material(material_id="theirs", review_on=date(2031, 1, 1), force_id="kent", **group))
    assert [each.material_id for each in store.list_reviews("force", 9)] == ["sooner", "later"]
    assert [each.material_id for each in store.list_reviews("force", 1)] == ["sooner"]
    assert [each.material_id for each in store.list_nightly(date(2026, 12, 31))] == ["new"]
    assert [each.material_id for each in store.list_nightly(date(2027, 1, 1))] == ["new", "by-itself"]
    store.change("sooner", lambda newest: replace(newest, state=MaterialState.DISPOSED))
    assert [each.material_id for each in store.list_reviews("force", 9)] == ["later"]
