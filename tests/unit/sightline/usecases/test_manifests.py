"""A manifest is gathered from the bucket and the tables as they are."""

from hashlib import sha256
from typing import Any

from sightline.domain.still import name_still
from sightline.usecases.closings import read_closed_recordings
from sightline.usecases.manifests import gather_manifest
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.jpegs import make_jpeg
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position


def test_everything_that_is_there_is_gathered() -> None:
    """Recordings with the store's own digests, the trail, and nothing of other sessions."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 2)
    exchange.positions.add_all([make_position(0), make_position(1, "session-2")])

    closed = read_closed_recordings(exchange.evidence, session)
    manifest = gather_manifest(exchange, session, closed)

    assert [len(recording["fragments"]) for recording in manifest["recordings"]] == [2]  # type: ignore[attr-defined]
    assert [position["sequence"] for position in manifest["trail"]] == [0]  # type: ignore[attr-defined]


def test_every_still_is_gathered() -> None:
    """Stills are named in the order taken, with the digests of their bytes and both their times."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    for sequence in (9, 8):
        name = name_still("avon/session-1", sequence, NOON, "0" * 64)
        exchange.evidence.put_still(name, make_jpeg(padding=sequence), {"received-at": "2026-11-21T12:00:03.000Z"})

    manifest: dict[str, Any] = gather_manifest(exchange, session, [])

    first, second = manifest["stills"]

    assert (first["sequence"], second["sequence"]) == (8, 9)
    assert first["sha256"] == sha256(make_jpeg(padding=8)).hexdigest()
    assert (first["captured_at"], first["received_at"]) == ("2026-11-21T12:00:00.000Z", "2026-11-21T12:00:03.000Z")
