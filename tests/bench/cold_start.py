"""Measures how long functions take to import, beside an empty Chalice app: `make cold-start`.

Each import is a fresh process over a bundle made as for Lambda: the lock's packages, the functions' source, bytecode.
Rounds alternate over all of them, so that a busy machine slows all alike; time is the process's own, of processor.
The system's Python is measured too where it is of the project's version: distributions build theirs optimised with
profiles and at link time, which others often leave out. What is measured replaces cold-start.json.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from infra.constructs.code import PipBundling
from infra.constructs.function import QUICK_START
from infra.constructs.function_table import FUNCTIONS
from tests.bench.machine import describe_machine, go_before_others

LATEST = Path(__file__).with_name("cold-start.json")
AIM_MS = 450
EMPTY = "empty"
ROUNDS = 7
OFFENDERS = 8

_PROGRAM = """
import sys, time
sys.path.insert(0, sys.argv[1])
started = time.process_time()
__import__(sys.argv[2])
print((time.process_time() - started) * 1000)
"""


@dataclass(frozen=True)
class Start:
    """The import of one module, in milliseconds, and the packages in which most of it goes."""

    module: str
    functions: tuple[str, ...]
    median_ms: float
    times_empty: float
    runs: tuple[float, ...]
    offenders: dict[str, float]


def main() -> None:
    """Make a bundle, measure every module in it with each interpreter, keep and print what came of it."""
    go_before_others()
    with TemporaryDirectory() as directory:
        bundle = Path(directory)
        PipBundling(machine=(), python=sys.executable).try_bundle(directory)
        (bundle / f"{EMPTY}.py").write_text("from chalice import Chalice\napp = Chalice(app_name='empty')\n")
        measured = {name: _measure(bundle, python) for name, python in find_pythons().items()}
    starts = {name: list(map(asdict, each)) for name, each in measured.items()}
    LATEST.write_text(json.dumps({"machine": describe_machine(), "starts": starts}, indent=1) + "\n")
    for name, each in measured.items():
        print(f"{name}:\n{write_table(each)}\n")  # noqa: T201 - what the command is for


def find_pythons() -> dict[str, str]:
    """Return the interpreters that can read the bundle: the project's own, and the system's of the same version."""
    system = shutil.which("python{}.{}".format(*sys.version_info), path="/usr/bin")
    return {"the project's Python": sys.executable, **({"the system's Python": system} if system else {})}


def functions_by_module() -> dict[str, tuple[str, ...]]:
    """Return which functions are started by importing which module."""
    modules = dict.fromkeys(row.handler.rpartition(".")[0] for row in FUNCTIONS)
    return {module: tuple(row.name for row in FUNCTIONS if row.handler.startswith(f"{module}.")) for module in modules}


def _measure(bundle: Path, python: str) -> list[Start]:
    named = {EMPTY: (), **functions_by_module()}
    runs: dict[str, list[float]] = {module: [] for module in named}
    for _ in range(ROUNDS):
        for module, times in runs.items():
            times.append(float(_import(bundle, python, module).stdout))
    return [
        Start(
            module,
            functions,
            round(median(runs[module])),
            round(median(own / empty for own, empty in zip(runs[module], runs[EMPTY], strict=True)), 1),
            tuple(round(run) for run in runs[module]),
            read_import_times(_import(bundle, python, module, "-X", "importtime").stderr.splitlines()),
        )
        for module, functions in named.items()
    ]


def _import(bundle: Path, python: str, module: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Import a module in a process that sees the bundle and the standard library, with the functions' environment."""
    command = [python, *options, "-I", "-S", "-B", "-c", _PROGRAM, str(bundle), module]
    environment = {**os.environ, **QUICK_START}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 our own words


def read_import_times(lines: Iterable[str]) -> dict[str, float]:
    """Sum what `-X importtime` says of each module by its package, in milliseconds; the largest, largest first."""
    total: Counter[str] = Counter()
    for line in lines:
        if line.startswith("import time:") and "self [us]" not in line:
            own, _, name = line.removeprefix("import time:").split("|")
            total[name.strip().partition(".")[0]] += int(own)
    return {package: round(microseconds / 1000, 1) for package, microseconds in total.most_common(OFFENDERS)}


def write_table(starts: Iterable[Start]) -> str:
    """Return a Markdown table of all, with a word where one misses the aim."""
    lines = ["| functions | ms | times an empty Chalice app | most of it, ms |", "| --- | --- | --- | --- |"]
    for start in starts:
        late = f", {AIM_MS} is the aim" if start.median_ms > AIM_MS else ""
        who = ", ".join(start.functions) or "(an empty Chalice app)"
        lines.append(f"| {who} | {start.median_ms:g}{late} | {start.times_empty:g} | {_listed(start.offenders)} |")
    return "\n".join(lines)


def _listed(offenders: Mapping[str, float]) -> str:
    return ", ".join(f"{package} {milliseconds:.0f}" for package, milliseconds in offenders.items())


if __name__ == "__main__":
    main()
