"""A server's WebSocket that closes with 1009 at a frame over API Gateway's limit.

aiohttp limits messages only and hides their frames, so its parser is given a gate here; a test holds
that the gate is still passed through.
"""

from typing import Any

from aiohttp import WebSocketError, WSCloseCode, web

from infra.local.gateway.frame_lengths import FrameLengths
from infra.local.gateway.limits import SocketLimits


class _Gate:
    """Stands before aiohttp's parser and looks at each frame's header."""

    def __init__(self, parser: Any, queue: Any, limit: int) -> None:
        self._parser = parser
        self._queue = queue
        self._limit = limit
        self._lengths = FrameLengths()

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        if self._lengths.longest(bytes(data)) <= self._limit:
            passed: tuple[bool, bytes] = self._parser.feed_data(data)
            return passed
        self._queue.set_exception(WebSocketError(WSCloseCode.MESSAGE_TOO_BIG, "Frame over the limit"))
        return True, b""

    def feed_eof(self) -> None:
        self._parser.feed_eof()


class LimitedSocket(web.WebSocketResponse):
    """Takes text in frames and messages up to the limits; compression is not offered, as by the real one."""

    def __init__(self, limits: SocketLimits) -> None:
        """Take the limits to keep."""
        super().__init__(max_msg_size=limits.message_bytes + 1, compress=False)
        self._frame_limit = limits.frame_bytes

    def _post_start(self, request: web.BaseRequest, protocol: str | None, writer: Any) -> None:
        super()._post_start(request, protocol, writer)
        connection: Any = request.protocol
        connection._payload_parser = _Gate(connection._payload_parser, self._reader, self._frame_limit)  # noqa: SLF001
