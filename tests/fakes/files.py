"""Beginnings of files, as cameras, phones and recorders write them."""

import struct
import zlib

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03"
    + bytes(64)
)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)
WEBM = bytes.fromhex("1a45dfa3010000000000001f4286810142f7810142f2810442f381084282847765626d") + bytes(64)
AVI = b"RIFF\x00\x01\x00\x00AVI LIST" + bytes(64)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
RECORDER = b"DHAV\xfd\x00\x00\x00" + bytes(range(1, 200))


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG of that size."""
    chunk = b"IHDR" + struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
