"""The playlist follows RFC 8216."""

from datetime import timedelta

from sightline.domain.playlist import write_playlist
from sightline.domain.timeline import list_timeline, read_recordings
from tests.fakes.clock import NOON
from tests.fakes.recordings import keys_of

KEYS = [*keys_of("a", NOON, range(2)), *keys_of("b", NOON + timedelta(seconds=10), range(1))]


def test_closes_the_list_of_an_ended_session() -> None:
    """An ended session's playlist names every fragment, each recording's init segment, and its end."""
    playlist = write_playlist(list_timeline(read_recordings(KEYS)), ended=True)

    assert playlist.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:4",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="inits/0"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:00.000Z",
        "#EXTINF:2.000,",
        "fragments/0",
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:02.000Z",
        "#EXTINF:2.000,",
        "fragments/1",
        "#EXT-X-DISCONTINUITY",
        '#EXT-X-MAP:URI="inits/2"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:10.000Z",
        "#EXTINF:2.000,",
        "fragments/2",
        "#EXT-X-ENDLIST",
    ]


def test_grows_while_a_session_runs() -> None:
    """A running session's playlist only ever gains lines."""
    before = write_playlist(list_timeline(read_recordings(KEYS[:3])), ended=False)
    after = write_playlist(list_timeline(read_recordings(KEYS)), ended=False)

    assert "#EXT-X-PLAYLIST-TYPE:EVENT" in before
    assert "#EXT-X-ENDLIST" not in after
    assert after.startswith(before)


def test_is_valid_without_fragments() -> None:
    """A session without a recording has an empty playlist."""
    assert write_playlist([], ended=True).splitlines()[-1] == "#EXT-X-ENDLIST"
