"""The worker as a process: told to stop, and killed."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiortc import RTCPeerConnection, RTCSessionDescription

from sightline.messages.changes import EndSession
from sightline.messages.signalling import OpenLeg
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264
from tests.integration.media_worker.parties import eventually
from tests.integration.media_worker.servers import Cloud, open_cloud

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def cloud() -> AsyncIterator[Cloud]:
    """Run what the worker talks to."""
    async with open_cloud() as cloud:
        yield cloud


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def count_spooled(spool: Path) -> int:
    """Return how many objects wait on disk."""
    return len(list(spool.glob("*.spooled")))


@asynccontextmanager
async def run_worker(
    cloud: Cloud, spool: Path, drain_seconds: float = 0.2, **others: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a worker and wait until it has announced itself."""
    environment = {
        **os.environ,
        "SIGHTLINE_WORKER_API_URL": f"http://{cloud.origin}/api",
        "SIGHTLINE_WORKER_WS_URL": f"ws://{cloud.origin}/ws",
        "SIGHTLINE_WORKER_KEY": "secret",
        "SIGHTLINE_WORKER_ALLOW_PRIVATE_CANDIDATES": "true",
        "SIGHTLINE_WORKER_SPOOL_DIRECTORY": str(spool),
        "SIGHTLINE_WORKER_HEALTH_PORT": str(free_port()),
        "SIGHTLINE_WORKER_DRAIN_SECONDS": str(drain_seconds),
        "SIGHTLINE_EVIDENCE_BUCKET": "evidence",
        "AWS_ENDPOINT_URL": f"http://{cloud.origin}",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "ECS_AGENT_URI": f"http://{cloud.origin}/agent",
        **others,
    }
    cloud.said.clear()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "media_worker", cwd=ROOT, env=environment)
    try:
        await eventually(lambda: "announce" in cloud.types())
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def own_address() -> str:
    """Return an address of this machine that is not loopback; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


async def offer_stream(cloud: Cloud) -> tuple[RTCPeerConnection, str]:
    """Play the citizen over the worker's own connection; return the worker's answer too."""
    peer = RTCPeerConnection()
    peer.addTransceiver(EncodedTrack("video", film_h264(2)), direction="sendonly")
    await peer.setLocalDescription(await peer.createOffer())
    offer = OpenLeg(
        reply_to="connection",
        participant_id="citizen",
        force_id="force",
        session_id="session",
        leg_id="up",
        direction="up",
        sdp=peer.localDescription.sdp,
    )
    assert cloud.socket is not None
    await cloud.socket.send_str(offer.model_dump_json())
    await eventually(lambda: "answer" in cloud.types())
    return peer, next(message["sdp"] for message in cloud.said if message["type"] == "answer")


async def send_stream(cloud: Cloud) -> RTCPeerConnection:
    """Let the worker's answer begin the stream."""
    peer, answer = await offer_stream(cloud)
    await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    return peer


async def end_session(cloud: Cloud) -> None:
    """Play the server, which takes the session away."""
    assert cloud.socket is not None
    await cloud.socket.send_str(EndSession(session_id="session").model_dump_json())


async def test_told_to_stop_it_finishes_what_it_records(cloud: Cloud, tmp_path: Path) -> None:
    """The recording is whole, its end is reported, and the process ends by itself."""
    async with run_worker(cloud, tmp_path) as process:
        citizen = await send_stream(cloud)
        await eventually(lambda: any(key.endswith(".m4s") for key in cloud.objects))
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 20) == 0
        await citizen.close()
    ((recording, word),) = read_stored(cloud.objects)
    assert recording.is_whole()
    assert word.fragments >= 2
    closed = [message for message in cloud.said if message.get("state") == "closed"]
    assert [message["reason"] for message in closed] == ["worker-gone"]
    assert "finished" in {message.get("state") for message in cloud.said}


async def test_told_to_stop_it_goes_on_until_its_sessions_have_moved(cloud: Cloud, tmp_path: Path) -> None:
    """It says that it takes no more, records on, and ends as soon as the server has taken the last session away."""
    async with run_worker(cloud, tmp_path, drain_seconds=60) as process:
        citizen = await send_stream(cloud)
        await eventually(lambda: any(key.endswith(".m4s") for key in cloud.objects))
        process.terminate()
        await eventually(lambda: any(message.get("draining") for message in cloud.said))
        before = len(cloud.objects)
        await eventually(lambda: len(cloud.objects) > before)
        assert "closed" not in {message.get("state") for message in cloud.said}
        await end_session(cloud)
        assert await asyncio.wait_for(process.wait(), 20) == 0
        await citizen.close()
    ((recording, _),) = read_stored(cloud.objects)
    assert recording.is_whole()


async def test_its_task_is_protected_while_it_holds_something(cloud: Cloud, tmp_path: Path) -> None:
    """From the first session on; the session's end is not enough while evidence waits for a store that is away."""
    async with run_worker(cloud, tmp_path):
        assert cloud.protection == []
        citizen = await send_stream(cloud)
        await eventually(lambda: cloud.protection == [True])
        await eventually(lambda: any(key.endswith(".m4s") for key in cloud.objects))
        cloud.is_store_away = True
        await end_session(cloud)
        await eventually(lambda: "finished" in {message.get("state") for message in cloud.said})
        await eventually(lambda: count_spooled(tmp_path) > 0)
        assert cloud.protection == [True]
        cloud.is_store_away = False
        await eventually(lambda: cloud.protection == [True, False])
        assert count_spooled(tmp_path) == 0
        await citizen.close()


async def test_on_fargate_it_offers_the_public_side_of_its_address(cloud: Cloud, tmp_path: Path) -> None:
    """Found from the task's metadata and EC2, and nothing else that this machine has is offered."""
    cloud.inside, cloud.outside = own_address(), "18.130.4.9"
    fargate = {
        "SIGHTLINE_WORKER_ALLOW_PRIVATE_CANDIDATES": "false",
        "SIGHTLINE_WORKER_UDP_PORTS": "41000-41099",
        "ECS_CONTAINER_METADATA_URI_V4": f"http://{cloud.origin}/metadata",
    }
    async with run_worker(cloud, tmp_path, 0.2, **fargate):
        peer, answer = await offer_stream(cloud)
        (candidate,) = [line.split() for line in answer.splitlines() if line.startswith("a=candidate")]
        assert candidate[4] == cloud.outside
        assert int(candidate[5]) in range(41_000, 41_100)
        assert candidate[6:8] == ["typ", "host"]
        await peer.close()


async def test_killed_it_loses_no_fragment_that_was_cut(cloud: Cloud, tmp_path: Path) -> None:
    """What waited on disk when the process died is stored by the next one."""
    cloud.is_store_away = True
    async with run_worker(cloud, tmp_path) as process:
        citizen = await send_stream(cloud)
        await eventually(lambda: count_spooled(tmp_path) >= 3)
        process.kill()
        await process.wait()
        await citizen.close()
    waiting = count_spooled(tmp_path)
    cloud.is_store_away = False
    async with run_worker(cloud, tmp_path):
        await eventually(lambda: "stored" in cloud.types())
    assert count_spooled(tmp_path) == 0
    assert len(cloud.objects) == waiting
    assert [message["session_id"] for message in cloud.said if message["type"] == "stored"] == ["session"]
    film = play(cloud.objects)
    assert film.pictures > 30
    assert film.corrupt == 0
