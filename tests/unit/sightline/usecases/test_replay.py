"""Replay is read from the bucket."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import NotFoundError
from sightline.domain.session import SessionState
from sightline.domain.talk import Voice
from sightline.usecases.replay import list_fragments, read_manifest, view_recording, write_session_playlist
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.recordings import store_recording

OFFICER, STRANGER = an_officer(), an_officer(force_id="kent")


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange whose session has two recordings, six seconds apart."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 20)
    store_recording(exchange.evidence, "r2", NOON + timedelta(seconds=46), 20)
    return exchange


def end(exchange: ExchangeInMemory) -> None:
    """End the session as its last fragment ends."""
    ended_at = NOON + timedelta(seconds=86)
    exchange.sessions.change("session-1", lambda each: replace(each, state=SessionState.ENDED, ended_at=ended_at))


def test_says_what_there_is(exchange: ExchangeInMemory) -> None:
    """The view of a recording sums up what was stored and names what is missing."""
    view = view_recording(exchange, OFFICER, "session-1")

    assert (view.began_at, view.ended_at) == (NOON, NOON + timedelta(seconds=86))
    assert (view.fragment_count, view.duration_seconds) == (40, 80.0)
    assert view.codecs == ["avc1.42e01f", "opus"]
    assert [gap.reason for gap in view.gaps] == ["stream-interrupted"]
    assert not view.sealed


def test_lists_what_officers_said(exchange: ExchangeInMemory) -> None:
    """Beside the timeline: by whom, from when to when; it is neither counted nor played with the picture."""
    began_at = NOON + timedelta(seconds=12)
    store_recording(exchange.evidence, "talk-1", began_at, 2, speaker=Voice("officer-1", "PC Rees"))

    view = view_recording(exchange, OFFICER, "session-1")

    [voice] = view.voices
    assert (voice.speaker_name, voice.began_at) == ("PC Rees", began_at)
    assert voice.ended_at == began_at + timedelta(seconds=4)
    assert (view.fragment_count, len(view.gaps)) == (40, 1)


def test_plays_what_an_officer_said_by_itself(exchange: ExchangeInMemory) -> None:
    """A voice has a closed playlist and addresses of its own, while the session still runs."""
    store_recording(exchange.evidence, "talk-1", NOON + timedelta(seconds=12), 3, speaker=Voice("officer-1", "PC Rees"))

    playlist = write_session_playlist(exchange, OFFICER, "session-1", "talk-1")
    run = list_fragments(exchange, OFFICER, "session-1", first=1, count=5, voice_id="talk-1")

    assert playlist.count("#EXTINF") == 3
    assert playlist.endswith("#EXT-X-ENDLIST\n")
    assert (run.total, [each.index for each in run.fragments]) == (3, [1, 2])
    assert {each.recording_id for each in run.fragments} == {"talk-1"}


@pytest.mark.parametrize("voice_id", ["talk-9", "r1"])
def test_finds_no_voice_where_none_is(exchange: ExchangeInMemory, voice_id: str) -> None:
    """What nobody said is not found, and what the citizen sent is no officer's voice."""
    with pytest.raises(NotFoundError):
        write_session_playlist(exchange, OFFICER, "session-1", voice_id)


def test_says_that_there_is_nothing_yet() -> None:
    """A session without a recording has an empty view and an empty playlist."""
    exchange = ExchangeInMemory()
    exchange.begin_session()

    assert view_recording(exchange, OFFICER, "session-1").fragment_count == 0
    assert "#EXTINF" not in write_session_playlist(exchange, OFFICER, "session-1")


def test_gives_out_few_addresses_for_a_short_time(exchange: ExchangeInMemory) -> None:
    """At most 30 fragments a time, each address good for 60 seconds."""
    run = list_fragments(exchange, OFFICER, "session-1", first=15, count=500)

    assert (run.total, len(run.fragments)) == (40, 25)
    assert [run.fragments[0].index, run.fragments[-1].index] == [15, 39]
    assert (run.fragments[5].recording_id, run.fragments[5].sequence) == ("r2", 0)
    assert run.fragments[5].url.endswith("life=60")
    assert "r2/init-00000000.mp4" in run.fragments[5].init_url
    assert len(list_fragments(exchange, OFFICER, "session-1", first=0, count=500).fragments) == 30


def test_closes_the_playlist_with_the_session(exchange: ExchangeInMemory) -> None:
    """A running session's playlist grows, an ended one's is closed."""
    assert "EVENT" in write_session_playlist(exchange, OFFICER, "session-1")

    end(exchange)

    assert write_session_playlist(exchange, OFFICER, "session-1").endswith("#EXT-X-ENDLIST\n")


def test_gives_out_manifest_and_seal_as_they_lie(exchange: ExchangeInMemory) -> None:
    """The manifest's own bytes are in the answer, so that its digest can be checked."""
    with pytest.raises(NotFoundError):
        read_manifest(exchange, OFFICER, "session-1")
    end(exchange)
    seal_session(exchange, "session-1")

    document = read_manifest(exchange, OFFICER, "session-1")

    assert exchange.evidence.objects["avon/session-1/manifest.json"].decode() in document


def test_shows_another_force_nothing(exchange: ExchangeInMemory) -> None:
    """Another force's officer finds no such session, by any door."""
    with pytest.raises(NotFoundError):
        view_recording(exchange, STRANGER, "session-1")
    with pytest.raises(NotFoundError):
        write_session_playlist(exchange, STRANGER, "session-1")
    with pytest.raises(NotFoundError):
        list_fragments(exchange, STRANGER, "session-1", first=0, count=1)
    with pytest.raises(NotFoundError):
        list_fragments(exchange, STRANGER, "session-1", first=0, count=1, voice_id="talk-1")
    with pytest.raises(NotFoundError):
        read_manifest(exchange, STRANGER, "session-1")
