"""Our parsers under bytes that a fuzzer has made up, and under all that are kept from earlier runs."""

import asyncio
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.faults.conftest import Table
from tests.faults.corpus import keep, kept, unpack
from tests.faults.parsers import PARSERS, read

ROOT = Path(__file__).parents[2]
SECONDS_EACH, AT_ONCE = 60, 2
_RUNS = re.compile(r"^Done (\d+) runs", re.MULTILINE)

needs_atheris = pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no wheel for this machine")


@pytest.mark.parametrize("parser", PARSERS)
def test_a_parser_takes_what_is_kept(parser: str) -> None:
    """What once reached new code, or broke something, raises nothing but what is documented."""
    inputs = kept(parser)
    for content in inputs:
        read(parser, content)
    assert inputs


def find_crashes(folder: Path) -> list[str]:
    """Return what libFuzzer has left: the kind of finding, and the input in hexadecimal."""
    return [f"{path.name}: {path.read_bytes().hex()}" for path in folder.glob("*.*-*")]


async def fuzz(folder: Path, seconds: int, inputs: int, *parsers: str) -> int:
    """Fuzz parsers one after another; return how many inputs they were given."""
    for parser in parsers:
        unpack(parser, folder)
    command = [sys.executable, "-m", "tests.faults.fuzz", str(folder), str(seconds), str(inputs), *parsers]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=asyncio.subprocess.STDOUT)
    said = (await process.communicate())[0].decode(errors="replace")
    assert (find_crashes(folder), process.returncode) == ([], 0), said[-6000:]
    return sum(map(int, _RUNS.findall(said)))


@needs_atheris
async def test_no_parser_is_broken_in_a_moment(table: Table, tmp_path: Path) -> None:
    """A second each at most: what is found so soon was to be found."""
    names = list(PARSERS)
    halves = [names[first::AT_ONCE] for first in range(AT_ONCE)]
    runs = await asyncio.gather(*(fuzz(tmp_path / str(at), 1, 2000, *half) for at, half in enumerate(halves)))
    table.say(f"{len(names)} parsers took {sum(runs)} made-up inputs")
    assert sum(runs) > 1000


@needs_atheris
@pytest.mark.full
@pytest.mark.parametrize("parser", PARSERS)
async def test_no_parser_is_broken_in_a_minute(parser: str, table: Table, tmp_path: Path) -> None:
    """A minute each; what reaches new code is kept."""
    runs = await fuzz(tmp_path, SECONDS_EACH, -1, parser)
    table.note("parsers", parser, "inputs", runs)
    table.note("parsers", parser, "inputs kept", keep(parser, tmp_path / parser))
    assert runs > 1000
