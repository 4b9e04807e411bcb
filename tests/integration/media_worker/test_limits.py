"""What is given up first, and what one leg may cost the others: whole streams on loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from media_worker.upload import Upload
from sightline.domain.fragment import GapReason
from sightline.messages.changes import EndSession
from sightline.messages.signalling import LegReport
from tests.integration.media_worker.bad_network import open_network
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import FRAMES_A_SECOND, EncodedTrack, film_h264
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream, watch_stream

H264 = film_h264(3)
BITS_PER_SECOND = 8_000_000
NOISE = b"\0\0\0\1\x41" + b"\xff" * (4 * BITS_PER_SECOND // 8 // FRAMES_A_SECOND)
"""A picture so large that thirty a second are four times of what a leg is allowed."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker."""
    async with open_stage(tmp_path) as stage:
        yield stage


def fragments_of(stage: Stage, session_id: str = "session-1") -> int:
    """Return how many fragments of a session are stored."""
    return sum(key.endswith(".m4s") and f"/{session_id}/" in key for key in stage.store.stored_keys())


def reasons(stage: Stage, leg_id: str) -> list[str | None]:
    """Return the reasons of what was reported of a leg."""
    return [said.reason for said in stage.said if isinstance(said, LegReport) and said.leg_id == leg_id]


def fill(stage: Stage, share: float) -> Upload:
    """Let somebody else's object wait for the store that takes such a share of the room."""
    size = int(stage.uploads.backlog.bytes_at_most * share)
    upload = Upload("force/other/recording/1", bytes(size), "text/plain")
    stage.uploads.backlog.take(upload)
    return upload


async def test_live_pictures_give_way_and_come_back_while_recording_goes_on(stage: Stage) -> None:
    """At half of the room officers' legs are closed, and say why; recording never stops."""
    citizen = await send_stream(stage, "up", EncodedTrack("video", H264))
    await eventually(lambda: "first-frame" in stage.leg_states("up"))
    officer = await watch_stream(stage, "down")
    await eventually(lambda: officer.pictures > 5)
    waiting = fill(stage, 0.6)
    await eventually(lambda: reasons(stage, "down")[-1] == "live-paused")
    with pytest.raises(AssertionError, match="live-paused"):
        await watch_stream(stage, "second")
    before = fragments_of(stage)
    await eventually(lambda: fragments_of(stage) > before + 1)
    stage.uploads.backlog.release(waiting)
    again = await watch_stream(stage, "again")
    await eventually(lambda: again.pictures > 10)
    await stage.end()
    ((_, word),) = read_stored(stage.store.objects)
    assert word.gaps == []
    for peer in (citizen, officer.peer, again.peer):
        await peer.close()


async def test_at_the_bound_recording_stops_with_a_named_gap_and_goes_on_afterwards(stage: Stage) -> None:
    """No fragment is missing among those that are there, and the time of the others is told."""
    film = EncodedTrack("video", H264)
    citizen = await send_stream(stage, "up", film)
    await eventually(lambda: fragments_of(stage) >= 1)
    waiting, sent = fill(stage, 0.9999), film.sent
    await eventually(lambda: film.sent > sent + 130)
    stage.uploads.backlog.release(waiting)
    before = fragments_of(stage)
    await eventually(lambda: fragments_of(stage) > before)
    await stage.end()
    ((recording, word),) = read_stored(stage.store.objects)
    assert [name.sequence for name in recording.fragments] == list(range(word.fragments))
    (gap,) = word.gaps
    assert (gap.track, gap.reason) == ("all", GapReason.SPOOL_FULL)
    assert (gap.ended_at - gap.began_at).total_seconds() > 1
    assert play(stage.store.objects).corrupt == 0
    await citizen.close()


async def test_a_certificate_that_the_offer_does_not_name_is_told_by_its_code(stage: Stage) -> None:
    """Somebody in between is another trouble than a bad network."""
    async with open_network() as network:
        network.flips_fingerprint = True
        citizen = await send_stream(stage, "up", EncodedTrack("video", H264), network=network)
        await eventually(lambda: reasons(stage, "up") == ["wrong-fingerprint"])
        await citizen.close()


async def test_a_flood_on_one_leg_takes_nothing_from_another_session(stage: Stage) -> None:
    """Far more than is allowed, properly encrypted: the other session has every picture and no gap."""
    film, noise = EncodedTrack("video", H264), EncodedTrack("video", [NOISE])
    flooder = await send_stream(stage, "loud", noise)
    await eventually(lambda: "connected" in stage.leg_states("loud"))
    victim = await send_stream(stage, "quiet", film, session_id="session-2")
    await eventually(lambda: fragments_of(stage, "session-2") >= 3)
    await stage.worker.obey(EndSession(session_id="session-2"))
    await eventually(lambda: any("/session-2/" in key and "finish" in key for key in stage.store.stored_keys()))
    assert noise.sent * len(NOISE) > 2 * BITS_PER_SECOND / 8 * film.sent / FRAMES_A_SECOND
    theirs = {key: body for key, body in stage.store.objects.items() if "/session-2/" in key}
    ((recording, word),) = read_stored(theirs)
    assert (recording.is_whole(), word.gaps) == (True, [])
    seconds = sum(name.duration.total_seconds() for name in recording.fragments)
    assert abs(play(theirs).pictures - seconds * FRAMES_A_SECOND) <= 1
    for peer in (victim, flooder):
        await peer.close()
