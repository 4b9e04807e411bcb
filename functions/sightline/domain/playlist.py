"""An HLS media playlist (RFC 8216) of a session's timeline.

Addresses are relative names that the player's loader exchanges for presigned ones: `fragments/{index}`,
and `inits/{index}` for the init segment that holds from that fragment on.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from sightline.domain.instant import write_instant
from sightline.domain.timeline import TimelineFragment

TARGET_SECONDS = 4
"""Fragments last about 2 s; RFC 8216 wants a target that does not change while a playlist grows."""


def write_playlist(timeline: Sequence[TimelineFragment], *, ended: bool) -> str:
    """Return the playlist: one that grows (EVENT) while the session runs, a closed one (VOD) afterwards."""
    lines = _head(timeline, "VOD" if ended else "EVENT")
    for before, fragment in pairwise([None, *timeline]):
        lines += _entry(before, fragment) if fragment else []
    return "\n".join([*lines, "#EXT-X-ENDLIST"] if ended else lines) + "\n"


def _head(timeline: Sequence[TimelineFragment], playlist_type: str) -> list[str]:
    longest = max((ceil(fragment.name.duration.total_seconds()) for fragment in timeline), default=0)
    return [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(longest, TARGET_SECONDS)}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f"#EXT-X-PLAYLIST-TYPE:{playlist_type}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]


def _entry(before: TimelineFragment | None, fragment: TimelineFragment) -> list[str]:
    lines = []
    if before is None or before.init_key != fragment.init_key:
        lines += ["#EXT-X-DISCONTINUITY"] if before else []
        lines.append(f'#EXT-X-MAP:URI="inits/{fragment.index}"')
    return [
        *lines,
        f"#EXT-X-PROGRAM-DATE-TIME:{write_instant(fragment.name.captured_at)}",
        f"#EXTINF:{fragment.name.duration.total_seconds():.3f},",
        f"fragments/{fragment.index}",
    ]
