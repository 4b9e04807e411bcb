"""Money: quantities times prices, in pounds."""

from dataclasses import replace

import pytest

from infra.cost.bill import AIM, PCD_1139_POUNDS_A_YEAR, cost_of_an_hour, make_bill, sessions_at_aim
from infra.cost.demand import Demand
from infra.cost.prices import DOLLARS_A_POUND, read_prices

PRICES = read_prices()


def test_an_item_is_its_quantities_times_their_prices() -> None:
    """Texts are invites, 1.1 parts each."""
    bill = make_bill(Demand(invites=1000), PRICES)
    assert bill.pounds["texts"] == pytest.approx(1100 * PRICES["text"].usd / DOLLARS_A_POUND)
    assert bill.total == pytest.approx(sum(bill.pounds.values()))


def test_the_dearest_stand_first() -> None:
    """That is how the report is read."""
    pounds = [cost for _, cost in make_bill(Demand(), PRICES).dearest]
    assert pounds == sorted(pounds, reverse=True)


def test_the_default_case_costs_less_than_a_tenth_of_the_contract() -> None:
    """The aim that the Met's own figure sets; when this fails, find out what has grown."""
    assert make_bill(Demand(), PRICES).share_of_contract < AIM


def test_what_rests_on_guesses_is_counted() -> None:
    """Without any guess, nothing does."""
    sure = {name: price.model_copy(update={"assumed": False}) for name, price in PRICES.items()}
    assert make_bill(Demand(), sure).assumed_pounds == 0
    assert 0 < make_bill(Demand(), PRICES).assumed_pounds < make_bill(Demand(), PRICES).total


def test_an_hour_more_costs_more_the_longer_it_is_kept() -> None:
    """The price of an hour includes its keeping."""
    short = cost_of_an_hour(Demand(held_years=1), PRICES)
    assert 0 < short < cost_of_an_hour(Demand(held_years=20), PRICES)


def test_so_many_sessions_reach_the_aim() -> None:
    """With that many, and a peak to match, the bill is a tenth of the contract; workers come whole, so nearly."""
    demand = Demand()
    growth = sessions_at_aim(demand, PRICES) / demand.sessions
    grown = replace(demand, invites=round(demand.invites * growth), peak=round(demand.peak * growth))
    assert 12 * make_bill(grown, PRICES).total == pytest.approx(AIM * PCD_1139_POUNDS_A_YEAR, rel=0.02)
