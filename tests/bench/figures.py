"""What was measured: rows of measure, subject, value and unit with every run."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Row:
    """One figure of one subject; `value` is the median of `runs`, unless the measure says otherwise."""

    measure: str
    subject: str
    value: float
    unit: str
    runs: tuple[float, ...]
    measured_at: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a newer figure replaces."""
        return self.measure, self.subject


@dataclass
class Figures:
    """All rows, in the order in which measures were first taken."""

    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(self, measure: str, subject: str, unit: str, runs: Sequence[float], value: float | None = None) -> Row:
        """Take the runs of one figure."""
        now = datetime.now(UTC).isoformat(timespec="minutes")
        figure = median(runs) if value is None else value
        row = Row(measure, subject, _rounded(figure), unit, tuple(map(_rounded, runs)), now)
        self.rows[row.key] = row
        return row

    def find(self, measure: str, subject: str) -> Row | None:
        """Return a figure, if it was ever taken."""
        return self.rows.get((measure, subject))

    def write(self, path: Path, machine: dict[str, Any]) -> None:
        """Write all rows, and what they were measured on."""
        rows = [asdict(row) for row in self.rows.values()]
        path.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1) + "\n")


def read_figures(path: Path) -> Figures:
    """Read what was measured before; nothing, if nothing was."""
    if not path.exists():
        return Figures()
    read = (Row(**{**row, "runs": tuple(row["runs"])}) for row in json.loads(path.read_text())["rows"])
    return Figures({row.key: row for row in read})


def write_table(rows: Iterable[Row]) -> str:
    """Return a Markdown table: a line a measure, a column a subject, and how many times Janus's figure ours is."""
    figures = Figures({row.key: row for row in rows})
    subjects = list(dict.fromkeys(row.subject for row in figures.rows.values()))
    units = {row.measure: row.unit for row in figures.rows.values()}
    lines = [f"| measure | unit | {' | '.join(subjects)} | ours / Janus |", "| --- " * (len(subjects) + 3) + "|"]
    for measure, unit in units.items():
        found = (figures.find(measure, subject) for subject in subjects)
        cells = [f"{row.value:g}" if row else "" for row in found]
        lines.append(f"| {measure} | {unit} | {' | '.join(cells)} | {_compare(figures, measure)} |")
    return "\n".join(lines)


def _compare(figures: Figures, measure: str) -> str:
    """Return the median ratio of runs that followed each other, so that a busy machine slows both alike."""
    ours, theirs = figures.find(measure, "Sightline"), figures.find(measure, "Janus")
    if ours is None or theirs is None or 0 in theirs.runs:
        return ""
    return f"{median(one / other for one, other in zip(ours.runs, theirs.runs, strict=False)):.2f}"


def _rounded(value: float) -> float:
    """Keep four significant digits: more is noise."""
    return float(f"{value:.4g}")
