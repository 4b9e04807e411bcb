"""JSON messages on a stream, each after its length in four bytes."""

import asyncio
import json
import struct
from typing import Any, Protocol

LENGTH = struct.Struct(">I")


class Readable(Protocol):
    """What a message can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer only at the end."""
        ...


def encode(message: Any) -> bytes:
    """Return a message as it goes onto the stream."""
    body = json.dumps(message).encode()
    return LENGTH.pack(len(body)) + body


async def receive(reader: asyncio.StreamReader) -> Any:
    """Read one message, or raise IncompleteReadError if the other end is gone."""
    (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    return json.loads(await reader.readexactly(length))


def read(stream: Readable) -> Any | None:
    """Read one message, blocking; None if the other end is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return json.loads(stream.read(LENGTH.unpack(head)[0]))
