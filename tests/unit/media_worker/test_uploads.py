"""Objects reach the store in order, once, whatever the store does meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from media_worker.spool import Spool
from media_worker.upload import Upload
from media_worker.uploads import Uploads
from sightline.domain.fragment import RecordingPlace, finish_key
from tests.fakes.fragments import FragmentsInMemory
from tests.integration.media_worker.parties import eventually

PLACE = RecordingPlace("force", "session", "recording")
FINISH = finish_key(PLACE)
KEYS = [f"{PLACE.prefix}/{number:08d}-{1000 + number}-2000.m4s" for number in range(5)]


@pytest.fixture
def store() -> FragmentsInMemory:
    """Return the store that all uploads of a test go to."""
    return FragmentsInMemory()


@pytest.fixture
async def uploads(store: FragmentsInMemory, tmp_path: Path) -> AsyncIterator[Uploads]:
    """Run uploads with a spool of their own."""
    uploads = Uploads(store, Spool(tmp_path), first_wait_seconds=0.01)
    draining = asyncio.create_task(uploads.drain())
    yield uploads
    draining.cancel()
    uploads.close()


async def put_all(uploads: Uploads, *keys: str) -> None:
    """Put objects and wait until each is stored or on disk."""
    outbox = uploads.open()
    for key in keys:
        outbox.put(Upload(key, key.encode(), "text/plain", {"sha256": key}))
    await outbox.close()


async def test_objects_are_stored_in_order_with_their_notes(uploads: Uploads, store: FragmentsInMemory) -> None:
    """Fragments go as fragments, other objects as such."""
    await put_all(uploads, *KEYS, FINISH)
    assert list(store.objects) == [*KEYS, FINISH]
    assert store.notes[KEYS[0]] == {"sha256": KEYS[0]}
    assert uploads.stored == 6


async def test_nothing_is_lost_while_the_store_is_away(uploads: Uploads, store: FragmentsInMemory) -> None:
    """All waits on disk, and is stored in order once the store is back, the closing word last."""
    store.is_away = True
    await put_all(uploads, *KEYS, FINISH)
    assert uploads.spooled == 6
    assert store.objects == {}
    store.is_away = False
    await asyncio.wait_for(uploads.flush(), 10)
    assert list(store.objects) == [*KEYS, FINISH]
    assert uploads.spooled == 0


async def test_what_is_new_goes_behind_what_waits(uploads: Uploads, store: FragmentsInMemory) -> None:
    """A recording's closing word cannot overtake its fragments over a store that has just come back."""
    store.is_away = True
    await put_all(uploads, *KEYS)
    store.is_away = False
    await put_all(uploads, FINISH)
    await asyncio.wait_for(uploads.flush(), 10)
    assert list(store.objects)[-1] == FINISH


async def test_a_restarted_worker_stores_what_was_left(store: FragmentsInMemory, tmp_path: Path) -> None:
    """The spool is the only thing two processes share."""
    store.is_away = True
    before = Uploads(store, Spool(tmp_path))
    await put_all(before, *KEYS)
    before.close()
    store.is_away = False
    after = Uploads(store, Spool(tmp_path))
    draining = asyncio.create_task(after.drain())
    await asyncio.wait_for(after.flush(), 10)
    draining.cancel()
    after.close()
    assert list(store.objects) == KEYS


async def test_an_object_of_the_same_bytes_counts_as_stored(uploads: Uploads, store: FragmentsInMemory) -> None:
    """An answer that was lost on the way makes no second object."""
    await put_all(uploads, KEYS[0])
    await put_all(uploads, KEYS[0])
    assert (len(store.objects), uploads.refused) == (1, 0)


async def test_a_taken_key_is_set_aside_and_stops_nothing(uploads: Uploads, store: FragmentsInMemory) -> None:
    """What follows is still stored."""
    store.is_away = True
    await put_all(uploads, *KEYS[:2])
    store.objects[KEYS[0]] = b"something else"
    store.is_away = False
    await eventually(lambda: uploads.spooled == 0)
    assert store.objects[KEYS[1]] == KEYS[1].encode()
    assert store.objects[KEYS[0]] == b"something else"


async def test_room_is_told_before_it_runs_out(store: FragmentsInMemory, tmp_path: Path) -> None:
    """What waits anywhere takes room, and gives it back once it is stored; what was taken in is never given up."""
    store.is_away = True
    uploads = Uploads(store, Spool(tmp_path), bytes_at_most=5 * 1100, first_wait_seconds=0.01)
    draining = asyncio.create_task(uploads.drain())
    outbox = uploads.open()
    for key in KEYS:
        assert outbox.has_room(20, is_first=False)
        outbox.put(Upload(key, key.encode(), "text/plain"))
    assert not outbox.has_room(500, is_first=False)
    assert uploads.backlog.is_pressing
    outbox.put(Upload(FINISH, b"{}", "application/json"))
    store.is_away = False
    await outbox.close()
    await asyncio.wait_for(uploads.flush(), 10)
    assert list(store.objects) == [*KEYS, FINISH]
    assert outbox.has_room(500, is_first=False)
    draining.cancel()
    uploads.close()


async def test_a_failing_disk_loses_nothing(store: FragmentsInMemory, tmp_path: Path) -> None:
    """What neither store nor disk takes is held until one of them does."""
    uploads = Uploads(store, Spool(tmp_path / "spool"), first_wait_seconds=0.01)
    (tmp_path / "spool").rmdir()
    store.is_away = True
    putting = asyncio.create_task(put_all(uploads, *KEYS))
    await eventually(lambda: uploads.is_disk_failing)
    assert uploads.is_store_away
    store.is_away = False
    await asyncio.wait_for(putting, 10)
    uploads.close()
    assert list(store.objects) == KEYS


async def test_a_session_whose_disk_is_empty_again_is_told(uploads: Uploads, store: FragmentsInMemory) -> None:
    """Once, when its last object is stored: the seal waits for that."""
    told: list[str] = []
    uploads.on_stored = told.append
    store.is_away = True
    await put_all(uploads, *KEYS)
    assert uploads.backlog.sessions == ["session"]
    store.is_away = False
    await asyncio.wait_for(uploads.flush(), 10)
    assert (told, uploads.backlog.sessions) == (["session"], [])
