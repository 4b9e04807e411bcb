"""A store that fails often, and then is gone, while a worker records."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from sightline.domain.timeline import Recording
from sightline.messages.changes import EndSession
from tests.faults.conftest import Scale, Table
from tests.faults.herd import Herd
from tests.faults.lives import send_streams
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import film_h264
from tests.integration.media_worker.parties import eventually
from tests.integration.media_worker.servers import Cloud, open_cloud

STREAMS = 3
ERROR_SHARE = 0.3


@pytest.fixture
def herd(tmp_path: Path) -> Iterator[Herd]:
    """Keep the worker process."""
    herd = Herd(tmp_path)
    yield herd
    herd.kill_all()


async def go_through_bad_times(cloud: Cloud, seconds: float) -> None:
    """Fail often for a time, and always for as long."""
    cloud.error_share = ERROR_SHARE
    await asyncio.sleep(seconds)
    cloud.is_store_away = True
    await asyncio.sleep(seconds)
    cloud.error_share, cloud.is_store_away = 0.0, False


async def end_sessions(cloud: Cloud) -> None:
    """End all sessions, and wait until their closing words are stored."""
    assert cloud.socket is not None
    for number in range(STREAMS):
        await cloud.socket.send_str(EndSession(session_id=f"session-{number}").model_dump_json())
    await eventually(lambda: sum(key.endswith("finish.json") for key in cloud.objects) == STREAMS, 60)


def came_in_order(recording: Recording, objects: dict[str, bytes]) -> bool:
    """Tell whether the store was given a recording's fragments by number, and the closing word last."""
    arrived = [key for key in objects if key.startswith(recording.place.prefix)]
    fragments = [key for key in arrived if key.endswith(".m4s")]
    return fragments == sorted(fragments) and arrived[-1].endswith("finish.json")


async def test_a_store_that_fails_and_is_gone_gets_everything_in_order(
    herd: Herd, scale: Scale, table: Table, tmp_path: Path
) -> None:
    """No fragment is lost, none overtakes another, and all of it decodes."""
    seconds = scale.choose(4.0, 60.0)
    async with open_cloud() as cloud:
        cloud.chance = scale.chance("store")
        worker = herd.start(cloud, tmp_path / "spool")
        await eventually(lambda: "announce" in cloud.types())
        async with send_streams(cloud, STREAMS, film_h264(3)):
            await go_through_bad_times(cloud, seconds)
            await eventually(lambda: not any((tmp_path / "spool").glob("*.spooled")), 90)
            await end_sessions(cloud)
        herd.kill(worker)
    stored = read_stored(cloud.objects)
    fragments = [len(recording.fragments) for recording, _ in stored]
    expected = [word.fragments for _, word in stored]
    table.note("store", f"30% errors, then gone, {seconds:.0f} s each", "fragments", sum(expected))
    table.note(
        "store", f"30% errors, then gone, {seconds:.0f} s each", "fragments lost", sum(expected) - sum(fragments)
    )
    assert len(stored) == STREAMS
    assert fragments == expected
    assert sum(fragments) >= STREAMS * seconds / 2
    assert [word.gaps for _, word in stored] == [[] for _ in stored]
    assert all(came_in_order(recording, cloud.objects) for recording, _ in stored)
    assert (await asyncio.to_thread(play, cloud.objects)).corrupt == 0
    assert herd.tracebacks() == []
