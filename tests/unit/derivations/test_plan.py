"""Which objects of a master a copy reads."""

from datetime import datetime, timedelta
from typing import Any

from derivations.plan import list_gaps, plan_runs
from tests.fakes.clock import NOON


def at(seconds: float) -> datetime:
    """Return an instant."""
    return NOON + timedelta(seconds=seconds)


def an_object(key: str, **more: Any) -> dict[str, Any]:
    """Return a manifest's entry of an object."""
    return {"key": key, "sha256": "0" * 64, "bytes": 1, **more}


def a_recording(name: str, began: float, count: int, *, inits: tuple[int, ...] = (0,), speaker: Any = None) -> Any:
    """Return a manifest's entry of a recording with fragments of two seconds."""
    return {
        "recording_id": name,
        "speaker": speaker,
        "init_segments": [an_object(f"{name}/init-{sequence}", sequence=sequence) for sequence in inits],
        "fragments": [
            an_object(
                f"{name}/{number}",
                sequence=number,
                captured_at=at(began + 2 * number).isoformat(),
                duration_seconds=2.0,
            )
            for number in range(count)
        ],
    }


def keys(manifest: Any, began: float, ended: float) -> list[list[str]]:
    """Return the keys of each run that a copy needs."""
    return [[one.source.key for one in run.fragments] for run in plan_runs(manifest, at(began), at(ended))]


def test_a_short_copy_of_a_long_recording_reads_little() -> None:
    """What lies within some seconds of what was asked for is read, and nothing else."""
    manifest = {"recordings": [a_recording("a", 0, 1000)]}
    assert keys(manifest, 1000, 1010) == [[f"a/{number}" for number in range(492, 513)]]


def test_each_init_segment_begins_a_run() -> None:
    """Fragments go with the segment that holds for them."""
    (first, second) = plan_runs({"recordings": [a_recording("a", 0, 10, inits=(0, 4))]}, at(6), at(12))
    assert (first.init.key, second.init.key) == ("a/init-0", "a/init-4")
    assert (len(first.fragments), len(second.fragments)) == (4, 6)


def test_what_an_officer_said_is_not_copied() -> None:
    """A voice has no place on the timeline."""
    manifest = {"recordings": [a_recording("a", 0, 2), a_recording("talk-b", 0, 2, speaker={"name": "PC"})]}
    assert keys(manifest, 0, 4) == [["a/0", "a/1"]]


def test_recordings_far_away_are_left_alone() -> None:
    """Another leg, minutes later, is not read."""
    manifest = {"recordings": [a_recording("a", 0, 2), a_recording("b", 300, 2)]}
    assert keys(manifest, 301, 302) == [["b/0", "b/1"]]


def test_gaps_within_are_listed() -> None:
    """Only time that is missing within a copy concerns it."""
    gaps = [{"began_at": at(start).isoformat(), "ended_at": at(start + 5).isoformat()} for start in (0, 8, 20)]
    assert list_gaps({"gaps": gaps}, at(10), at(20)) == [gaps[1]]
