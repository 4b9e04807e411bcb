"""Says what is wrong with the worker, on an address that only its own host or container reaches."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from aiohttp import web


@dataclass(frozen=True)
class Health:
    """What the worker knows of itself."""

    connected: bool
    places: int
    free_places: int
    draining: bool
    spooled: int
    stored: int
    lost: int
    late_ticks: int


def find_problems(health: Health) -> list[str]:
    """Return a sentence for each thing that somebody should look at."""
    problems = {
        "There is no connection to signalling: no new legs can come.": not health.connected,
        f"{health.spooled} objects wait on disk: the evidence store does not answer.": health.spooled > 0,
        f"{health.lost} objects are lost: the disk is full or a key was taken.": health.lost > 0,
        f"The event loop was late {health.late_ticks} times: the machine is too busy.": health.late_ticks > 0,
    }
    return [problem for problem, is_so in problems.items() if is_so]


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
