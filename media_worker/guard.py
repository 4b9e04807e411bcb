"""One socket of a leg behind a guard, so that strangers reach neither ICE nor DTLS nor SRTP.

STUN that is malformed or not signed with our password is dropped, and anything else is taken only from
addresses that have shown the password on that socket. Without it, one spoofed datagram ends a session.
"""

import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

from aioice import Connection, stun
from aioice.ice import StunProtocol

from media_worker.inbox import SLOT_BYTES, Datagram, contents, read_name, read_slot

_ADMITTED_AT_MOST = 32
_STUN_FIRST_BYTES = range(4)
_MEDIA_FIRST_BYTES = range(128, 192)
_MALFORMED = (ValueError, struct.error, KeyError, IndexError, AssertionError, OverflowError)


class GuardedSocket(StunProtocol):
    """Tells STUN, handshake and media apart by the first byte (RFC 7983)."""

    def __init__(self, agent: Connection, opened: socket.socket, on_media: Callable[[list[Datagram]], None]) -> None:
        """Hand what may pass to an ICE agent, or to `on_media`."""
        super().__init__(agent)
        self.socket = opened
        self.refused = 0
        """How many datagrams were dropped."""
        self._on_media = on_media
        self._admitted: set[bytes] = set()

    async def request(self, request: Any, addr: Any, integrity_key: Any = None, retransmissions: Any = None) -> Any:
        """Ask twice for consent, where aioice asks once: the half second it gives is less than some round trips."""
        return await super().request(request, addr, integrity_key, 1 if retransmissions == 0 else retransmissions)

    def take(self, burst: Sequence[Datagram]) -> None:
        """Take what has come together."""
        media = []
        for datagram in burst:
            slot, size, name, _ = datagram
            if not size:
                continue
            first, is_admitted = contents[slot * SLOT_BYTES], name in self._admitted
            if first in _MEDIA_FIRST_BYTES and is_admitted:
                media.append(datagram)
            elif first in _STUN_FIRST_BYTES:
                self._take_stun(read_slot(slot, size), name)
            elif is_admitted:
                self.receiver.data_received(read_slot(slot, size), 1)
            else:
                self.refused += 1
        if media:
            self._on_media(media)

    def _take_stun(self, content: bytes, name: bytes) -> None:
        address = read_name(name)
        try:
            message = stun.parse_message(content)
            if message.message_class == stun.Class.REQUEST:
                self._take_check(message, name, address)
            elif message.transaction_id in self.transactions:
                self.transactions[message.transaction_id].response_received(message, address)
        except _MALFORMED:
            self.refused += 1

    def _take_check(self, message: stun.Message, name: bytes, address: tuple[str, int]) -> None:
        has_room = name in self._admitted or len(self._admitted) < _ADMITTED_AT_MOST
        if not has_room or not self._is_signed(message):
            self.refused += 1
            return
        self._admitted.add(name)
        self.receiver.request_received(message, address, self)

    def _is_signed(self, message: stun.Message) -> bool:
        """Tell a check whose sender knows our password."""
        needed = {"USERNAME", "PRIORITY", "MESSAGE-INTEGRITY"}
        password = self.receiver.local_password.encode()
        return needed <= message.attributes.keys() and message.check_message_integrity(password)
