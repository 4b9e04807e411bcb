"""Health says what is wrong in words."""

from dataclasses import replace

from aiohttp import ClientSession, web

from media_worker.health import find_problems, make_app
from tests.fakes.health import WELL


def test_a_worker_that_is_well_has_no_problems() -> None:
    """Silence means that all is well."""
    assert find_problems(WELL) == []


def test_each_trouble_has_its_sentence() -> None:
    """Signalling, store, disk, room and machine are told apart, each in a word that says what is wrong."""
    ill = {
        "signalling": replace(WELL, connected=False),
        "store does not answer": replace(WELL, store_away=True),
        "3 objects wait on disk; 40%": replace(WELL, spooled=3, waiting_bytes=400),
        "held in memory": replace(WELL, disk_failing=True),
        "paused": replace(WELL, live_paused=True),
        "recording has stopped": replace(WELL, waiting_bytes=990),
        "refused": replace(WELL, refused=1),
        "0.7 s late": replace(WELL, lag_seconds=0.7),
    }
    for words, health in ill.items():
        (problem,) = find_problems(health)
        assert words in problem


async def test_it_is_told_over_http() -> None:
    """A trouble outside does not make the process look dead."""
    runner = web.AppRunner(make_app(lambda: replace(WELL, connected=False)))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with ClientSession() as client, client.get(f"http://{host}:{port}/health") as response:
        assert response.status == 200
        told = await response.json()
    await runner.cleanup()
    assert told["stored"] == 9
    assert len(told["problems"]) == 1
