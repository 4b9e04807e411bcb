"""Where a run of the laptop keeps its files: `.local/`, with a folder of its own for each run."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCAL = ROOT / ".local"
FUNCTIONS_CODE = ROOT / "functions"
SYNTHESES = LOCAL / "synthesis"


@dataclass(frozen=True)
class Places:
    """One run's folders."""

    run: Path

    @property
    def logs(self) -> Path:
        """Where the functions' logs lie, a `.jsonl` each, and the other processes' beside them."""
        return self.run / "logs"

    def spool(self, worker_id: str) -> Path:
        """Where a worker spools."""
        return self.run / "spool" / worker_id


def make_places() -> Places:
    """Make this run's folders, delete those of runs that are over, and let `.local/logs` lead to the newest."""
    runs = LOCAL / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    for old in runs.iterdir():
        if not _is_running(old.name):
            shutil.rmtree(old, ignore_errors=True)
    places = Places(runs / str(os.getpid()))
    places.logs.mkdir(parents=True, exist_ok=True)
    _lead(LOCAL / "logs", places.logs)
    return places


def _is_running(name: str) -> bool:
    try:
        os.kill(int(name), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(name) != os.getpid()


def _lead(link: Path, target: Path) -> None:
    """Point a link at a folder, in one step."""
    fresh = link.with_name(f"logs.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
