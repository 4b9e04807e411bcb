"""What can be asked for on the command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PORT = 8080


@dataclass(frozen=True)
class Options:
    """How to start the laptop."""

    port: int = 0
    host: str = "127.0.0.1"
    https: bool = False
    ready_file: Path | None = None
    workers: int = 1
    quiet: bool = False


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.local", description="Run Sightline on this machine.")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="of the site; 0 for a free one (default: %(default)s)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at; 0.0.0.0 for phones on this network")
    parser.add_argument("--https", action="store_true", help="with a certificate made on the spot")
    parser.add_argument("--ready-file", type=Path, help="written, as JSON with every address, when all of it answers")
    parser.add_argument("--workers", type=int, default=1, help="how many media workers (default: %(default)s)")
    parser.add_argument("--quiet", action="store_true", help="print nothing when ready")
    return Options(**vars(parser.parse_args(arguments)))
