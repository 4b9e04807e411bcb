"""The committed baseline: which findings are right as they are, since when, and why."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

BASELINE = Path(__file__).with_name("baseline.toml")


@dataclass(frozen=True, order=True)
class Finding:
    """One resource that breaks one rule; `place` is its stack and its logical id, with a slash between."""

    rule: str
    title: str
    place: str

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.rule} at {self.place}: {self.title}"


class Accepted(BaseModel):
    """A rule that is broken with reason, at the places that the patterns (fnmatch) name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    places: tuple[str, ...]
    on: Annotated[str, StringConstraints(pattern=r"^20\d\d-\d\d-\d\d$")]
    reason: Annotated[str, StringConstraints(min_length=30)]

    def covers(self, finding: Finding) -> bool:
        """Say whether this is the reason of a finding."""
        return self.rule == finding.rule and any(fnmatch(finding.place, pattern) for pattern in self.places)


def read_baseline(path: Path = BASELINE) -> list[Accepted]:
    """Read the baseline's tables `[[accepted]]`."""
    return TypeAdapter(list[Accepted]).validate_python(tomllib.loads(path.read_text())["accepted"])


def unexplained(findings: Iterable[Finding], baseline: Iterable[Accepted]) -> list[Finding]:
    """Return what nobody has given a reason for."""
    known = list(baseline)
    return sorted(finding for finding in findings if not any(each.covers(finding) for each in known))


def outlived(findings: Iterable[Finding], baseline: Iterable[Accepted]) -> list[str]:
    """Return the patterns, with their rules, that no finding bears out any more."""
    found = list(findings)
    return [
        f"{accepted.rule} at {pattern}"
        for accepted in baseline
        for pattern in accepted.places
        if not any(accepted.rule == finding.rule and fnmatch(finding.place, pattern) for finding in found)
    ]
