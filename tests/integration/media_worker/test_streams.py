"""Whole streams through a whole worker: real ICE, DTLS, SRTP and codecs, on loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sightline.domain.fragment import GapReason
from tests.integration.media_worker.bad_network import open_network
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264, film_vp8, record_opus
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream, watch_stream

H264, VP8, OPUS = film_h264(3), film_vp8(3), record_opus(3)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker."""
    async with open_stage(tmp_path) as stage:
        yield stage


def camera(packets: list[bytes] = H264) -> EncodedTrack:
    """Return a track of pictures."""
    return EncodedTrack("video", packets)


def microphone() -> EncodedTrack:
    """Return a track of sound."""
    return EncodedTrack("audio", OPUS)


async def until_fragments(stage: Stage, count: int) -> None:
    """Wait until so many fragments are stored."""
    await eventually(lambda: sum(key.endswith(".m4s") for key in stage.store.stored_keys()) >= count)


@pytest.mark.parametrize(
    ("packets", "codec", "name"), [(H264, "video/H264", "avc1.42c00d"), (VP8, "video/VP8", "vp08.00.10.08")]
)
async def test_a_stream_is_recorded_and_shown(stage: Stage, packets: list[bytes], codec: str, name: str) -> None:
    """Every picture is stored and decodes; an officer who joins later sees it too."""
    citizen = await send_stream(stage, "up", microphone(), camera(packets), codec=codec)
    await eventually(lambda: stage.leg_states("up") == ["connected", "first-frame"])
    officer = await watch_stream(stage, "down")
    await eventually(lambda: officer.pictures > 30)
    assert officer.sizes == {(320, 240)}
    assert stage.leg_states("down") == ["connected", "first-frame"]
    await until_fragments(stage, 3)
    await stage.end()
    film = play(stage.store.objects)
    assert film.pictures > 90
    assert film.sounds > 140
    assert film.corrupt == 0
    ((recording, word),) = read_stored(stage.store.objects)
    assert recording.is_whole()
    assert (word.codecs, word.gaps) == ([name, "opus"], [])
    assert {report["track"] for report in word.sender_reports} == {"audio", "video"}
    await citizen.close()
    await officer.peer.close()


async def test_a_lossy_network_leaves_whole_pictures(stage: Stage) -> None:
    """Five packets in a hundred lost at 60 ms of round trip: asked for again, almost all is there."""
    async with open_network(loss=0.05, delay_seconds=0.03) as network:
        citizen = await send_stream(stage, "up", microphone(), camera(), network=network)
        await eventually(lambda: "first-frame" in stage.leg_states("up"))
        officer = await watch_stream(stage, "down")
        await until_fragments(stage, 4)
        await stage.end()
        assert network.lost > 50
        film = play(stage.store.objects)
        assert film.corrupt == 0
        assert film.pictures > 140
        assert officer.pictures > 60
        await citizen.close()
        await officer.peer.close()


async def test_what_is_lost_for_good_is_named(stage: Stage) -> None:
    """Nothing came for a while: the recording says from when to when and why; what is stored still decodes."""
    async with open_network() as network:
        citizen = await send_stream(stage, "up", microphone(), camera(), network=network)
        await eventually(lambda: "first-frame" in stage.leg_states("up"))
        await until_fragments(stage, 1)
        network.is_cut = True
        await eventually(lambda: network.lost > 250)
        network.is_cut = False
        await until_fragments(stage, 3)
        await stage.end()
        ((_, word),) = read_stored(stage.store.objects)
        assert {(gap.track, gap.reason) for gap in word.gaps} == {
            ("video", GapReason.PACKET_LOSS),
            ("audio", GapReason.PACKET_LOSS),
        }
        assert all(gap.ended_at > gap.began_at for gap in word.gaps)
        assert play(stage.store.objects).corrupt == 0
        assert any("packet-loss" in notes["gaps"] for notes in stage.store.notes.values())
        await citizen.close()


async def test_a_silent_leg_is_reported_and_goes_on(stage: Stage) -> None:
    """The officers hear that the picture stands still, and that it is back."""
    async with open_network() as network:
        citizen = await send_stream(stage, "up", camera(), network=network)
        await eventually(lambda: "first-frame" in stage.leg_states("up"))
        network.is_cut = True
        await eventually(lambda: "interrupted" in stage.leg_states("up"))
        network.is_cut = False
        await eventually(lambda: stage.leg_states("up")[-1] == "first-frame")
        await citizen.close()


async def test_a_stream_that_comes_back_is_shown_on_the_same_leg(stage: Stage) -> None:
    """The phone changed networks: a new up leg, a new recording, and the officer's player notices nothing."""
    first = await send_stream(stage, "up-1", microphone(), camera())
    await eventually(lambda: "first-frame" in stage.leg_states("up-1"))
    officer = await watch_stream(stage, "down")
    await eventually(lambda: officer.pictures > 10)
    second = await send_stream(stage, "up-2", microphone(), camera(VP8), codec="video/VP8")
    await eventually(lambda: "first-frame" in stage.leg_states("up-2"))
    assert stage.leg_states("up-1")[-1] == "closed"
    before = officer.pictures
    await eventually(lambda: officer.pictures > before + 30)
    await stage.end()
    assert len(read_stored(stage.store.objects)) == 2
    for peer in (first, second, officer.peer):
        await peer.close()


async def test_sound_alone_is_recorded(stage: Stage) -> None:
    """A caller who shares no camera."""
    citizen = await send_stream(stage, "up", microphone())
    await until_fragments(stage, 1)
    await stage.end()
    film = play(stage.store.objects)
    assert (film.pictures, film.sounds > 90) == (0, True)
    assert "first-frame" in stage.leg_states("up")
    await citizen.close()


async def test_a_store_that_is_away_for_a_while_gets_everything(stage: Stage) -> None:
    """The picture runs on, fragments wait on disk, and all are stored in the end."""
    stage.store.is_away = True
    citizen = await send_stream(stage, "up", microphone(), camera())
    await eventually(lambda: stage.uploads.spooled >= 2)
    await stage.end()
    assert stage.store.objects == {}
    stage.store.is_away = False
    await eventually(lambda: stage.uploads.spooled == 0)
    ((recording, _),) = read_stored(stage.store.objects)
    assert recording.is_whole()
    assert list(stage.store.objects)[-1].endswith("finish.json")
    await citizen.close()


async def test_a_peer_that_hangs_up_ends_its_recording(stage: Stage) -> None:
    """DTLS says goodbye; the session's place stays taken until it is ended."""
    citizen = await send_stream(stage, "up", camera())
    await until_fragments(stage, 1)
    await citizen.close()
    await eventually(lambda: stage.leg_states("up")[-1] == "closed")
    await eventually(lambda: any(key.endswith("finish.json") for key in stage.store.stored_keys()))
    assert stage.worker.announce().free_places == 3


async def test_another_certificate_than_the_offer_named_gets_nothing_through(stage: Stage) -> None:
    """One flipped digit of the fingerprint: no frame."""
    async with open_network() as network:
        network.flips_fingerprint = True
        citizen = await send_stream(stage, "up", camera(), network=network)
        await eventually(lambda: stage.leg_states("up") == ["closed"])
        assert stage.store.objects == {}
        await citizen.close()
