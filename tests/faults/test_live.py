"""Two live Chromiums with our pages, a citizen's and an officer's: their worker is killed, their network is gone."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.film import make_film
from tests.e2e.laptop import Laptop, run_laptop, wait_for
from tests.e2e.leaks import find_leaks
from tests.e2e.pages import Citizen, Officer, chromium, newest_link, wait_for_picture
from tests.e2e.verify import Sealed, check_hashes, check_signature, decode_recording, wait_for_seal
from tests.faults.conftest import Scale, Table
from tests.faults.tunnel import Tunnel, dig_tunnel

FILM = 0x5B
KILLS = 20
AIM_SECONDS = 8.0
CUT_SECONDS, RECOVERY_SECONDS = 60.0, 10.0
NUMBER = "+447700900199"

pytestmark = pytest.mark.full


@dataclass
class Live:
    """A session under way."""

    laptop: Laptop
    officer: Officer
    session_id: str
    tunnel: Tunnel


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """Start the system, in which a second worker stands ready, and a session from the text to the picture."""
    film = make_film(tmp_path / "film.mjpeg", FILM, seconds=20)
    with sync_playwright() as driver, run_laptop(tmp_path, "--workers", "2") as laptop, dig_tunnel() as tunnel:
        with chromium(driver, film) as phones, chromium(driver) as desks:
            officer = Officer(desks, laptop, "Amara Okafor")
            officer.invite("CAD 9001/21NOV", NUMBER)
            Citizen(phones, newest_link(laptop, NUMBER), before=tunnel.lead).share()
            officer.watch("CAD 9001/21NOV")
            wait_for_picture(officer, FILM)
            yield Live(laptop, officer, laptop.session_id("CAD 9001/21NOV"), tunnel)
        assert find_leaks(Path(laptop.addresses["logs"])) == []


def find_worker(live: Live) -> int | None:
    """Return the process id of the worker that serves the session now."""
    key = {"session_id": {"S": live.session_id}}
    table = live.laptop.addresses["tables"]["sessions"]
    session = live.laptop.client("dynamodb").get_item(TableName=table, Key=key, ConsistentRead=True)["Item"]
    if "worker_id" not in session:
        return None
    mark = f"SIGHTLINE_WORKER_ID={session['worker_id']['S']}".encode()
    return next((pid for pid in find_children(live.laptop.process.pid) if mark in read_environment(pid)), None)


def find_children(parent: int) -> list[int]:
    """Return the process ids of a process's children."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def read_environment(pid: int) -> list[bytes]:
    """Return a process's environment as it was started with; nothing of one that is gone."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def kill_and_wait(live: Live) -> float:
    """Kill the worker; return after how many seconds the officer sees a new picture."""
    worker = wait_for(lambda: find_worker(live), "a worker")
    os.kill(worker, signal.SIGKILL)
    killed_at = time.monotonic()
    wait_for(lambda: find_worker(live) not in {worker, None}, "another worker")
    stale = live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)
    return time.monotonic() - killed_at


def retire_and_wait(live: Live) -> None:
    """Tell the worker to stop, as ECS does; return when the other one shows a new picture and it has ended."""
    worker = wait_for(lambda: find_worker(live), "a worker")
    os.kill(worker, signal.SIGTERM)
    wait_for(lambda: find_worker(live) not in {worker, None}, "another worker")
    stale = live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)
    wait_for(lambda: worker not in find_children(live.laptop.process.pid), "the end of the worker")


def count_fragments(live: Live) -> int:
    """Count what is stored of the session."""
    return sum(key.endswith(".m4s") for key in live.laptop.keys("") if live.session_id in key)


def cut_the_network(live: Live) -> None:
    """Let nothing pass for a minute; the page is to try again meanwhile."""
    live.tunnel.kill(is_dead=True)
    until = time.monotonic() + CUT_SECONDS
    while time.monotonic() < until:
        live.officer.page.wait_for_timeout(200)
    assert live.tunnel.legs > 1
    live.tunnel.kill(is_dead=False)


def end(live: Live) -> Sealed:
    """End the session; return what is sealed, which must hold."""
    live.officer.page.get_by_role("button", name="End session").click()
    live.officer.page.get_by_role("button", name="End it").click()
    sealed = wait_for_seal(live.laptop, live.session_id)
    check_signature(sealed)
    check_hashes(live.laptop, sealed.manifest)
    return sealed


def test_a_worker_that_is_told_to_stop_hands_its_session_over(live: Live) -> None:
    """Whoever shares comes to the other worker by themselves; both recordings are whole, and the change is named."""
    stored = count_fragments(live)
    wait_for(lambda: count_fragments(live) > stored, "fragments")
    retire_and_wait(live)
    wait_for(lambda: count_fragments(live) > stored + 2, "fragments of the other worker")
    sealed = end(live)
    assert sealed.manifest["discrepancies"] == []
    assert len(sealed.manifest["recordings"]) == 2
    assert all(decode_recording(live.laptop, recording) for recording in sealed.manifest["recordings"])
    assert "worker-lost" not in {gap["reason"] for gap in sealed.manifest["gaps"]}
    assert sum(key.endswith("/finish.json") for key in live.laptop.keys("") if live.session_id in key) == 2


def test_the_picture_comes_back_by_itself(live: Live, scale: Scale, table: Table) -> None:
    """Nobody does anything: one session, each gap named, and all that is sealed decodes."""
    chance, waits = scale.chance("live"), list[float]()
    for _ in range(KILLS):
        stored = count_fragments(live) + chance.randint(1, 2)
        wait_for(lambda: count_fragments(live) >= stored, "fragments")  # noqa: B023
        waits.append(kill_and_wait(live))
        table.say(f"picture back after {waits[-1]:.1f} s")
    sealed = end(live)
    case = f"{KILLS} kills under two Chromiums"
    twentieths = quantiles(waits, n=20, method="inclusive")
    p50, p95 = twentieths[9], twentieths[18]
    table.note("live", case, "picture back, p50", p50, "s")
    table.note("live", case, "picture back, p95", p95, "s")
    table.note("live", case, "picture back, worst", max(waits), "s")
    recordings, gaps = sealed.manifest["recordings"], sealed.manifest["gaps"]
    assert len(recordings) == KILLS + 1
    assert sum(gap["reason"] == "worker-lost" for gap in gaps) >= KILLS
    assert all(decode_recording(live.laptop, recording) for recording in recordings)
    assert p95 <= AIM_SECONDS


def test_a_minute_without_a_network_is_survived(live: Live, table: Table) -> None:
    """The page opens its leg anew by itself: the same session goes on, and the missing minute is named."""
    stored = count_fragments(live)
    wait_for(lambda: count_fragments(live) >= stored + 2, "fragments")
    cut_the_network(live)
    back_at, stale = time.monotonic(), live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)
    took = time.monotonic() - back_at
    sealed = end(live)
    table.note("networks", f"cut of {CUT_SECONDS:.0f} s, our pages", "picture back after the network", took, "s")
    recordings = sealed.manifest["recordings"]
    assert len(recordings) >= 2
    assert all(decode_recording(live.laptop, recording) for recording in recordings)
    assert took <= RECOVERY_SECONDS
