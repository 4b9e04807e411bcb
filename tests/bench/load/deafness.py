"""Lets the kernel throw a viewer's media away as it comes, so that many viewers cost the load next to nothing.

What a socket's filter drops counts among the socket's drops (`process_cost.py`): what arrives is still known. STUN,
DTLS and RTCP pass (RFC 7983, RFC 5761). Linux only (socket(7), SO_ATTACH_FILTER).
"""

import ctypes
import os
import socket
import struct

_SO_ATTACH_FILTER = 26  # asm-generic/socket.h; Python has no name for it
_LOAD_BYTE, _JUMP_IF_AT_LEAST, _RETURN = 0x30, 0x35, 0x06  # linux/filter.h
_HEADER = 8
"""A filter of a UDP socket sees the UDP header first."""
_ALL = 0xFFFFFFFF

_PROGRAM = (
    (_LOAD_BYTE, 0, 0, _HEADER),
    (_JUMP_IF_AT_LEAST, 0, 4, 128),  # below: STUN, DTLS
    (_JUMP_IF_AT_LEAST, 3, 0, 192),
    (_LOAD_BYTE, 0, 0, _HEADER + 1),
    (_JUMP_IF_AT_LEAST, 0, 2, 192),  # below: RTP without a marker
    (_JUMP_IF_AT_LEAST, 1, 0, 224),  # from here on: RTP with one
    (_RETURN, 0, 0, _ALL),
    (_RETURN, 0, 0, 0),
)


def drop_media(descriptor: int) -> None:
    """Let a UDP socket drop all RTP that comes to it."""
    body = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _PROGRAM))
    program = struct.pack("HP", len(_PROGRAM), ctypes.addressof(body))
    with socket.socket(fileno=os.dup(descriptor)) as opened:
        opened.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
