"""Takes what is recorded to the store, in each recording's order, and to the disk while the store is away.

An object counts as stored only when the store has answered. As long as anything waits on disk, all that
is new goes behind it, so that a recording's closing word is always the last of its objects to be stored.
What neither store nor disk takes is held and tried again: nothing that was taken in is given up. Room is asked for
before an object is taken in, so that a recording can say what it had to leave out.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from media_worker.backlog import Backlog
from media_worker.spool import Spool
from media_worker.upload import Upload, send
from sightline.domain.errors import KeyTakenError, StoreUnavailableError
from sightline.ports import FragmentStore

THREADS = 16
BYTES_AT_MOST = 256 * 1024 * 1024
_BEHIND_AT_MOST = 8
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30.0

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Uploads:
    """All that this worker has to store. `on_stored` hears of a session whose last object has left the disk."""

    def __init__(
        self,
        store: FragmentStore,
        spool: Spool,
        bytes_at_most: int = BYTES_AT_MOST,
        first_wait_seconds: float = _FIRST_WAIT_SECONDS,
    ) -> None:
        """Take the store and the disk to fall back on; call `drain` in a task of its own."""
        self._store = store
        self._spool = spool
        self._first_wait = first_wait_seconds
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="upload")
        self._spool_lock = asyncio.Lock()
        self._has_spooled = asyncio.Event()
        self._is_drained = asyncio.Event()
        (self._has_spooled if len(spool) else self._is_drained).set()
        self.backlog = Backlog(bytes_at_most, spool.waiting())
        self.on_stored: Callable[[str], None] = _ignore
        self.is_store_away = False
        self.is_disk_failing = False
        self.stored = 0
        self.refused = 0

    @property
    def spooled(self) -> int:
        """How many objects wait on disk."""
        return len(self._spool)

    def open(self) -> "Outbox":
        """Begin an ordered queue, one a recording."""
        return Outbox(self)

    async def deliver(self, upload: Upload, behind: int) -> None:
        """Store an object, or spool it if the store is away, too slow or still being caught up with."""
        while not await self._keep(upload, behind):  # noqa: ASYNC110 - no event tells that a disk is well again
            await asyncio.sleep(self._first_wait)

    async def drain(self) -> None:
        """Store what waits on disk, oldest first, for as long as the process lives."""
        wait = self._first_wait
        while True:
            await self._has_spooled.wait()
            if await self._send_oldest():
                wait = self._first_wait
            else:
                await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter needs no secrecy
                wait = min(wait * 2, _LONGEST_WAIT_SECONDS)

    async def flush(self) -> None:
        """Return when nothing waits on disk any more."""
        await self._is_drained.wait()

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _keep(self, upload: Upload, behind: int) -> bool:
        if not len(self._spool) and behind <= _BEHIND_AT_MOST:
            try:
                await self._send(upload)
            except (StoreUnavailableError, KeyTakenError) as error:
                _log.warning("Not stored at once; spooling: %r", error.__cause__ or error)
            else:
                self.backlog.release(upload)
                return True
        return await self._put_by(upload)

    async def _put_by(self, upload: Upload) -> bool:
        try:
            await self._change_spool(lambda: self._spool.put(upload))
        except OSError:
            self.is_disk_failing = True
            _log.exception("Neither store nor disk takes %s; it is held and tried again", upload.key)
            return False
        self.is_disk_failing = False
        self.backlog.note_spooled(upload)
        self._is_drained.clear()
        self._has_spooled.set()
        return True

    async def _send_oldest(self) -> bool:
        """Try the oldest object on disk; return False if it has to wait there."""
        async with self._spool_lock:
            upload = await self._in_thread(self._spool.oldest)
            if upload is None:
                self._has_spooled.clear()
                self._is_drained.set()
                return True
        try:
            await self._send(upload)
            await self._change_spool(self._spool.remove_oldest)
        except (StoreUnavailableError, OSError):
            return False
        except KeyTakenError:
            self.refused += 1
            _log.exception("Another object stands under %s; kept on disk", upload.key)
            await self._change_spool(self._spool.set_oldest_aside)
        self._let_go(upload)
        return True

    async def _send(self, upload: Upload) -> None:
        try:
            await self._in_thread(lambda: send(upload, self._store))
        except StoreUnavailableError:
            self.is_store_away = True
            raise
        self.is_store_away = False
        self.stored += 1

    def _let_go(self, upload: Upload) -> None:
        self.backlog.release(upload)
        if self.backlog.note_unspooled(upload):
            self.on_stored(upload.session_id)

    async def _change_spool(self, change: Callable[[], None]) -> None:
        async with self._spool_lock:
            await self._in_thread(change)

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


class Outbox:
    """One recording's objects, in order."""

    def __init__(self, uploads: Uploads) -> None:
        """Start working at once."""
        self._uploads = uploads
        self._queue: asyncio.Queue[Upload] = asyncio.Queue()
        self._task = asyncio.create_task(self._work())

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Tell whether so many bytes may be put; what bounds the queue is the room of all uploads."""
        return self._uploads.backlog.has_room(size, is_first=is_first)

    def put(self, upload: Upload) -> None:
        """Take one object; never waits. A small one is taken even where there is no room."""
        self._uploads.backlog.take(upload)
        self._queue.put_nowait(upload)

    async def close(self) -> None:
        """Return when all that was put is stored or on disk."""
        await self._queue.join()
        self._task.cancel()

    async def _work(self) -> None:
        while True:
            upload = await self._queue.get()
            try:
                await self._uploads.deliver(upload, self._queue.qsize())
            finally:
                self._queue.task_done()


def _ignore(_: str) -> None:
    """Stand for a listener that nobody has set."""
