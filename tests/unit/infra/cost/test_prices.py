"""The table of prices says where each figure comes from."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from infra.cost.demand import Demand
from infra.cost.items import Model, list_items
from infra.cost.prices import read_prices


def test_every_price_names_its_unit_source_and_day() -> None:
    """Nothing stands in the table without where it was read, and no day lies ahead of its writing."""
    prices = read_prices()
    assert all(price.unit and price.line and date(2026, 1, 1) < price.read for price in prices.values())


def test_the_bill_buys_all_that_is_priced_and_nothing_else() -> None:
    """A price that nothing uses has outlived its item."""
    used = {unit for quantities in list_items(Model(Demand())).values() for unit in quantities}
    assert used == set(read_prices())


def test_a_price_of_nothing_is_refused(tmp_path: Path) -> None:
    """A forgotten figure cannot make the system look cheap."""
    table = tmp_path / "prices.toml"
    table.write_text('[text]\nusd = 0\nunit = "part"\nline = "x"\nread = 2026-11-21\n')
    with pytest.raises(ValidationError, match="greater than 0"):
        read_prices(table)
