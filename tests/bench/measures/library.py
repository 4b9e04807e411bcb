"""A page of the library with 100,000 materials: items read and time, beside reading all there is."""

import gc
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Table
from sightline.adapters.material_store import DynamoMaterialStore
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind, Place
from sightline.domain.search import Area, Search, moment_of
from tests.bench.figures import Figures
from tests.bench.report import say
from tests.bench.subjects.sorted_tables import SortedTables

MATERIALS, PAGE, FORCE = 100_000, 50, "force"
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
_YEAR, _OFFICERS, _CLIPS = timedelta(days=365), 400, 0.05
_SHAPE = TypeAdapter(Material)

SEARCHES = {
    "by incident": Search(incident_ref="CAD 777/24"),
    "by officer and year": Search(officer="PC 123", since=BEGAN, before=BEGAN + _YEAR),
    "by a town on the map": Search(area=Area(west=-2.65, south=51.42, east=-2.55, north=51.48)),
    "by category and kind": Search(category=RetentionCategory.MOPI_GROUP_1, kind=MaterialKind.CLIP),
    "newest of all": Search(),
}


async def measure_library(figures: Figures, rounds: int, materials: int = MATERIALS) -> None:
    """Measure the first page of each kind of search, and what a scan takes, which is the same for each."""
    client = SortedTables()
    store = DynamoMaterialStore(_table(client, "materials"), _table(client, "library"))
    _fill(store, materials)
    say(f"  {materials} materials stand in {len(client.tables['library'])} lists")
    scanned = _take_runs(client, partial(scan, client, SEARCHES), 1)
    figures.add(f"library of {materials:,}: read by a scan", "scan", "items", scanned.items)
    figures.add(f"library of {materials:,}: wall of a scan", "scan", "ms", scanned.milliseconds)
    for (name, search), expected in zip(SEARCHES.items(), scanned.found, strict=True):
        read = _take_runs(client, partial(_find, store, search), rounds)
        if read.found != expected:
            message = f"{name}: the index and the scan do not find the same"
            raise RuntimeError(message)
        _note(figures, f"library page of {materials:,}, {name}", read, scanned)


def _fill(store: DynamoMaterialStore, materials: int) -> None:
    """Add materials; the collector, which would go through millions of rows again and again, rests meanwhile."""
    gc.disable()
    for material in make_materials(materials):
        store.add(material)
    gc.enable()


@dataclass
class Runs:
    """What was found, and of each run the items read and the milliseconds."""

    found: list[Any] = field(default_factory=list)
    items: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def _take_runs(client: SortedTables, search: Callable[[], list[Any]], rounds: int) -> Runs:
    runs = Runs()
    for _ in range(rounds):
        client.items_read, began = 0, time.perf_counter()
        runs.found = search()
        runs.milliseconds.append((time.perf_counter() - began) * 1000)
        runs.items.append(float(client.items_read))
    return runs


def _note(figures: Figures, what: str, read: Runs, scanned: Runs) -> None:
    """Keep items and time, and how many times as many a scan reads."""
    figures.add(f"{what}: read", "Sightline", "items", read.items)
    figures.add(f"{what}: wall", "Sightline", "ms", read.milliseconds)
    ratio = [scanned.items[0] / max(1.0, items) for items in read.items]
    figures.add(f"{what}: a scan reads", "Sightline", "times as many", ratio)


def _find(store: DynamoMaterialStore, search: Search) -> list[str]:
    found, after = store.search(FORCE, search, None, PAGE)
    while after and len(found) < PAGE:  # a search that ends early is asked again, as the page's button does
        more, after = store.search(FORCE, search, after, PAGE - len(found))
        found += more
    return [material.material_id for material in found]


def scan(client: SortedTables, searches: Mapping[str, Search]) -> list[list[str]]:
    """Do the same by reading every material, once for all searches."""
    materials = [_SHAPE.validate_python(item) for item in _table(client, "materials").scan()]
    materials.sort(key=moment_of, reverse=True)
    return [
        [material.material_id for material in islice(filter(search.finds, materials), PAGE)]
        for search in searches.values()
    ]


def make_materials(count: int) -> list[Material]:
    """Return three years of a force: four to an incident, most of them in a dozen towns, one in twenty a clip."""
    source = random.Random(5)  # noqa: S311  the same library each time
    towns = [(source.uniform(50, 56), source.uniform(-5, 1)) for _ in range(11)] + [(51.45, -2.59)]
    step = timedelta(days=3 * 365) / count
    return [_make_material(number, BEGAN + number * step, source, towns) for number in range(count)]


def _make_material(
    number: int, created_at: datetime, source: random.Random, towns: list[tuple[float, float]]
) -> Material:
    officer = source.randrange(_OFFICERS)
    latitude, longitude = source.choice(towns)
    return Material(
        material_id=f"m{number:06}",
        force_id=FORCE,
        kind=MaterialKind.CLIP if source.random() < _CLIPS else MaterialKind.SESSION,
        incident_ref=f"CAD {number // 4}/24",
        title="",
        created_at=created_at,
        category=source.choice(list(RetentionCategory)),
        officer_id=f"officer-{officer}",
        officer_name=f"PC {officer}",
        place=Place(latitude + source.gauss(0, 0.05), longitude + source.gauss(0, 0.05)),
        byte_count=source.randrange(10**9),
    )


def _table(client: Any, name: str) -> Table:
    return Table(client, name)
