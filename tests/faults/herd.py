"""Worker processes that start in no time, so that a thousand of them can be killed.

They are forked from one process that has imported everything, but are otherwise what `python -m media_worker`
is: each with its settings in its environment, its spool, its sockets, and a log of its own.
"""

import multiprocessing
import os
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.integration.media_worker.servers import Cloud

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["media_worker.__main__"])


@dataclass
class Herd:
    """The workers that run now."""

    folder: Path
    alive: list[ForkServerProcess] = field(default_factory=list)
    started: int = 0

    def start(self, cloud: Cloud, spool: Path) -> ForkServerProcess:
        """Start a worker that talks to `cloud`."""
        cloud.said.clear()
        self.started += 1
        log = self.folder / f"worker-{self.started}.log"
        process = _CONTEXT.Process(target=_run, args=(_environment(cloud, spool), log), daemon=True)
        process.start()
        self.alive.append(process)
        return process

    def kill(self, process: ForkServerProcess) -> None:
        """Send SIGKILL, and return when the process is gone."""
        process.kill()
        process.join()
        self.alive.remove(process)

    def kill_all(self) -> None:
        """Leave nothing behind."""
        for process in list(self.alive):
            self.kill(process)

    def tracebacks(self) -> list[str]:
        """Return the logs in which something has failed."""
        logs = {path: path.read_text() for path in sorted(self.folder.glob("worker-*.log"))}
        return [f"{path}: {text[-2000:]}" for path, text in logs.items() if "Traceback" in text]


def _environment(cloud: Cloud, spool: Path) -> dict[str, str]:
    return {
        "SIGHTLINE_WORKER_API_URL": f"http://{cloud.origin}/api",
        "SIGHTLINE_WORKER_WS_URL": f"ws://{cloud.origin}/ws",
        "SIGHTLINE_WORKER_KEY": "secret",
        "SIGHTLINE_WORKER_ALLOW_PRIVATE_CANDIDATES": "true",
        "SIGHTLINE_WORKER_SPOOL_DIRECTORY": str(spool),
        "SIGHTLINE_WORKER_HEALTH_PORT": "0",
        "SIGHTLINE_EVIDENCE_BUCKET": "evidence",
        "AWS_ENDPOINT_URL": f"http://{cloud.origin}",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "eu-west-2",
    }


def _run(environment: dict[str, str], log: Path) -> None:
    """Become a worker."""
    from media_worker.__main__ import main  # noqa: PLC0415 - in the child; the parent does not need it

    os.environ.update(environment)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    main()
