"""The report says what dominates and what it rests on."""

from infra.cost.bill import make_bill
from infra.cost.demand import Demand
from infra.cost.prices import read_prices
from infra.cost.report import write_report

PRICES = read_prices()
REPORT = write_report(Demand(), PRICES)


def test_every_item_and_every_assumption_is_printed() -> None:
    """Nothing of the sum is hidden."""
    assert all(name in REPORT for name in make_bill(Demand(), PRICES).pounds)
    assert all(name in REPORT for name in ("invites", "viewers", "held_years", "£1 = $1.25 (assumed"))


def test_it_is_set_against_the_contract() -> None:
    """The Met's £501,500 a year, and the aim."""
    assert "of the £501,500 of PCD 1139 (aim: 10%)" in REPORT


def test_prices_to_be_checked_are_named() -> None:
    """Whoever plans with this knows what to look up."""
    (line,) = [line for line in REPORT.splitlines() if "prices to be checked" in line]
    assert all(name in line for name, price in PRICES.items() if price.assumed)
