"""Materials in DynamoDB, and the rows by which they are found.

A material stands in table `library` once for each of its facets, with all that a search compares and shows: a page of a
search is a few reads of a list that is in order already. Material and rows are written in one transaction.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from heapq import merge
from operator import itemgetter

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Put, Removal, Table, sortable
from sightline.adapters.versions import TRIES, VersionedTable
from sightline.domain.due import Desk, due
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.facets import facets_for, facets_of
from sightline.domain.instant import write_instant
from sightline.domain.material import Material
from sightline.domain.search import Search, moment_of

MOST_READ = 2_000
"""Rows that one search looks at before it answers with what it has."""
FEWEST_AT_A_TIME = 20
BEGINNING, END = "0", "9999"
"""Before and after any moment."""

_SHAPE = TypeAdapter(Material)


class DynamoMaterialStore:
    """A MaterialStore on tables `materials` and `library`."""

    def __init__(self, table: Table, library: Table) -> None:
        """Take the tables."""
        self._table = table
        self._materials = _Catalogued(table, library)
        self._library = library

    def add(self, material: Material) -> None:
        """Store a new material; adding it again changes nothing."""
        self._materials.add(material)

    def get(self, material_id: str) -> Material:
        """Return a material, or raise NotFoundError."""
        return self._materials.get(material_id)

    def change(self, material_id: str, how: Callable[[Material], Material]) -> Material:
        """Apply `how` to the newest version by a conditional write."""
        return self._materials.change(material_id, how)

    def search(self, force_id: str, search: Search, after: str | None, limit: int) -> tuple[list[Material], str | None]:
        """Return materials newest first, and the moment after which the next page begins."""
        found: list[Material] = []
        last = after
        for looked_at, row in enumerate(self._rows(force_id, search, after, limit)):
            if len(found) == limit or looked_at == MOST_READ:
                return found, last
            material = _SHAPE.validate_json(row["document"])
            if search.finds(material):
                found.append(material)
            last = row["moment"]
        return found, None

    def _rows(self, force_id: str, search: Search, after: str | None, limit: int) -> Iterator[Item]:
        """Yield the rows of the facets of a search, newest first, as far as they are asked for."""
        facets = facets_for(search)
        span = {
            ":first": write_instant(search.since) if search.since else BEGINNING,
            ":last": min(after or END, write_instant(search.before) if search.before else END),
        }
        lists = [
            self._library.query(
                "facet = :facet AND moment BETWEEN :first AND :last",
                {":facet": _facet(force_id, facet), **span},
                newest_first=True,
                page_size=max(FEWEST_AT_A_TIME, 2 * limit // len(facets)),
            )
            for facet in facets
        ]
        # BETWEEN takes in both ends: the row that the page before ended with is passed over.
        return (row for row in merge(*lists, key=itemgetter("moment"), reverse=True) if row["moment"] != after)

    def take_exhibit_ref(self, material: Material, exhibit_ref: str) -> bool:
        """Take a reference by an item of its own, whose condition one material meets."""
        key = {"material_id": f"exhibit\n{material.force_id}\n{material.incident_ref}\n{exhibit_ref.casefold()}"}
        condition = "attribute_not_exists(material_id) OR taken_by = :material_id"
        return self._table.put(
            {**key, "taken_by": material.material_id}, condition, {":material_id": material.material_id}
        )

    def list_reviews(self, force_id: str, limit: int) -> list[Material]:
        """Return what supervisors have to look at, soonest first."""
        found = self._table.query(
            "desk = :desk", {":desk": _desk(Desk.REVIEW, force_id)}, index="by-due", limit=limit, page_size=limit
        )
        return [self._materials.from_item(item) for item in found]

    def list_nightly(self, today: date) -> Iterator[Material]:
        """Yield what the nightly job has to do with by this day."""
        values = {":desk": Desk.NIGHT.value, ":today": today.isoformat()}
        found = self._table.query("desk = :desk AND due_on <= :today", values, index="by-due")
        return (self._materials.from_item(item) for item in found)


class _Catalogued(VersionedTable[Material]):
    """Materials whose rows in the library follow every change."""

    def __init__(self, table: Table, library: Table) -> None:
        super().__init__(table, "material_id", _SHAPE, _index)
        self._library = library

    def add(self, material: Material) -> None:
        """Store a new material and its rows, again if somebody else was at one of them."""
        for _ in range(TRIES):
            if self._store(None, material) or self._table.get({"material_id": material.material_id}):
                return
        raise StoreUnavailableError

    def _store(self, before: Material | None, after: Material) -> bool:
        """Store a material with those of its rows that are not as they were."""
        known, rows = (_rows_of(before) if before else {}), _rows_of(after)
        changes: list[Put | Removal] = [
            *(Put(row, table=self._library) for key, row in rows.items() if known.get(key) != row),
            *(Removal(_key(*key), self._library) for key in known.keys() - rows.keys()),
        ]
        put = self._to_put(before, after)
        return self._table.put_all([Put(*put), *changes]) if changes else self._table.put(*put)


def _index(material: Material) -> Item:
    turn = due(material)
    desk = {"desk": _desk(turn.desk, material.force_id), "due_on": turn.on.isoformat()} if turn else {}
    return {"created_at": sortable(material.created_at), **desk}


def _desk(desk: Desk, force_id: str) -> str:
    """Name the list of a force's supervisors, or the one list of the night."""
    return f"{desk}#{force_id}" if desk is Desk.REVIEW else desk.value


def _rows_of(material: Material) -> dict[tuple[str, str], Item]:
    """Return a material's rows by their keys: without what counts up each time that somebody looks at it."""
    document = _SHAPE.dump_json(replace(material, custody_sequence=0, version=1)).decode()
    moment = moment_of(material)
    keys = [(_facet(material.force_id, facet), moment) for facet in facets_of(material)]
    return {key: _key(*key) | {"document": document} for key in keys}


def _key(facet: str, moment: str) -> Item:
    return {"facet": facet, "moment": moment}


def _facet(force_id: str, facet: str) -> str:
    return f"{force_id}#{facet}"
