"""All objects of what is evidence, or held, are put on legal hold."""

from typing import Any

from sightline.domain.custody import CustodyAction, Event, Plain
from sightline.domain.locking import Locking
from sightline.domain.object_version import Stretch
from sightline.usecases.custody import record_event
from sightline.usecases.securing import OBJECTS_A_RUN, secure_material
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material

KEYS = [f"force/material-1/recordings/r1/{index}.m4s" for index in range(5)]


def store(**changes: Any) -> KeepingInMemory:
    """Return a store with one exhibit of five objects."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(**{"exhibit_ref": "AB/1", "manifest_sha256": "first", **changes}))
    keeping.evidence.objects |= dict.fromkeys([*KEYS, "force/material-2/other"], b"x")
    return keeping


def work_off(keeping: KeepingInMemory, most: int) -> int:
    """Begin, and go on with what is queued until nothing is; return the number of runs."""
    keeping.hold_queue.put(Stretch("material-1"))
    runs = 0
    while len(keeping.hold_queue.puts) > runs:
        secure_material(keeping, keeping.hold_queue.puts[runs], most)
        runs += 1
    return runs


def test_many_objects_take_several_runs() -> None:
    """The last one writes it down, once."""
    keeping = store()
    assert work_off(keeping, 2) == 3
    assert keeping.locks.on_hold == set(KEYS)
    assert keeping.materials.get("material-1").secured
    assert keeping.actions() == ["secured"]
    secure_material(keeping, Stretch("material-1"), 2)
    assert keeping.actions() == ["secured"]


def test_forty_thousand_objects_take_five_runs() -> None:
    """Each of as many as fit into a run; the last one finds nothing left, and writes it down."""
    keeping = store()
    keeping.evidence.objects = {f"force/material-1/recordings/r1/{index:08}.m4s": b"x" for index in range(40_000)}
    assert work_off(keeping, OBJECTS_A_RUN) == 5
    assert len(keeping.locks.on_hold) == 40_000
    assert keeping.actions() == ["secured"]


def test_whoever_waits_is_told_how_many_of_how_many() -> None:
    """Each thousand, over all runs; nothing more is said once it is done."""
    keeping = store()
    keeping.evidence.objects = {f"force/material-1/recordings/r1/{index:08}.m4s": b"x" for index in range(5_500)}
    work_off(keeping, 3_000)
    assert keeping.locking_notes.said == [Locking(locked, 5_500) for locked in (0, 1_000, 2_000, 3_000, 4_000, 5_000)]
    assert keeping.locking_notes.find("material-1") is None


def test_what_comes_while_it_runs_is_not_taken_for_held() -> None:
    """A newer manifest, of which a run before knew nothing: the next night begins again."""
    keeping = store()
    secure_material(keeping, Stretch("material-1"), 3)
    details: dict[str, Plain] = {"manifest_sha256": "second", "byte_count": 1, "began_at": None, "ended_at": None}
    record_event(keeping, keeping.materials.get("material-1"), Event(CustodyAction.SEALED, details=details))
    secure_material(keeping, keeping.hold_queue.puts[-1], 3)
    assert not keeping.materials.get("material-1").secured
    secure_material(keeping, Stretch("material-1"), 9)
    assert keeping.materials.get("material-1").secured


def test_what_nobody_wants_kept_is_left_alone() -> None:
    """A message that comes too late does nothing."""
    keeping = store(exhibit_ref=None)
    secure_material(keeping, Stretch("material-1"))
    assert keeping.locks.on_hold == set()
    assert keeping.actions() == []
