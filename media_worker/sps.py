"""The picture's size, read out of an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1)."""

import re

_WITH_CHROMA_FORMAT = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}
_SIZE_AT_MOST = 16_384
_BITS_OF_A_NUMBER = 32
_EMULATION_PREVENTION = re.compile(rb"\x00\x00\x03")


class _Bits:
    """Reads bits and Exp-Golomb numbers; raises IndexError at the end."""

    def __init__(self, body: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in body)
        self._at = 0

    def read(self, count: int) -> int:
        if self._at + count > len(self._bits):
            raise IndexError
        self._at += count
        return int(self._bits[self._at - count : self._at] or "0", 2)

    def unsigned(self) -> int:
        zeros = 0
        while not self.read(1):
            zeros += 1
            if zeros > _BITS_OF_A_NUMBER:
                raise IndexError
        return (1 << zeros) - 1 + self.read(zeros)

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)


def read_size(sps: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels after cropping, or None if this is no SPS of a sensible picture."""
    try:
        width, height = _read(_Bits(_EMULATION_PREVENTION.sub(b"\x00\x00", sps[1:256])))
    except IndexError:
        return None
    return (width, height) if 0 < width <= _SIZE_AT_MOST and 0 < height <= _SIZE_AT_MOST else None


def _read(bits: _Bits) -> tuple[int, int]:
    profile = bits.read(8)
    bits.read(16)
    bits.unsigned()
    chroma_format = _skip_chroma(bits) if profile in _WITH_CHROMA_FORMAT else 1
    bits.unsigned()
    _skip_picture_order(bits)
    bits.unsigned()
    bits.read(1)
    columns, rows = bits.unsigned() + 1, bits.unsigned() + 1
    frames_only = bits.read(1)
    if not frames_only:
        bits.read(1)
    bits.read(1)
    left, right, top, bottom = [bits.unsigned() for _ in range(4)] if bits.read(1) else (0, 0, 0, 0)
    crop_x = 2 if chroma_format in {1, 2} else 1
    crop_y = (2 if chroma_format == 1 else 1) * (2 - frames_only)
    return columns * 16 - crop_x * (left + right), rows * 16 * (2 - frames_only) - crop_y * (top + bottom)


def _skip_chroma(bits: _Bits) -> int:
    chroma_format = bits.unsigned()
    if chroma_format == 3:  # noqa: PLR2004 - 4:4:4
        bits.read(1)
    bits.unsigned()
    bits.unsigned()
    bits.read(1)
    if bits.read(1):
        for index in range(12 if chroma_format == 3 else 8):  # noqa: PLR2004 - 4:4:4
            if bits.read(1):
                _skip_scaling_list(bits, 16 if index < 6 else 64)  # noqa: PLR2004 - six lists of 4 x 4
    return chroma_format


def _skip_scaling_list(bits: _Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _skip_picture_order(bits: _Bits) -> None:
    kind = bits.unsigned()
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.read(1)
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 255)):
            bits.signed()
