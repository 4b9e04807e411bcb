"""What comes after a seal is signed for too, and nothing that was signed is changed."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.fragment import FragmentName, finish_key
from sightline.domain.participant import Connection
from sightline.domain.session import SessionState
from sightline.messages.signalling import Announce, Stored
from sightline.usecases.recordings import note_stored
from sightline.usecases.replay import read_manifest
from sightline.usecases.seals import LONGEST_WAIT, seal_session
from sightline.usecases.workers import announce_worker
from tests.fakes.clock import NOON
from tests.fakes.disposals import dispose
from tests.fakes.exchange import ExchangeInMemory, a_worker, an_officer
from tests.fakes.recordings import store_recording

PREFIX = "avon/session-1/"


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange whose session was sealed while fragments lay on a killed worker's disk."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    ended: dict[str, Any] = {"state": SessionState.ENDED, "ended_at": NOON + timedelta(seconds=10)}
    exchange.sessions.change("session-1", lambda each: replace(each, worker_id="worker-1", **ended))
    store_recording(exchange.evidence, "r1", NOON, 3, finished=False)
    exchange.clock.advance(timedelta(seconds=40))
    seal_session(exchange, "session-1")
    exchange.clock.advance(timedelta(minutes=5))
    return exchange


def read(exchange: ExchangeInMemory, key: str) -> Any:
    """Return a document of the session."""
    return json.loads(exchange.evidence.objects[PREFIX + key])


def announce(exchange: ExchangeInMemory, *backlog: str) -> Connection:
    """Let the restarted worker say what waits on its disk."""
    worker = exchange.connect(a_worker(), "restarted")
    announce_worker(exchange, worker, Announce(places=8, free_places=8, backlog=list(backlog)))
    return worker


def test_late_fragments_are_signed_for_in_a_further_version(exchange: ExchangeInMemory) -> None:
    """It names all that there is, what was added, and what it supersedes; the first one stays as it was."""
    first, seal = read(exchange, "manifest.json"), exchange.evidence.objects[f"{PREFIX}seal.json"]
    place = store_recording(exchange.evidence, "r1", NOON, 5)

    seal_session(exchange, "session-1")

    second = read(exchange, "version-2/manifest.json")
    late = [
        FragmentName(place.prefix, number, NOON + timedelta(seconds=2 * number), timedelta(seconds=2))
        for number in (3, 4)
    ]
    assert second["added"] == [*(name.key for name in late), finish_key(place)]
    digest = hashlib.sha256(exchange.evidence.objects[f"{PREFIX}manifest.json"]).hexdigest()
    assert (second["version"], second["supersedes"]) == (2, digest)
    assert len(second["recordings"][0]["fragments"]) == 5
    assert second["gaps"] == []
    assert (read(exchange, "manifest.json"), exchange.evidence.objects[f"{PREFIX}seal.json"]) == (first, seal)


def test_the_newest_version_is_shown(exchange: ExchangeInMemory) -> None:
    """The session's seal and the manifest that officers read are the last ones, wherever the chain has come to."""
    for count in (4, 5):
        exchange.clock.advance(timedelta(minutes=1))
        store_recording(exchange.evidence, "r1", NOON, count, finished=count == 5)
        seal_session(exchange, "session-1")

    newest = exchange.evidence.objects[f"{PREFIX}version-3/manifest.json"]
    seal = exchange.sessions.get("session-1").seal
    assert seal
    assert (seal.fragment_count, seal.manifest_sha256) == (5, hashlib.sha256(newest).hexdigest())
    assert json.loads(read_manifest(exchange, an_officer(), "session-1"))["manifest"]["version"] == 3


def test_a_version_that_broke_off_is_completed(exchange: ExchangeInMemory) -> None:
    """A manifest whose seal is missing gets it from the next run, and stands."""
    store_recording(exchange.evidence, "r1", NOON, 5)
    seal_session(exchange, "session-1")
    manifest = exchange.evidence.objects[f"{PREFIX}version-2/manifest.json"]
    seal = exchange.evidence.objects.pop(f"{PREFIX}version-2/seal.json")

    seal_session(exchange, "session-1")

    assert exchange.evidence.objects[f"{PREFIX}version-2/manifest.json"] == manifest
    statement = json.loads(exchange.evidence.objects[f"{PREFIX}version-2/seal.json"])["statement"]
    assert json.loads(statement)["manifest_sha256"] == json.loads(json.loads(seal)["statement"])["manifest_sha256"]


def test_what_was_signed_for_is_not_signed_again(exchange: ExchangeInMemory) -> None:
    """A message of the queue that comes twice makes no version."""
    store_recording(exchange.evidence, "r1", NOON, 5)
    for _ in range(3):
        seal_session(exchange, "session-1")

    assert [key for key in exchange.evidence.objects if "version-" in key] == [
        f"{PREFIX}version-2/manifest.json",
        f"{PREFIX}version-2/seal.json",
    ]


def test_a_version_waits_for_the_rest_of_a_disk(exchange: ExchangeInMemory) -> None:
    """While a worker says that it has more of the session, half of it is not signed for."""
    announce(exchange, "session-1")
    store_recording(exchange.evidence, "r1", NOON, 4, finished=False)

    seal_session(exchange, "session-1")

    assert f"{PREFIX}version-2/manifest.json" not in exchange.evidence.objects


def test_a_worker_says_when_its_disk_is_empty(exchange: ExchangeInMemory) -> None:
    """It need not be the worker that the session was at."""
    note_stored(exchange, Stored(session_id="session-1"))

    assert exchange.seal_queue.puts[-1] == ("session-1", timedelta(0))


def test_the_first_seal_waits_for_a_backlog_too() -> None:
    """A session that has moved to another worker still has fragments on the first one's disk."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    ended: dict[str, Any] = {"state": SessionState.ENDED, "ended_at": NOON}
    exchange.sessions.change("session-1", lambda each: replace(each, worker_id="worker-2", **ended))
    store_recording(exchange.evidence, "r2", NOON, 3)
    announce(exchange, "session-1")

    seal_session(exchange, "session-1")
    assert f"{PREFIX}manifest.json" not in exchange.evidence.objects

    exchange.clock.advance(LONGEST_WAIT + timedelta(seconds=1))
    announce(exchange, "session-1")
    seal_session(exchange, "session-1")
    assert f"{PREFIX}manifest.json" in exchange.evidence.objects


def test_what_comes_after_a_disposal_is_not_sealed_anew(exchange: ExchangeInMemory) -> None:
    """A worker that was away for weeks brings nothing back: nor does its message come again for ever."""
    dispose(exchange)
    entries = exchange.custody.list_entries("session-1")
    store_recording(exchange.evidence, "r2", NOON, 1)

    seal_session(exchange, "session-1")

    assert not [key for key in exchange.evidence.objects if key.endswith("manifest.json")]
    assert exchange.custody.list_entries("session-1") == entries
