"""Takes what is recorded to the store, in each recording's order, and to the disk while the store is away.

An object counts as stored only when the store has answered. As long as anything waits on disk, all that
is new goes behind it, so that a recording's closing word is always the last of its objects to be stored.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from media_worker.spool import Spool, SpoolFullError
from media_worker.upload import Upload, send
from sightline.domain.errors import KeyTakenError, StoreUnavailableError
from sightline.ports import FragmentStore

THREADS = 16
_WAITING_AT_MOST = 64
_BEHIND_AT_MOST = 8
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30.0

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Uploads:
    """All that this worker has to store."""

    def __init__(self, store: FragmentStore, spool: Spool, first_wait_seconds: float = _FIRST_WAIT_SECONDS) -> None:
        """Take the store and the disk to fall back on; call `drain` in a task of its own."""
        self._store = store
        self._spool = spool
        self._first_wait = first_wait_seconds
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="upload")
        self._spool_lock = asyncio.Lock()
        self._has_spooled = asyncio.Event()
        self._is_drained = asyncio.Event()
        (self._has_spooled if len(spool) else self._is_drained).set()
        self.stored = 0
        self.lost = 0

    @property
    def spooled(self) -> int:
        """How many objects wait on disk."""
        return len(self._spool)

    def open(self) -> "Outbox":
        """Begin an ordered queue, one a recording."""
        return Outbox(self)

    async def deliver(self, upload: Upload, behind: int) -> None:
        """Store an object, or spool it if the store is away, too slow or still being caught up with."""
        if len(self._spool) or behind > _BEHIND_AT_MOST:
            await self._put_by(upload)
            return
        try:
            await self._in_thread(lambda: send(upload, self._store))
            self.stored += 1
        except StoreUnavailableError as error:
            _log.warning("The store does not answer; spooling: %r", error.__cause__)
            await self._put_by(upload)
        except KeyTakenError:
            self.lost += 1
            _log.exception("Another object stands under %s", upload.key)

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

    async def _send_oldest(self) -> bool:
        """Try the oldest object on disk; return False if the store is still away."""
        async with self._spool_lock:
            upload = await self._in_thread(self._spool.oldest)
            if upload is None:
                self._has_spooled.clear()
                self._is_drained.set()
                return True
        try:
            await self._in_thread(lambda: send(upload, self._store))
        except StoreUnavailableError:
            return False
        except KeyTakenError:
            _log.exception("Another object stands under %s; kept on disk", upload.key)
            await self._change_spool(self._spool.set_oldest_aside)
            return True
        self.stored += 1
        await self._change_spool(self._spool.remove_oldest)
        return True

    async def _put_by(self, upload: Upload) -> None:
        try:
            await self._change_spool(lambda: self._spool.put(upload))
            self._is_drained.clear()
            self._has_spooled.set()
        except (SpoolFullError, OSError):
            self.lost += 1
            _log.exception("No room to keep %s: it is lost", upload.key)

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
        self._queue: asyncio.Queue[Upload] = asyncio.Queue(_WAITING_AT_MOST)
        self._task = asyncio.create_task(self._work())

    def put(self, upload: Upload) -> None:
        """Take one object; never waits."""
        try:
            self._queue.put_nowait(upload)
        except asyncio.QueueFull:
            self._uploads.lost += 1
            _log.exception("Too far behind to keep %s: it is lost", upload.key)

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
