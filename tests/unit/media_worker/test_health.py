"""Health says what is wrong in words."""

from dataclasses import replace

from aiohttp import ClientSession, web

from media_worker.health import Health, find_problems, make_app

WELL = Health(connected=True, places=4, free_places=3, draining=False, spooled=0, stored=9, lost=0, late_ticks=0)


def test_a_worker_that_is_well_has_no_problems() -> None:
    """Silence means that all is well."""
    assert find_problems(WELL) == []


def test_each_trouble_has_its_sentence() -> None:
    """Signalling, store, disk and machine are told apart."""
    ill = replace(WELL, connected=False, spooled=3, lost=1, late_ticks=2)
    signalling, store, disk, machine = find_problems(ill)
    assert "signalling" in signalling
    assert "3 objects wait on disk" in store
    assert "1 objects are lost" in disk
    assert "late 2 times" in machine


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
