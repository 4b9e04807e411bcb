"""How much is run: a seeded sample (the gate), or with `--full` everything at its full length (`make faults`)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

SEED = 20_261_121
LATEST = Path(__file__).with_name("latest.json")
Amount = TypeVar("Amount")
_TABLE = pytest.StashKey["Table"]()


@dataclass
class Table:
    """What was measured, as rows of fault, case, measure, value and unit; `say` shows progress."""

    seed: int
    config: pytest.Config
    rows: dict[tuple[str, str, str], dict[str, object]] = field(default_factory=dict)

    def note(self, fault: str, case: str, measure: str, value: float, unit: str = "") -> None:
        """Keep a figure; a later one of the same name takes its place."""
        named = {"fault": fault, "case": case, "measure": measure}
        self.rows[fault, case, measure] = {**named, "value": round(value, 3), "unit": unit, "seed": self.seed}
        self.say(f"{fault}, {case}: {measure} {value:.3g} {unit}".rstrip())

    def say(self, line: str) -> None:
        """Show a line while the tests run."""
        plugins = self.config.pluginmanager
        capture, reporter = plugins.get_plugin("capturemanager"), plugins.get_plugin("terminalreporter")
        if capture is not None and reporter is not None:
            with capture.global_and_fixture_disabled():
                reporter.write_line(line)

    def write(self) -> None:
        """Write the table beside this file; what earlier runs have measured stays, so that a run may come in pieces."""
        earlier = json.loads(LATEST.read_text()) if LATEST.exists() else []
        rows = {(row["fault"], row["case"], row["measure"]): row for row in earlier} | self.rows
        LATEST.write_text("[\n" + ",\n".join("  " + json.dumps(rows[name]) for name in sorted(rows)) + "\n]\n")


@dataclass(frozen=True)
class Scale:
    """Which of two amounts holds, and where chance begins."""

    is_full: bool
    seed: int

    def choose(self, sample: Amount, full: Amount) -> Amount:
        """Return the amount for this run."""
        return full if self.is_full else sample

    def chance(self, name: str) -> Random:
        """Return chance of one's own, the same in each run of one seed."""
        return Random(f"{self.seed} {name}")  # noqa: S311 - faults are to be repeatable


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let chance begin elsewhere; `--full` every test may have."""
    parser.addoption("--seed", type=int, default=SEED, help="where chance begins")


def pytest_configure(config: pytest.Config) -> None:
    """Begin the table."""
    config.stash[_TABLE] = Table(config.getoption("seed", SEED), config)


def pytest_report_header(config: pytest.Config) -> str:
    """Name the seed, so that what fails can be repeated."""
    return f"faults: seed {config.getoption('seed', SEED)}"


@pytest.fixture(scope="session")
def scale(pytestconfig: pytest.Config) -> Scale:
    """Say how much is run."""
    return Scale(bool(pytestconfig.getoption("full", default=False)), pytestconfig.getoption("seed", SEED))


@pytest.fixture
def table(pytestconfig: pytest.Config) -> Iterator[Table]:
    """Take figures; those of a full run are kept, also if the run is broken off later."""
    table = pytestconfig.stash[_TABLE]
    yield table
    if pytestconfig.getoption("full", default=False):
        table.write()
