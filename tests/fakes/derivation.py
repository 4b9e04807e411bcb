"""A clip of two seconds, as its derivation says it was made."""

from datetime import timedelta

from sightline.messages.copies import CopiedFile, Derivation, SourceObject
from tests.fakes.clock import NOON

FILE = CopiedFile(
    file="clip-01.mp4",
    media_type="video/mp4",
    bytes=7,
    sha256="1" * 64,
    began_at=NOON,
    ended_at=NOON + timedelta(seconds=2),
    width=320,
    height=240,
    picture="untouched",
    sound=None,
)
DERIVATION = Derivation(
    copy_id="copy-1",
    kind="clip",
    began_at=NOON,
    ended_at=NOON + timedelta(seconds=1),
    exact=False,
    manifest=SourceObject(key="avon/session-1/manifest.json", sha256="2" * 64),
    objects=[],
    programs={},
    files=[FILE],
    gaps=[],
    made_at=NOON,
)
