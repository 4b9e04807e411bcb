"""Says what is wrong with the worker, on an address that only its own host or container reaches."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from aiohttp import web

_FULL = 0.98
_LATE = 0.1


@dataclass(frozen=True)
class Health:
    """What the worker knows of itself."""

    connected: bool
    places: int
    free_places: int
    sessions: int
    draining: bool
    spooled: int
    """Objects on disk."""
    waiting_bytes: int
    """Of all that is not stored yet, on disk or not."""
    room_bytes: int
    live_paused: bool
    store_away: bool
    disk_failing: bool
    stored: int
    refused: int
    lag_seconds: float
    """How late the event loop has been in the last half minute, at worst."""
    lag_p99_seconds: float
    """What 99 of 100 of its turns kept within; above 0.05 the worker has too many legs for its core."""


def find_problems(health: Health) -> list[str]:
    """Return a sentence for each thing that somebody should look at."""
    problems = {
        "There is no connection to signalling: no new legs can come.": not health.connected,
        "The evidence store does not answer.": health.store_away,
        f"{health.spooled} objects wait on disk; {_percent(health)}% of the room is taken.": health.spooled > 0,
        "The disk takes nothing: what is recorded is held in memory.": health.disk_failing,
        "Live pictures are paused, so that the recording is kept.": health.live_paused,
        "There is no room left: recording has stopped.": health.waiting_bytes >= _FULL * health.room_bytes,
        f"{health.refused} objects were refused: others stand under their keys. They lie on disk.": health.refused > 0,
        f"The event loop is {health.lag_seconds:.1f} s late: the machine is too busy.": health.lag_seconds > _LATE,
    }
    return [problem for problem, is_so in problems.items() if is_so]


def _percent(health: Health) -> int:
    return 100 * health.waiting_bytes // health.room_bytes


def make_app(read: Callable[[], Health]) -> web.Application:
    """Make the server: `GET /health` answers 200 as long as the process can take care of its legs.

    A trouble outside is told, but is no reason to kill a process that is recording.
    """

    async def show(_: web.Request) -> web.Response:
        health = read()
        return web.json_response({**asdict(health), "problems": find_problems(health)})

    app = web.Application()
    app.router.add_get("/health", show)
    return app
