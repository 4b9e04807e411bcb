"""A timeline is read from keys alone."""

from dataclasses import replace
from datetime import timedelta

from sightline.domain.fragment import Gap, GapReason, RecordingPlace, init_key
from sightline.domain.timeline import Recording, find_gaps, list_timeline, list_voice, read_recordings
from tests.fakes.clock import NOON
from tests.fakes.recordings import keys_of

TWO_SECONDS = timedelta(seconds=2)


def recordings_of(*keys: list[str]) -> list[Recording]:
    """Return the recordings of a session with these keys, listed as the bucket does."""
    return read_recordings(sorted(key for some in keys for key in some))


def test_orders_recordings_by_time_not_by_name() -> None:
    """A recording that began earlier comes first, whatever its id."""
    later, earlier = keys_of("a", NOON + timedelta(minutes=1), range(2)), keys_of("b", NOON, range(3))

    timeline = list_timeline(recordings_of(later, earlier))

    assert [(each.index, each.recording.place.recording_id) for each in timeline] == [
        (0, "b"),
        (1, "b"),
        (2, "b"),
        (3, "a"),
        (4, "a"),
    ]


def test_keeps_officers_voices_beside_the_timeline() -> None:
    """They are recordings, but neither play with the picture nor make or hide a gap in it."""
    shown, later = keys_of("a", NOON, range(2)), keys_of("b", NOON + timedelta(seconds=10), range(2))
    voice = keys_of("talk-c", NOON + timedelta(seconds=3), [0, 2])

    recordings = recordings_of(shown, voice, later)

    assert [each.is_talk for each in recordings] == [False, True, False]
    assert {each.recording.place.recording_id for each in list_timeline(recordings)} == {"a", "b"}
    assert [each.name.sequence for each in list_voice(recordings, "talk-c")] == [0, 2]
    assert list_voice(recordings, "a") == []
    between, in_voice = find_gaps(recordings, (), NOON + timedelta(seconds=14))
    assert (between.track, between.began_at, between.ended_at) == (
        "all",
        NOON + timedelta(seconds=4),
        NOON + timedelta(seconds=10),
    )
    assert (in_voice.track, in_voice.reason) == ("talk", GapReason.FRAGMENT_MISSING)


def test_passes_over_everything_else_in_the_bucket() -> None:
    """Manifest, seal, init segments without fragments and strange keys are no recordings."""
    strange = [
        "avon/session-1/manifest.json",
        "avon/session-1/seal.json",
        "avon/session-1/empty/init-00000000.mp4",
        "x",
    ]

    assert [each.place.recording_id for each in recordings_of(strange, keys_of("a", NOON, range(1)))] == ["a"]


def test_plays_each_fragment_with_the_init_segment_that_holds() -> None:
    """New codec parameters hold from their fragment on."""
    place = RecordingPlace("avon", "session-1", "a")
    [recording] = recordings_of([*keys_of("a", NOON, range(4)), init_key(place, 2)])

    assert [each.init_key for each in list_timeline([recording])] == [
        init_key(place, 0),
        init_key(place, 0),
        init_key(place, 2),
        init_key(place, 2),
    ]


def test_leaves_out_what_cannot_be_played() -> None:
    """A fragment without an init segment has no place on the timeline."""
    [recording] = recordings_of(keys_of("a", NOON, range(2)))

    assert list_timeline([replace(recording, inits=(1,))])[0].name.sequence == 1


def test_names_a_missing_fragment() -> None:
    """A hole in the sequence is a gap from the fragment before to the one after."""
    recordings = recordings_of(keys_of("a", NOON, [0, 1, 3]))

    assert find_gaps(recordings, (), None) == [
        Gap("all", NOON + 2 * TWO_SECONDS, NOON + 3 * TWO_SECONDS, GapReason.FRAGMENT_MISSING)
    ]


def test_names_the_time_between_recordings() -> None:
    """Time between a recording without closing word and the next one is the worker's loss, else an interruption."""
    lost = keys_of("a", NOON, range(2), finished=False)
    closed = keys_of("b", NOON + timedelta(seconds=10), range(2))
    last = keys_of("c", NOON + timedelta(seconds=20), range(2))

    gaps = find_gaps(recordings_of(lost, closed, last), (), NOON + timedelta(minutes=1))

    assert [(gap.began_at - NOON, gap.ended_at - NOON, gap.reason) for gap in gaps] == [
        (timedelta(seconds=4), timedelta(seconds=10), GapReason.WORKER_LOST),
        (timedelta(seconds=14), timedelta(seconds=20), GapReason.STREAM_INTERRUPTED),
    ]


def test_names_what_a_lost_worker_took_with_it() -> None:
    """A last recording without closing word is missing until the session's end; while it runs nothing is."""
    recordings = recordings_of(keys_of("a", NOON, range(2), finished=False))

    assert find_gaps(recordings, (), None) == []
    assert find_gaps(recordings, (), NOON + timedelta(seconds=9)) == [
        Gap("all", NOON + 2 * TWO_SECONDS, NOON + timedelta(seconds=9), GapReason.WORKER_LOST)
    ]


def test_names_fragments_missing_at_the_end() -> None:
    """Fewer fragments than the closing word counts are a gap, though no sequence shows it."""
    [recording] = recordings_of(keys_of("a", NOON, range(2)))

    [gap] = find_gaps([replace(recording, expected=3)], (), NOON + timedelta(seconds=6))

    assert gap.reason is GapReason.FRAGMENT_MISSING


def test_adds_noted_gaps_in_order_once() -> None:
    """Gaps that a closing word and a fragment's note both name are one."""
    noted = Gap("video", NOON + timedelta(seconds=1), NOON + timedelta(seconds=2), GapReason.PACKET_LOSS)
    recordings = recordings_of(keys_of("a", NOON, [0, 2]))

    assert find_gaps(recordings, [noted, noted], None)[0] == noted
    assert len(find_gaps(recordings, [noted, noted], None)) == 2


def test_overlapping_recordings_leave_no_gap() -> None:
    """A new leg may open before the old one has closed."""
    recordings = recordings_of(keys_of("a", NOON, range(3)), keys_of("b", NOON + TWO_SECONDS, range(3)))

    assert find_gaps(recordings, (), None) == []
