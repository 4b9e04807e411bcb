"""Which objects of a master a copy is made of, as its manifest says; without I/O.

A run is what one initialisation segment holds for. It is read with some seconds before and after what was asked for,
since only a key frame can begin a copy, and only the one behind its end says that all pictures before it are there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sightline.messages.copies import SourceObject

MARGIN = timedelta(seconds=16)
"""A fragment lasts four seconds at most, and most begin with a key frame."""


@dataclass(frozen=True)
class Fragment:
    """About two seconds of a recording."""

    source: SourceObject
    captured_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Run:
    """Fragments of one recording that are played with one initialisation segment."""

    recording_id: str
    init: SourceObject
    fragments: tuple[Fragment, ...]

    def overlaps(self, began_at: datetime, ended_at: datetime) -> bool:
        """Say whether something of it lies between two instants."""
        return any(_overlaps(fragment, began_at, ended_at) for fragment in self.fragments)


def plan_runs(manifest: Mapping[str, Any], began_at: datetime, ended_at: datetime) -> list[Run]:
    """Return the runs of what the citizen sent that a copy from one instant to another needs, in order."""
    sent = [recording for recording in manifest["recordings"] if not recording["speaker"]]
    near = [
        run for recording in sent for run in _read_runs(recording) if run.overlaps(began_at - MARGIN, ended_at + MARGIN)
    ]
    return [_narrowed(run, began_at - MARGIN, ended_at + MARGIN) for run in near]


def list_gaps(manifest: Mapping[str, Any], began_at: datetime, ended_at: datetime) -> list[dict[str, Any]]:
    """Return the manifest's gaps that lie, wholly or in part, between two instants."""
    return [
        gap
        for gap in manifest["gaps"]
        if datetime.fromisoformat(gap["began_at"]) < ended_at and datetime.fromisoformat(gap["ended_at"]) > began_at
    ]


def _read_runs(recording: Mapping[str, Any]) -> Iterator[Run]:
    fragments = [(entry["sequence"], _read_fragment(entry)) for entry in recording["fragments"]]
    inits: Sequence[Mapping[str, Any]] = sorted(recording["init_segments"], key=lambda entry: int(entry["sequence"]))
    for init, following in pairwise([*inits, None]):
        until = following["sequence"] if following else float("inf")
        held = tuple(fragment for sequence, fragment in fragments if init and init["sequence"] <= sequence < until)
        if init and held:
            yield Run(recording["recording_id"], _read_source(init), held)


def _read_fragment(entry: Mapping[str, Any]) -> Fragment:
    captured_at = datetime.fromisoformat(entry["captured_at"])
    return Fragment(_read_source(entry), captured_at, captured_at + timedelta(seconds=entry["duration_seconds"]))


def _read_source(entry: Mapping[str, Any]) -> SourceObject:
    return SourceObject(key=entry["key"], sha256=entry["sha256"])


def _narrowed(run: Run, began_at: datetime, ended_at: datetime) -> Run:
    kept = tuple(fragment for fragment in run.fragments if _overlaps(fragment, began_at, ended_at))
    return Run(run.recording_id, run.init, kept)


def _overlaps(fragment: Fragment, began_at: datetime, ended_at: datetime) -> bool:
    return fragment.captured_at < ended_at and fragment.ends_at > began_at
