"""Says what a month costs, what dominates, and what the figures rest on."""

from collections.abc import Iterator
from dataclasses import fields, replace

from infra.cost.bill import AIM, PCD_1139_POUNDS_A_YEAR, Bill, Prices, cost_of_an_hour, make_bill, sessions_at_aim
from infra.cost.demand import Demand
from infra.cost.items import Model
from infra.cost.prices import CURRENCY_READ, DOLLARS_A_POUND

BEST_PICTURE = 4.5
NOT_IN_IT = (
    "Not in it: people, a support plan, VAT, the registration of a sender, the force's identity provider, "
    "a base map under licence, environments besides production, and what deletes what has run out."
)


def write_report(demand: Demand, prices: Prices) -> str:
    """Return the whole report."""
    bill = make_bill(demand, prices)
    parts = (_assumptions(demand), _table(bill), _sums(bill, demand, prices), _doubts(bill, demand, prices))
    return "\n".join(line for part in parts for line in (*part, ""))


def _assumptions(demand: Demand) -> Iterator[str]:
    yield "A month of a force, as assumed (change any of it: --minutes 20 --viewers 3):"
    for field in fields(demand):
        yield f"  {field.name:15} {getattr(demand, field.name):>9,}"
    model = Model(demand)
    yield f"  which is {demand.sessions:,.0f} sessions, {demand.stream_minutes / 60:,.0f} hours of live video,"
    yield f"  {model.recorded_bytes / 1e9:,.0f} GB recorded and {model.workers} media workers, all month"


def _table(bill: Bill) -> Iterator[str]:
    yield f"{'item':30} {'£ a month':>10} {'share':>6}"
    for name, pounds in bill.dearest:
        yield f"{name:30} {pounds:10,.2f} {pounds / bill.total:6.1%}"
    yield f"{'all':30} {bill.total:10,.2f}"


def _sums(bill: Bill, demand: Demand, prices: Prices) -> Iterator[str]:
    year, (first, second) = 12 * bill.total, bill.dearest[:2]
    contract = f"the £{PCD_1139_POUNDS_A_YEAR:,} of PCD 1139 (aim: {AIM:.0%})"
    yield f"A year: £{year:,.0f}, {bill.share_of_contract:.1%} of {contract}."
    yield f"Dominant: {first[0]} and {second[0]}, {(first[1] + second[1]) / bill.total:.0%} of it together."
    yield f"One more hour of live video: £{cost_of_an_hour(demand, prices):.2f}, kept as long as the rest."
    yield f"A tenth of the contract pays for {sessions_at_aim(demand, prices):,.0f} such sessions a month."
    best = make_bill(replace(demand, megabits=BEST_PICTURE), prices)
    yield f"If every phone sent its best picture, {BEST_PICTURE} Mbit/s: £{12 * best.total:,.0f} a year."


def _doubts(bill: Bill, demand: Demand, prices: Prices) -> Iterator[str]:
    guessed = sorted(name for name, price in prices.items() if price.assumed)
    newest = max(price.read for price in prices.values())
    yield f"Storage is that of the dearest month, after {demand.held_years:g} years of holds."
    yield f"Prices: infra/cost/prices.toml, read up to {newest}; £1 = ${DOLLARS_A_POUND} (assumed, {CURRENCY_READ})."
    yield f"{bill.assumed_pounds / bill.total:.0%} of the sum rests on prices to be checked: {', '.join(guessed)}."
    yield NOT_IN_IT
