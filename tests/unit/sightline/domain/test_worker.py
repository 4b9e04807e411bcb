"""A worker as signalling knows it."""

from dataclasses import replace

import pytest

from sightline.domain.worker import ANNOUNCEMENT_LIFE, Worker
from tests.fakes.clock import NOON

WORKER = Worker("w", "connection", places=4, free_places=1, draining=False, announced_at=NOON)


def test_a_worker_with_a_free_place_takes_a_session() -> None:
    """As long as what it said is fresh."""
    assert WORKER.takes_sessions(NOON)
    assert not WORKER.takes_sessions(NOON + ANNOUNCEMENT_LIFE)


@pytest.mark.parametrize("worker", [replace(WORKER, free_places=0), replace(WORKER, draining=True)])
def test_a_full_or_leaving_worker_takes_none(worker: Worker) -> None:
    """However fresh its word."""
    assert not worker.takes_sessions(NOON)
