"""What every WorkerStore does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from sightline.adapters.worker_store import DynamoWorkerStore
from sightline.domain.worker import Worker
from sightline.ports import WorkerStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.workers import WorkersInMemory

WORKER = Worker("worker-1", "c1", places=8, free_places=3, draining=False, announced_at=NOON)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> WorkerStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return WorkersInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoWorkerStore(table(client, "workers"))


def test_keeps_the_newest_announcement(store: WorkerStore) -> None:
    """What a worker said last is what it is."""
    store.announce(WORKER)
    newest = replace(WORKER, free_places=1, draining=True, backlog=("session-1", "session-2"))
    store.announce(newest)

    assert store.list_all() == [newest]


def test_gives_each_place_once(store: WorkerStore) -> None:
    """Of ten who want one of three places at once, three get one."""
    store.announce(WORKER)

    with ThreadPoolExecutor(10) as pool:
        won = list(pool.map(store.take_place, ["worker-1"] * 10))

    assert won.count(True) == 3
    assert store.list_all()[0].free_places == 0
    assert not store.take_place("unknown")


def test_forgets_a_worker_by_its_own_connection_only(store: WorkerStore) -> None:
    """The close of an older connection does not remove a worker that has come back; one caller removes it."""
    store.announce(WORKER)

    assert not store.remove("worker-1", "an-older-one")
    assert store.remove("worker-1", "c1")
    assert not store.remove("worker-1", "c1")
    assert store.list_all() == []
