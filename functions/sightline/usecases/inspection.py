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

HEAD_BYTES = TAIL_BYTES = 64 * 1024
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
_ZIP_END = b"PK\x05\x06"


def inspect_file(head: bytes, tail: bytes, file_name: str) -> FileFinding:
    """Say what a file is by its first and last 64 KiB; raise one of the REFUSALS if it is not taken."""
    if head.startswith(_PROGRAMS) or _EICAR in head or _RUNS.search(head[:4096]):
        raise FileNotAllowedError
    found = _recognise(head)
    media_type = next(iter(found.values()), UNKNOWN)
    is_known = media_type.startswith(_MEDIA) or media_type == "application/pdf"
    if is_known:
        _refuse_two_files_in_one(tail)
        _compare_name(set(found), file_name)
        _measure(head, media_type)
    return FileFinding(media_type if is_known else UNKNOWN, is_proprietary=not is_known)


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


def _refuse_two_files_in_one(tail: bytes) -> None:
    """Refuse a picture or film that is an archive as well, read from its end (a polyglot)."""
    if _ZIP_END in tail or _RUNS.search(tail):
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
