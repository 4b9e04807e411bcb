"""Reads a master: each object is held against the digest that the sealed manifest names before a byte of it is used."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sightline.domain.copy import MasterAlteredError, MasterUnreadableError
from sightline.domain.errors import SightlineError
from sightline.messages.copies import SourceObject

AHEAD = 8
"""Objects that are fetched at a time: one alone waits for the store most of the time."""


class Masters(Protocol):
    """The evidence bucket, as far as copies need it."""

    def read_object(self, key: str) -> bytes | None:
        """Return an object's bytes, or None if there is none."""
        ...

    def stream_object(self, key: str) -> Iterable[bytes]:
        """Yield a large object's bytes piece by piece; none if there is no such object."""
        ...


class MasterReader:
    """Hands out objects whose bytes are the sealed ones, and remembers which."""

    def __init__(self, masters: Masters) -> None:
        """Take the bucket."""
        self._masters = masters
        self.used: list[SourceObject] = []

    def read(self, source: SourceObject) -> bytes:
        """Return an object, or raise MasterAlteredError with its key."""
        return self._use(source, self._fetch(source))

    def read_all(self, sources: Sequence[SourceObject]) -> Iterator[tuple[SourceObject, bytes]]:
        """Yield objects in order, some fetched ahead."""
        with ThreadPoolExecutor(max_workers=AHEAD) as pool:
            waiting: deque[tuple[SourceObject, Future[bytes]]] = deque()
            for source in sources:
                waiting.append((source, pool.submit(self._fetch, source)))
                if len(waiting) == AHEAD:
                    yield self._taken(waiting)
            while waiting:
                yield self._taken(waiting)

    def save(self, source: SourceObject, path: Path, on_read: Callable[[], None]) -> None:
        """Write a large object to a file, or raise MasterAlteredError with its key; `on_read` may raise to stop."""
        digest = sha256()
        with path.open("wb") as file:
            for piece in self._masters.stream_object(source.key):
                on_read()
                digest.update(piece)
                file.write(piece)
        if digest.hexdigest() != source.sha256:
            raise MasterAlteredError(source.key)
        self.used.append(source)

    def _taken(self, waiting: deque[tuple[SourceObject, Future[bytes]]]) -> tuple[SourceObject, bytes]:
        source, body = waiting.popleft()
        return source, self._use(source, body.result())

    def _fetch(self, source: SourceObject) -> bytes:
        body = self._masters.read_object(source.key)
        if body is None or sha256(body).hexdigest() != source.sha256:
            raise MasterAlteredError(source.key)
        return body

    def _use(self, source: SourceObject, body: bytes) -> bytes:
        self.used.append(source)
        return body


class FragmentFile:
    """One initialisation segment and its fragments as one file that libav reads from beginning to end."""

    def __init__(
        self, init: bytes, fragments: Iterator[tuple[SourceObject, bytes]], on_read: Callable[[], None]
    ) -> None:
        """Take the pieces; `on_read` is called with each fragment, and may raise to stop."""
        self._rest = memoryview(init)
        self._fragments = fragments
        self._on_read = on_read
        self.key: str | None = None
        """The fragment that is being read."""
        self.failure: SightlineError | None = None
        """Why reading ended before the end: libav may take it for the end."""

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; none at the end."""
        if not self._rest:
            self._rest = memoryview(self._next_or_note())
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)

    def _next_or_note(self) -> bytes:
        try:
            return self._next()
        except SightlineError as failure:
            self.failure = failure
            raise

    def _next(self) -> bytes:
        source, body = next(self._fragments, (None, b""))
        if source is None:
            return b""
        self.key = source.key
        self._on_read()
        check_fragment(source.key, body)
        return body


def check_fragment(key: str, body: bytes) -> None:
    """Raise MasterUnreadableError unless an object is one whole moof and its mdat: libav would skip what is broken."""
    kinds, at = [], 0
    while at + 8 <= len(body):
        size = int.from_bytes(body[at : at + 4])
        kinds.append(body[at + 4 : at + 8])
        at += max(size, 8)
    if at != len(body) or kinds != [b"moof", b"mdat"]:
        raise MasterUnreadableError(key)
