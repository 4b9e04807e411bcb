"""An officer's voice through a whole worker: to the citizen who listens, to nobody else, and into a recording."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sightline.messages.signalling import WorkerRefusal
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import (
    Stage,
    eventually,
    listen,
    open_stage,
    send_stream,
    speak,
    watch_stream,
)

H264, TONE = film_h264(2), record_opus(2)
LOUD = 500
"""Of 32,767: the tone is at 4,096, what an idle track plays is at nought."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker to which a citizen sends a picture without sound."""
    async with open_stage(tmp_path) as stage:
        citizen = await send_stream(stage, "up", EncodedTrack("video", H264))
        await eventually(lambda: "first-frame" in stage.leg_states("up"))
        yield stage
        await citizen.close()


def tone() -> EncodedTrack:
    """Return a track of sound."""
    return EncodedTrack("audio", TONE)


async def test_an_officer_is_heard_by_the_citizen_who_listens(stage: Stage) -> None:
    """The tone arrives, also when another officer speaks after the first; the picture goes on meanwhile."""
    ear = await listen(stage, "ear")
    viewer = await watch_stream(stage, "down")
    first = await speak(stage, "talk-1", tone())
    await eventually(lambda: sum(loudness > LOUD for loudness in ear.loudness) > 20)
    await first.close()
    ear.loudness.clear()
    second = await speak(stage, "talk-2", tone())
    await eventually(lambda: sum(loudness > LOUD for loudness in ear.loudness) > 20)
    assert stage.leg_states("talk-1")[-1] == "closed"
    await eventually(lambda: viewer.pictures > 30)
    for peer in (ear.peer, viewer.peer, second):
        await peer.close()


async def test_nobody_in_another_session_hears_it(stage: Stage) -> None:
    """A citizen of another session on the same worker, who listens too, hears nothing while the first one does."""
    other = await send_stream(stage, "other-up", EncodedTrack("video", H264), session_id="session-2")
    stranger = await listen(stage, "other-ear", session_id="session-2")
    ear = await listen(stage, "ear")
    officer = await speak(stage, "talk", tone())
    await eventually(lambda: sum(loudness > LOUD for loudness in ear.loudness) > 20)
    assert not stranger.loudness
    for peer in (other, stranger.peer, ear.peer, officer):
        await peer.close()


async def test_picture_and_voice_are_recorded_apart(stage: Stage) -> None:
    """The officer's voice is a recording of its own, of sound alone, which names its speaker."""
    officer = await speak(stage, "talk", tone())
    await eventually(lambda: any("/talk-" in key and key.endswith(".m4s") for key in stage.store.stored_keys()))
    await stage.end()
    stored = read_stored(stage.store.objects)
    assert sum(not recording.is_talk for recording, _ in stored) == 1
    [(voice, word)] = [each for each in stored if each[0].is_talk]
    assert (voice.is_whole(), word.codecs) == (True, ["opus"])
    speakers = {key: json.loads(notes["speaker"]) for key, notes in stage.store.notes.items() if "speaker" in notes}
    assert set(speakers) == {name.key for name in voice.fragments}
    assert speakers[voice.fragments[0].key] == {"participant_id": "participant", "name": "PC Rees"}
    film = play({key: body for key, body in stage.store.objects.items() if "/talk-" in key})
    assert (film.pictures, film.sounds > 50, film.corrupt) == (0, True, 0)
    await officer.close()


async def test_a_voice_alone_makes_no_session(tmp_path: Path) -> None:
    """Where no citizen sends, there is nobody to speak to, and no place is taken."""
    async with open_stage(tmp_path) as stage:
        offer = "v=0"
        for direction in ("talk", "listen"):
            refusal = await stage.offer(offer, "leg", direction)
            assert isinstance(refusal, WorkerRefusal)
            assert refusal.code == "nothing-to-watch"
        assert stage.worker.announce().free_places == 4
