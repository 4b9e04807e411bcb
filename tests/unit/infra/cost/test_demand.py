"""A force's month, from a few figures."""

from dataclasses import replace

import pytest

from infra.cost.demand import Demand

FORCE = Demand(invites=1000, take_up=0.5, minutes=6, evidential=0.1, held_years=5, retention_days=30)


def test_sessions_are_the_invites_that_were_taken_up() -> None:
    """And their minutes are those of live video."""
    assert (FORCE.sessions, FORCE.stream_minutes) == (500, 3000)


def test_what_is_no_evidence_is_kept_for_its_days_only() -> None:
    """Without holds, thirty days are a month, and nothing is archived."""
    nothing_held = replace(FORCE, evidential=0)
    assert nothing_held.months_at_hand(90) == pytest.approx(30 / (730 / 24))
    assert nothing_held.months_archived(90) == 0


def test_holds_dominate_what_is_kept() -> None:
    """A tenth on hold for five years is six months of everything, wherever it lies."""
    kept = FORCE.months_at_hand(90) + FORCE.months_archived(90)
    assert kept == pytest.approx(0.9 * 30 / (730 / 24) + 6)


def test_what_is_kept_longer_than_ordinary_storage_is_archived() -> None:
    """Also what is no evidence, where a force keeps it so long."""
    long = replace(FORCE, evidential=0, retention_days=120)
    assert long.months_archived(90) == pytest.approx(30 / (730 / 24))
    assert long.months_at_hand(90) == pytest.approx(90 / (730 / 24))
