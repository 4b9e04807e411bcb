"""Synthesis of the templates, done again only when what they are made from has changed."""

import asyncio
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
KEPT = 3
"""How many earlier syntheses stay."""


class SynthesisFailedError(Exception):
    """`python -m infra.app` failed; the message is what it said."""


async def synthesize(directory: Path) -> Path:
    """Return a cloud assembly of the stacks as they stand now, made under `directory` if it is not there yet."""
    place = directory / fingerprint()
    if not place.exists():
        under_way = _begin(directory)
        await _run(under_way)
        _complete(under_way, place)
        _forget_old(directory)
    return place / "cdk.out"


def _begin(directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=directory, prefix="under-way-"))


def _complete(under_way: Path, place: Path) -> None:
    """Give a synthesis its name, unless another laptop that starts now was first, with the same."""
    with suppress(OSError):
        under_way.rename(place)


def fingerprint() -> str:
    """Return a hash of everything that the templates are made from."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_inputs()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _inputs() -> Iterator[Path]:
    yield ROOT / "pyproject.toml"
    for pattern in ("*.py", "*.toml", "*.js", "*.json"):
        for path in INFRA.rglob(pattern):
            if not path.is_relative_to(INFRA / "local"):
                yield path


async def _run(place: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "infra.app",
        cwd=place,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        said, _ = await process.communicate()
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    if process.returncode:
        raise SynthesisFailedError(said.decode())


def _forget_old(directory: Path) -> None:
    places = sorted(directory.iterdir(), key=lambda place: place.stat().st_mtime, reverse=True)
    for place in places[KEPT:]:
        shutil.rmtree(place, ignore_errors=True)
