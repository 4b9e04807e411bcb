"""aiortc as it comes, and the frame tap: what the direct path is compared with on the Python side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.bench.child import Child, open_child
from tests.bench.parties import Party


@dataclass
class AiortcBased:
    """A process of its own that does what the worker does, with aiortc's media path."""

    name: str
    child: Child

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.child.pid

    async def publish(self, stream: str, party: Party) -> None:
        """Record a stream."""
        await party.accept(await self.child.ask("publish", stream=stream, sdp=await party.offer()))

    async def view(self, stream: str, party: Party) -> None:
        """Pass a stream on."""
        await party.accept(await self.child.ask("view", stream=stream, sdp=await party.offer()))


@asynccontextmanager
async def _open(kind: Literal["stock", "tap"], name: str, folder: Path) -> AsyncIterator[AiortcBased]:
    async with open_child("tests.bench.subjects.aiortc_process", kind, str(folder)) as child:
        yield AiortcBased(name, child)


@asynccontextmanager
async def open_stock(folder: Path) -> AsyncIterator[AiortcBased]:
    """Start aiortc with MediaRecorder and MediaRelay."""
    async with _open("stock", "stock aiortc", folder) as subject:
        yield subject


@asynccontextmanager
async def open_tap(folder: Path) -> AsyncIterator[AiortcBased]:
    """Start aiortc with its decoder taken out."""
    async with _open("tap", "frame tap", folder) as subject:
        yield subject
