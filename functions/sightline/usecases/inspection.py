"""Looks at the two ends of a file, and says what it is or why it is refused. Nothing is unpacked or decoded.

Proprietary formats of recorders are evidence like any other and kept as they are; what runs on the computer of whoever
opens it is not.
"""

import re
from io import BytesIO
from pathlib import PurePosixPath

import imagesize
import puremagic

from sightline.domain.upload import FileFinding, FileKindMismatchError, FileNotAllowedError, PictureTooLargeError

HEAD_BYTES = 64 * 1024
TAIL_BYTES = 64 * 1024 + 22
"""An archive's own end of 22 bytes, before the longest comment that may follow it, is still among these."""
MOST_PIXELS = 250_000_000
"""Above what any camera takes in one picture; a decoder would need a gigabyte for it."""

UNKNOWN = "application/octet-stream"
_MEDIA = ("image/", "video/", "audio/")
_SAME = (
    frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}),
    frozenset({".mp4", ".m4v", ".m4a", ".mov", ".3gp", ".3g2", ".heic", ".heif", ".avif"}),
    frozenset({".mkv", ".webm", ".mka"}),
    frozenset({".tif", ".tiff", ".dng", ".nef", ".cr2", ".arw"}),
    frozenset({".mpg", ".mpeg", ".vob", ".ts", ".m2ts", ".mts"}),
    frozenset({".wmv", ".wma", ".asf"}),
    frozenset({".ogg", ".oga", ".ogv", ".opus"}),
)
"""Endings that one container goes by."""
_RUNS = re.compile(rb"<(?:svg|html|script|!doctype\s+html|\?php)|javascript:", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n")
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"
_PAPER = b"%PDF-"
_PAPER_BEGINS_WITHIN = 1024
"""Readers take a file for a PDF that says so this late."""
_ARCHIVES = (b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_ARCHIVE_ENDS = (b"\xc4\x3d\x7b\x00\x40\x07\x00", b"\x1d\x77\x56\x51\x03\x05\x04\x00")
"""The last bytes of RAR archives, which lie too far behind their beginning to see it."""
_RUNS_BY_NAME = re.compile(
    r"\.(?:apk|app|appx|bat|cmd|com|cpl|dll|exe|hta|html?|jar|jse?|lnk|mht|mhtml|ms[cip]|msix|psm?1|reg|scr|sh|svg|url"
    r"|vb[es]?|ws[fh]?|xht|xhtml)[. ]*\Z",
    re.IGNORECASE,
)
"""Names by which a computer runs a file or opens it as a page, whatever is in it; Windows drops dots and spaces."""


def inspect_file(head: bytes, tail: bytes, file_name: str) -> FileFinding:
    """Say what a file is by its first and last 64 KiB; raise one of the REFUSALS if it is not taken."""
    if _runs(head, file_name):
        raise FileNotAllowedError
    found = _recognise(head)
    media_type = next(iter(found.values()), UNKNOWN)
    is_known = media_type.startswith(_MEDIA) or media_type == "application/pdf"
    if is_known:
        _refuse_two_files_in_one(head, tail)
        _compare_name(set(found), file_name)
        _measure(head, media_type)
    return FileFinding(media_type if is_known else UNKNOWN, is_proprietary=not is_known)


def _runs(head: bytes, file_name: str) -> bool:
    by_name = bool(_RUNS_BY_NAME.search(file_name))
    return by_name or head.startswith(_PROGRAMS) or _EICAR in head or bool(_RUNS.search(head[:4096]))


def _recognise(head: bytes) -> dict[str, str]:
    """Return what the first bytes may mean, the surest first: endings and their media types."""
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return {}
    if not matches:
        return {}
    surest = matches[0].confidence
    return {each.extension: each.mime_type for each in matches if each.confidence == surest and each.mime_type}


def _refuse_two_files_in_one(head: bytes, tail: bytes) -> None:
    """Refuse a picture or film that is an archive, a page or a paper as well (a polyglot)."""
    is_archive = any(mark in tail for mark in _ARCHIVES) or tail.endswith(_ARCHIVE_ENDS)
    is_paper = _PAPER in head[1:_PAPER_BEGINS_WITHIN]
    if is_archive or is_paper or _RUNS.search(tail):
        raise FileNotAllowedError


def _compare_name(endings: set[str], file_name: str) -> None:
    ending = PurePosixPath(file_name.lower()).suffix
    family = next((same for same in _SAME if same & endings), frozenset(endings))
    if ending not in family | endings:
        raise FileKindMismatchError


def _measure(head: bytes, media_type: str) -> None:
    if media_type.startswith("image/"):
        width, height = imagesize.get(BytesIO(head))
        if width * height > MOST_PIXELS:
            raise PictureTooLargeError
