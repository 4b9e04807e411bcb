"""Viewers that behave badly, beside a session whose viewers do not."""

# ruff: noqa: SLF001 - a player that behaves badly has to be forced to it

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiortc import RTCPeerConnection

from sightline.domain.fragment import GapReason
from tests.faults.conftest import Scale, Table
from tests.integration.media_worker.evidence import Film, play, read_stored
from tests.integration.media_worker.film import FRAMES_A_SECOND, EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import Stage, Viewer, eventually, open_stage, send_stream, watch_stream

H264, OPUS = film_h264(3), record_opus(3)
REQUESTS_A_SECOND = 100
MAY_DIFFER = 0.1


def freeze(viewer: Viewer) -> None:
    """Read nothing any more: what comes stays in the kernel."""
    for protocol in _video(viewer.peer).transport.transport._connection._protocols:
        descriptor = protocol.transport.get_extra_info("socket").fileno()
        asyncio.get_running_loop()._remove_reader(descriptor)  # type: ignore[attr-defined] # asyncio's own


async def pester(viewer: Viewer) -> None:
    """Ask for a key frame a hundred times a second, and for all packets again."""
    receiver = _video(viewer.peer)
    while True:
        for source in receiver.getSynchronizationSources():
            with suppress(ConnectionError):
                await receiver._send_rtcp_pli(source.source)
                await receiver._send_rtcp_nack(source.source, list(range(0, 1 << 16, 1 << 12)))
        await asyncio.sleep(1 / REQUESTS_A_SECOND)


def _video(peer: RTCPeerConnection) -> Any:
    return next(each.receiver for each in peer.getTransceivers() if each.kind == "video")


async def begin(stage: Stage, session_id: str) -> tuple[EncodedTrack, Viewer]:
    """Start a session with one viewer who behaves; return its camera too."""
    camera, up = EncodedTrack("video", H264), f"up-{session_id}"
    await send_stream(stage, up, EncodedTrack("audio", OPUS), camera, session_id=session_id)
    await eventually(lambda: "first-frame" in stage.leg_states(up))
    return camera, await watch_stream(stage, f"down-{session_id}", session_id=session_id)


def film_of(stage: Stage, session_id: str) -> Film:
    """Return what a session's recording decodes to."""
    return play({key: body for key, body in stage.store.objects.items() if f"/{session_id}/" in key})


async def test_viewers_who_behave_badly_harm_nobody(scale: Scale, table: Table, tmp_path: Path) -> None:
    """All that is sent is recorded, and as much is shown to the one who behaves as in the session beside."""
    async with open_stage(tmp_path) as stage:
        sessions = [await begin(stage, session_id) for session_id in ("calm", "troubled")]
        begun = [camera.sent for camera, _ in sessions]
        calm, troubled = (viewer for _, viewer in sessions)
        frozen, greedy = [await watch_stream(stage, name, session_id="troubled") for name in ("frozen", "greedy")]
        viewers = [calm, troubled, frozen, greedy]
        await eventually(lambda: all(viewer.pictures > 0 for viewer in viewers))
        freeze(frozen)
        pestering = asyncio.create_task(pester(greedy))
        before, pictures = [viewer.pictures for viewer in viewers], scale.choose(5, 60) * FRAMES_A_SECOND
        await eventually(lambda: calm.pictures - before[0] >= pictures, 120)
        shown = [viewer.pictures - count for viewer, count in zip(viewers, before, strict=True)]
        sent = [camera.sent - count for (camera, _), count in zip(sessions, begun, strict=True)]
        pestering.cancel()
        for session_id in ("calm", "troubled"):
            await stage.end(session_id)
        recorded = [film_of(stage, session_id) for session_id in ("calm", "troubled")]
        for viewer in viewers:
            await viewer.peer.close()
    table.note("bad viewers", "beside", "pictures shown", shown[0])
    table.note("bad viewers", "with them", "pictures shown", shown[1])
    gaps = [gap for _, word in read_stored(stage.store.objects) for gap in word.gaps]
    assert [gap for gap in gaps if gap.reason is GapReason.PACKET_LOSS] == []
    for case, taken, film in zip(("beside", "with them"), sent, recorded, strict=True):
        table.note("bad viewers", case, "pictures recorded", film.pictures)
        assert film.pictures >= taken * (1 - MAY_DIFFER)
        assert film.corrupt == 0
    assert shown[2] <= 2  # the frozen one is indeed frozen
    assert shown[1] == pytest.approx(shown[0], rel=MAY_DIFFER)
