"""Sound and picture meet on one timeline."""

import pytest

from media_worker.timeline import Timeline

NTP_SECOND = 1 << 32


def test_arrival_places_a_track_and_rtp_time_carries_it_on() -> None:
    """Jitter of arrival does not move frames."""
    timeline = Timeline()
    first = timeline.place("video", 1000, 50.0)
    second = timeline.place("video", 1000 + 90_000, 51.3)
    assert timeline.seconds("video", first) == 50.0
    assert timeline.seconds("video", second) == 51.0


def test_sender_reports_place_sound_against_the_picture() -> None:
    """Sound that came 100 ms before its picture is heard with it."""
    timeline = Timeline()
    timeline.place("video", 0, 10.1)
    sound = timeline.place("audio", 0, 10.0)
    assert timeline.seconds("audio", sound) == 10.0
    timeline.note_report("video", 1000 * NTP_SECOND, 90_000)
    timeline.note_report("audio", 1000 * NTP_SECOND, 48_000)
    assert timeline.seconds("audio", sound) == pytest.approx(10.1)


def test_time_goes_on_where_32_bits_end() -> None:
    """RTP time wraps after 13 hours of video."""
    timeline = Timeline()
    timeline.place("video", 0xFFFFFFFF - 899, 5.0)
    assert timeline.seconds("video", timeline.place("video", 8100, 5.1)) == pytest.approx(5.1)


def test_a_clock_that_jumps_is_placed_anew() -> None:
    """A track whose time has no relation to arrival any more begins again where it arrives."""
    timeline = Timeline()
    timeline.place("video", 0, 5.0)
    assert timeline.follow("video", 1_000_000_000, 6.0) is None
    assert timeline.seconds("video", timeline.place("video", 1_000_000_000, 6.0)) == 6.0


def test_a_pause_is_no_jump() -> None:
    """A phone that was silent for a minute goes on with its own clock."""
    timeline = Timeline()
    timeline.place("video", 0, 5.0)
    assert timeline.follow("video", 60 * 90_000, 65.2) == 60 * 90_000


def test_a_track_that_has_not_begun_is_not_followed() -> None:
    """Its first frame has to be placed."""
    timeline = Timeline()
    assert timeline.follow("video", 5, 1.0) is None
    assert not timeline.has_begun("video")
    timeline.place("video", 5, 1.0)
    assert timeline.has_begun("video")


def test_a_report_of_an_unknown_track_is_nothing() -> None:
    """A report may come before the first packet."""
    timeline = Timeline()
    timeline.note_report("audio", NTP_SECOND, 0)
    assert timeline.seconds("audio", timeline.place("audio", 480, 1.0)) == 1.0
