"""Every MaterialStore finds the same by the same search, page by page."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind, MaterialState, Place
from sightline.domain.search import Area, Search
from sightline.ports import MaterialStore
from tests.contract.test_material_store import store  # noqa: F401  each store in turn
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material

KINDS, CATEGORIES = list(MaterialKind), list(RetentionCategory)
LONDON = Area(west=-0.2, south=51.4, east=0.0, north=51.6)


def _many(count: int) -> list[Material]:
    """Return materials that differ in everything that can be asked for, a minute apart."""
    return [
        a_material(
            material_id=f"material-{number:03}",
            incident_ref=f"INC-{number % 4}",
            exhibit_ref=f"AB/{number}" if number % 5 == 0 else None,
            crime_number=f"42{number % 3}/26" if number % 5 == 0 else None,
            officer_id=f"o-{number % 3}",
            officer_name=("PC Khan", "DS Ann Poole", "PC Rees")[number % 3],
            created_at=NOON + timedelta(minutes=number),
            place=Place(51.0 + number / 50, -0.4 + number / 100) if number % 2 else None,
            category=CATEGORIES[number % 5],
            kind=KINDS[number % 5],
        )
        for number in range(count)
    ]


SEARCHES = {
    "all": Search(),
    "incident, typed in another way": Search(incident_ref=" inc- 2"),
    "exhibit": Search(exhibit_ref="ab/ 15"),
    "crime number": Search(crime_number="421/26"),
    "officer by id": Search(officer="O-1"),
    "officer by name": Search(officer="ds ann poole"),
    "officer by a word of the name": Search(officer="khan"),
    "one line: an exhibit": Search(words="AB/10"),
    "one line: an officer": Search(words="Rees"),
    "times": Search(since=NOON + timedelta(minutes=10), before=NOON + timedelta(minutes=20)),
    "area": Search(area=LONDON),
    "a large area": Search(area=Area(west=-8, south=49, east=2, north=61)),
    "the whole earth": Search(area=Area(west=-180, south=-90, east=180, north=90)),
    "category": Search(category=RetentionCategory.MOPI_GROUP_1),
    "kind": Search(kind=MaterialKind.CLIP),
    "state": Search(state=MaterialState.DISPOSAL_PROPOSED),
    "much at once": Search(officer="rees", area=LONDON, kind=MaterialKind.SNAPSHOT, since=NOON),
    "nothing": Search(incident_ref="INC-9"),
}


def _pages(store: MaterialStore, search: Search, limit: int) -> list[str]:  # noqa: F811  the fixture's value
    found, after = store.search("force", search, None, limit)
    ids = [material.material_id for material in found]
    while after:
        assert len(found) == limit
        found, after = store.search("force", search, after, limit)
        ids += [material.material_id for material in found]
    return ids


def test_finds_what_a_search_asks_for_newest_first(store: MaterialStore) -> None:  # noqa: F811  the fixture
    """Each search finds exactly what looking at every material would, on pages of any size; another force's never."""
    materials = _many(24)
    for material in random.Random(7).sample(materials, len(materials)):  # noqa: S311  an order, no secret
        store.add(material)
    for material in materials[:3]:
        store.add(replace(material, material_id=f"other-{material.material_id}", force_id="other"))
    store.change("material-012", lambda newest: replace(newest, state=MaterialState.DISPOSAL_PROPOSED))
    materials[12] = replace(materials[12], state=MaterialState.DISPOSAL_PROPOSED)
    for name, search in SEARCHES.items():
        expected = [material.material_id for material in reversed(materials) if search.finds(material)]
        assert (name, _pages(store, search, 5)) == (name, expected)
        assert (name, _pages(store, search, 50)) == (name, expected)
        assert expected or name == "nothing"


def test_finds_what_changed_as_it_is_now(store: MaterialStore) -> None:  # noqa: F811  the fixture
    """Marked, it is found by its reference; marked again, by the new one only; and it shows what is known of it."""
    store.add(a_material())
    store.change("material-1", lambda newest: replace(newest, exhibit_ref="AB/1"))
    store.change("material-1", lambda newest: replace(newest, exhibit_ref="AB/2"))
    assert store.search("force", Search(exhibit_ref="AB/1"), None, 9) == ([], None)
    (found,), _ = store.search("force", Search(incident_ref="INC-7"), None, 9)
    assert found.exhibit_ref == "AB/2"


def test_looks_at_a_bounded_number_at_a_time(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that finds little goes on where it stopped, so that no request reads without an end."""
    from sightline.adapters import material_store  # noqa: PLC0415  beside what is set
    from tests.contract.tables import table  # noqa: PLC0415  beside what is set

    monkeypatch.setattr(material_store, "MOST_READ", 10)
    store = material_store.DynamoMaterialStore(table(dynamodb, "materials"), table(dynamodb, "library"))  # noqa: F811  one
    for material in _many(25):
        store.add(material)
    search = Search(officer="khan", incident_ref="INC-0", since=NOON)
    broad = Search(area=Area(-180, -90, 180, 90), state=MaterialState.HELD)
    assert store.search("force", search, None, 50)[1] is None
    found, after = store.search("force", broad, None, 50)
    assert after is not None
    assert len(found) == 5


class ManyRows:
    """A table `library` of which every list holds so many rows of the same material."""

    def __init__(self, count: int) -> None:
        """Begin with none of them read."""
        self._document = TypeAdapter(Material).dump_json(a_material()).decode()
        self._count = count
        self.read = 0

    def query(self, *_: object, **__: object) -> Iterator[dict[str, Any]]:
        """Yield the rows, newest first."""
        for number in range(self._count, 0, -1):
            self.read += 1
            yield {"moment": f"{number:06}", "document": self._document}


def test_a_search_looks_at_two_thousand_rows_and_says_where_it_stopped() -> None:
    """However much there is that it does not find: the next request goes on from there."""
    rows: Any = ManyRows(100_000)
    found, after = DynamoMaterialStore(rows, rows).search("force", Search(kind=MaterialKind.CLIP), None, 50)
    assert (found, after) == ([], "098001")
    assert rows.read == 2_001
