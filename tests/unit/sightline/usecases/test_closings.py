"""What workers said is read as far as it can be read."""

from dataclasses import replace
from datetime import timedelta

from sightline.domain.fragment import Gap, GapReason, finish_key
from sightline.domain.talk import Voice
from sightline.usecases.closings import gaps_in_notes, gaps_of, read_closed_recordings
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.recordings import store_recording

NOTED = {
    "track": "video",
    "began_at": "2026-11-21T12:00:01+00:00",
    "ended_at": "2026-11-21T12:00:02+00:00",
    "reason": "packet-loss",
}
VOICE = Voice("officer-1", "PC Siân Rees")
GAP = Gap("video", NOON + timedelta(seconds=1), NOON + timedelta(seconds=2), GapReason.PACKET_LOSS)


def test_reads_the_closing_word() -> None:
    """Codecs, sender reports, gaps and the number of fragments come from the worker."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 4, gaps=[NOTED], missing=[3])

    [closed] = read_closed_recordings(exchange.evidence, session)

    assert closed.codecs == ("avc1.42e01f", "opus")
    assert closed.sender_reports[0]["rtp_timestamp"] == 90_000
    assert closed.recording.expected == 4
    assert gaps_of([closed], (), session) == [GAP]
    ended = replace(session, ended_at=NOON + timedelta(seconds=8))
    assert [gap.reason for gap in gaps_of([closed], (), ended)] == ["packet-loss", "fragment-missing"]


def test_does_without_a_closing_word() -> None:
    """A recording whose worker was lost, or wrote what nobody can read, is a recording all the same."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 2, finished=False)
    place = store_recording(exchange.evidence, "r2", NOON + timedelta(minutes=1), 2)
    exchange.evidence.objects[finish_key(place)] = b"{}"

    lost, unreadable = read_closed_recordings(exchange.evidence, session)

    assert (len(lost.recording.fragments), lost.codecs, lost.recording.finished) == (2, (), False)
    assert (len(unreadable.recording.fragments), unreadable.codecs) == (2, ())


def test_names_whose_voice_it_is() -> None:
    """By the first fragment's note, also where the worker never closed it; without a note it is nobody's."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 1)
    store_recording(exchange.evidence, "talk-1", NOON + timedelta(seconds=4), 1, finished=False, speaker=VOICE)
    store_recording(exchange.evidence, "talk-2", NOON + timedelta(seconds=8), 1)

    shown, named, nameless = read_closed_recordings(exchange.evidence, session)

    assert (shown.voice, nameless.voice) == (None, None)
    assert named.voice == VOICE


def test_reads_the_notes_of_fragments() -> None:
    """A note of gaps that cannot be read keeps none of the others from being read."""
    good = (
        '[{"track":"video","began_at":"2026-11-21T12:00:01Z","ended_at":"2026-11-21T12:00:02Z","reason":"packet-loss"}]'
    )
    notes = {"a": good, "b": "not JSON", "c": '[{"track":"video"}]', "d": "[]", "e": ""}

    assert gaps_in_notes({key: ("00", 1, {"gaps": note}) for key, note in notes.items()}) == [GAP]
    assert gaps_in_notes({"f": ("00", 1, {})}) == []
