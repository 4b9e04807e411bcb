"""How many segments a text message takes (3GPP TS 23.038 and 23.040): each is paid for, and each can be late."""

import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "^{}\\[~]|€\f"
"""Each of these takes the place of two."""

SEGMENT = 160
PART_OF_SEVERAL = 153
UNICODE_SEGMENT = 70
UNICODE_PART_OF_SEVERAL = 67

_PLAIN = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NO-BREAK SPACE}": " ",
    }
)


def is_gsm7(text: str) -> bool:
    """Say whether every character is in the GSM 7 bit alphabet or its extension."""
    return all(character in _BASIC or character in _EXTENSION for character in text)


def count_segments(text: str) -> int:
    """Count the segments that a text goes out in."""
    if is_gsm7(text):
        return _parts(sum(2 if character in _EXTENSION else 1 for character in text), SEGMENT, PART_OF_SEVERAL)
    return _parts(len(text.encode("utf-16-be")) // 2, UNICODE_SEGMENT, UNICODE_PART_OF_SEVERAL)


def simplify(text: str) -> str:
    """Write a text in GSM 7 bit where its letters allow: ŵ without its roof, quotes straight; others stay."""
    return "".join(_simplify(character) for character in text.translate(_PLAIN))


def _simplify(character: str) -> str:
    if is_gsm7(character):
        return character
    bare = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return bare if bare and is_gsm7(bare) else character


def _parts(length: int, alone: int, of_several: int) -> int:
    return 1 if length <= alone else -(-length // of_several)
