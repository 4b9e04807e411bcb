"""The table of unit prices: each with its unit, where it comes from and when it was read."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

TABLE = Path(__file__).with_name("prices.toml")
CURRENCY_READ = date(2026, 11, 21)
DOLLARS_A_POUND = 1.25
"""An assumption, and a cautious one: the fewer dollars a pound buys, the more this costs."""


class Price(BaseModel):
    """What one unit costs, in US dollars."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    usd: float = Field(gt=0)
    unit: str
    line: str
    """The line of the AWS Price List, or what the guess rests on."""
    read: date
    assumed: bool = False
    """No figure for London was found: to be checked."""


def read_prices(path: Path = TABLE) -> Mapping[str, Price]:
    """Return all prices by name."""
    return {name: Price.model_validate(row) for name, row in tomllib.loads(path.read_text()).items()}
