"""What a session asks for follows from the code that asks."""

import re
from pathlib import Path

import pytest

from infra.cost.traffic import Standing, Traffic
from infra.settings import read_settings
from media_worker.signalling import ANNOUNCE_EVERY_SECONDS
from sightline.usecases.connections import PING_EVERY
from sightline.usecases.presence import COARSE

ROOT = Path(__file__).parents[4]


def _constant(path: str, name: str) -> float:
    match = re.search(rf"{name} = ([\d_]+)", (ROOT / path).read_text())
    assert match, f"{path} has no {name}"
    return float(match[1].replace("_", ""))


def test_the_pages_rates_are_those_of_the_pages() -> None:
    """How often positions go out, and how often a phone's own recording is cut."""
    traffic = Traffic()
    assert traffic.position_posts == 60_000 / _constant("web/citizen/positions/sender.ts", "EVERY_MILLISECONDS")
    assert traffic.positions == 60_000 / _constant("web/citizen/positions/watch.ts", "LEAST_MILLISECONDS_BETWEEN")
    assert traffic.original_pieces == 60_000 / _constant("web/citizen/original/recorder.ts", "SLICE_MILLISECONDS")
    assert traffic.original_bits == _constant("web/citizen/original/recorder.ts", "BITS_PER_SECOND")


def test_the_servers_rates_are_those_of_the_server() -> None:
    """Pings, notes of presence, and what a worker says of itself."""
    traffic = Traffic()
    assert traffic.pings == 60 / PING_EVERY.total_seconds()
    assert traffic.presence_writes == 60 / COARSE.total_seconds()
    assert traffic.worker_messages == 2 * 60 / ANNOUNCE_EVERY_SECONDS


def test_a_minute_at_two_megabits_is_fifteen_megabytes() -> None:
    """Sound included; what goes out has the packets' own bytes besides."""
    traffic = Traffic()
    assert traffic.kept_bytes(2.0) == pytest.approx(15.24e6)
    assert traffic.sent_bytes(2.0) == pytest.approx(15.24e6 + 312 * 50 * 60)


def test_a_worker_takes_what_its_core_bears_and_no_more_than_its_places() -> None:
    """Half a core is planned for; one worker more than needed runs."""
    standing = Standing()
    assert standing.workers(peak=1, viewers=0) == 2
    assert standing.workers(peak=19, viewers=0) == 2
    assert standing.workers(peak=20, viewers=3) == 4


def test_places_and_workers_are_those_of_production() -> None:
    """The model runs what prod.toml runs."""
    settings, standing = read_settings("prod"), Standing()
    assert (standing.worker_places, standing.fewest_workers) == (settings.worker_places, settings.worker_count)
