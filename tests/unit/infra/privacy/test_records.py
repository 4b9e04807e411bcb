"""Each table has its record, and what is said of its end is so."""

from pathlib import Path

import pytest

from infra.privacy.records import FOR_EVER, RECORDS
from infra.stacks.tables import TABLES

ADAPTERS = Path(__file__).parents[4] / "functions" / "sightline" / "adapters"


def test_every_table_is_described() -> None:
    """And none that is not there."""
    assert set(RECORDS) == set(TABLES)


@pytest.mark.parametrize("table", [name for name in RECORDS if name != "idempotency"])
def test_only_items_that_expire_have_an_end(table: str) -> None:
    """An adapter that writes a time to live, or no longer does, changes the inventory."""
    adapter = {"chat": "chat", "library": "material"}.get(table, table.removesuffix("s"))
    writes_an_end = "expires_at_epoch" in (ADAPTERS / f"{adapter}_store.py").read_text()
    assert writes_an_end == RECORDS[table].expires == (RECORDS[table].life != FOR_EVER)


@pytest.mark.parametrize("table", [name for name in RECORDS if name != "idempotency"])
def test_the_key_of_the_table_is_among_its_fields(table: str) -> None:
    """What the table is keyed by is kept as well."""
    shape = TABLES[table]
    assert {shape.partition, *([shape.sort] if shape.sort else [])} <= set(RECORDS[table].names)
