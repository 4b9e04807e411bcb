"""Quantities follow from demand by plain arithmetic."""

from dataclasses import replace

import pytest

from infra.cost import items
from infra.cost.demand import HOURS_A_MONTH, Demand
from infra.cost.items import Model

FORCE = Demand(invites=100, take_up=1.0, minutes=10, megabits=2.0, viewers=3, originals=0)


def test_every_viewer_takes_the_stream_once_more() -> None:
    """1,000 minutes to three viewers, with the packets' own bytes."""
    sent = 1000 * 3 * (15.24e6 + 312 * 50 * 60) / 1e9
    assert items.live_video(Model(FORCE)) == {"data-out": pytest.approx(sent)}


def test_nobody_who_watches_costs_nothing_to_send() -> None:
    """What comes in is free."""
    assert items.live_video(Model(replace(FORCE, viewers=0)))["data-out"] == 0


def test_a_fragment_is_one_object_stored_and_looked_at_once() -> None:
    """Thirty a minute, and six objects a session besides, which the seal lists and reads, and as many checkpoints."""
    written = items.evidence_written(Model(FORCE))
    assert written["s3-get"] == 1000 * 30 + 100 * 6
    assert written["s3-put"] == 1000 * 30 + 2 * 100 * 6 + 100 * 6
    assert written["kms-signature"] == 200 + 100 * 6


def test_a_phones_own_recording_is_kept_beside_the_live_one() -> None:
    """At three times its bits, from the phones that send it."""
    with_originals = Model(replace(FORCE, originals=1.0))
    assert with_originals.recorded_bytes - Model(FORCE).recorded_bytes == pytest.approx(1000 * 6e6 * 60 / 8)


def test_workers_run_all_month_each_with_an_address() -> None:
    """Two workers for a small force."""
    running = items.media_workers(Model(replace(FORCE, peak=1)))
    assert running == {
        "fargate-vcpu": 2 * HOURS_A_MONTH,
        "fargate-memory": 4 * HOURS_A_MONTH,
        "public-ipv4": 2 * HOURS_A_MONTH,
    }


def test_every_change_is_told_to_every_page_that_is_open() -> None:
    """So messages grow with officers as with sessions."""
    assert Model(FORCE).changes_told == 100 * 21 * 100
    assert Model(replace(FORCE, officers_online=200)).changes_told == 2 * Model(FORCE).changes_told


def test_a_post_of_positions_is_two_functions_calls() -> None:
    """The authorizer is asked each time anew."""
    quiet, busy = Model(replace(FORCE, minutes=0)), Model(FORCE)
    assert busy.invocations - quiet.invocations == pytest.approx(1000 * (2 * 20 + 0.5))


def test_a_month_without_a_caller_has_no_evidence_and_no_text() -> None:
    """What is left is what stands by."""
    idle = items.list_items(Model(replace(FORCE, invites=0)))
    assert set(idle["evidence kept"].values()) == {0}
    assert idle["texts"]["text"] == idle["replay"]["data-out"] == 0
    assert idle["media workers"]["fargate-vcpu"] > 0
    assert idle["keys and secrets"]["kms-key"] > 0


def test_a_relay_is_paid_for_whether_anybody_needs_it_or_not() -> None:
    """Two tasks and two balancers stand all month; what goes through is counted once, in and out."""
    idle = items.relays(Model(replace(FORCE, relayed=0)))
    assert idle["load-balancer"] == 2 * HOURS_A_MONTH
    assert idle["public-ipv4"] == (2 + 4) * HOURS_A_MONTH
    assert idle["load-balancer-unit"] == 0
    assert idle["fargate-vcpu"] == HOURS_A_MONTH
    used = items.relays(Model(replace(FORCE, relayed=1)))["load-balancer-unit"]
    assert used == pytest.approx(1000 * 4 * (15.24e6 + 312 * 50 * 60) / 1e9)


def test_the_synthetic_citizen_runs_by_the_clock_whoever_calls() -> None:
    """Four runs an hour of two minutes and a half: a sixth of all hours."""
    hours = HOURS_A_MONTH * 4 * 2.5 / 60
    assert items.synthetic_citizen(Model(FORCE)) == {
        "fargate-vcpu": pytest.approx(hours * 0.5),
        "fargate-memory": pytest.approx(hours),
        "public-ipv4": pytest.approx(hours),
    }
