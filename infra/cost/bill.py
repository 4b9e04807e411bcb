"""Quantities times prices: a month's bill, what an hour more of live video adds, and how far the budget reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from infra.cost.demand import Demand
from infra.cost.items import Model, list_items
from infra.cost.prices import DOLLARS_A_POUND, Price

PCD_1139_POUNDS_A_YEAR = 501_500
"""What the Met's own contract costs, from 2023/24 on: the supplier's service, not only machines."""
AIM = 0.1
"""Of that."""

Prices = Mapping[str, Price]


@dataclass(frozen=True)
class Bill:
    """One month, item by item, in pounds."""

    pounds: Mapping[str, float]
    assumed_pounds: float
    """Of the total, what rests on guessed prices."""

    @property
    def total(self) -> float:
        """All items together."""
        return sum(self.pounds.values())

    @property
    def share_of_contract(self) -> float:
        """A year of this, as a part of what PCD 1139 pays for a year."""
        return 12 * self.total / PCD_1139_POUNDS_A_YEAR

    @property
    def dearest(self) -> list[tuple[str, float]]:
        """Items from the dearest to the cheapest."""
        return sorted(self.pounds.items(), key=lambda item: item[1], reverse=True)


def make_bill(demand: Demand, prices: Prices) -> Bill:
    """Price a month."""
    items = list_items(Model(demand))
    costs = {
        name: {unit: count * prices[unit].usd / DOLLARS_A_POUND for unit, count in quantities.items()}
        for name, quantities in items.items()
    }
    guessed = sum(cost for units in costs.values() for unit, cost in units.items() if prices[unit].assumed)
    return Bill({name: sum(units.values()) for name, units in costs.items()}, guessed)


def cost_of_an_hour(demand: Demand, prices: Prices) -> float:
    """Return the pounds that one more hour of live video adds, to keep it for as long as the rest included."""
    longer = replace(demand, minutes=demand.minutes + 60 / demand.sessions)
    return make_bill(longer, prices).total - make_bill(demand, prices).total


def sessions_at_aim(demand: Demand, prices: Prices) -> float:
    """Return how many sessions a month, of this kind, a tenth of the contract pays for; their peak grows with them."""
    bill = make_bill(demand, prices).total
    twice = make_bill(replace(demand, invites=2 * demand.invites, peak=2 * demand.peak), prices).total
    left = AIM * PCD_1139_POUNDS_A_YEAR / 12 - bill
    return demand.sessions * (1 + left / (twice - bill))
