"""A bundle holds all that there is of a material, and the verifier, which shares nothing with us, finds it sound."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bundles.verify import Bag, Report, ZipFiles, verify
from sightline.domain.bundle import MOST_BYTES, Bundle, BundleState, StoredObject
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import BundleTooLargeError, ChainUnsignedError
from sightline.domain.participant import Role
from sightline.messages.bundles import BundleRequest
from sightline.usecases.bundle_making import LONGEST_WAIT, make_bundle
from sightline.usecases.bundles import ask_for_bundle
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from sightline.usecases.seals import seal_session
from tests.fakes.bundles import make_copy, sha256
from tests.fakes.clock import NOON
from tests.fakes.exchange import an_officer
from tests.fakes.exports import CounterInMemory
from tests.fakes.originals import end
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position

BESIDE = {"README.txt": b"read me", "verify.py": b"verifier"}


@pytest.fixture
def counter() -> CounterInMemory:
    """Return a counter with one sealed session that has a trail."""
    counter = CounterInMemory()
    counter.begin_session()
    note_event(counter, "avon", "session-1", Event(CustodyAction.CONSENTED, details={"wording_version": "2026-01"}))
    store_recording(counter.evidence, "r1", NOON, 3)
    counter.positions.add_all([make_position(0), make_position(1)])
    end(counter)
    counter.clock.advance(timedelta(hours=3))
    seal_session(counter, "session-1")
    return counter


def ask(counter: CounterInMemory, *, include_copies: bool = True) -> Bundle:
    """Ask for a bundle as an investigator who has just signed in."""
    officer = an_officer(role=Role.INVESTIGATOR)
    request = BundleRequest(reason="charging advice", include_copies=include_copies)
    ask_for_bundle(counter, officer, "session-1", request, counter.clock.now())
    return counter.bundles.noted[-1]


def make(counter: CounterInMemory, bundle: Bundle) -> Bundle:
    """Run the maker once, and return how far the bundle has come."""
    make_bundle(counter, bundle.force_id, bundle.bundle_id, "Avon Police", BESIDE)
    return counter.bundles.get(bundle.force_id, bundle.bundle_id)


def check(counter: CounterInMemory, bundle: Bundle, folder: Path) -> Report:
    """Return what the verifier finds in the zip."""
    path = folder / "bundle.zip"
    path.write_bytes(counter.bundles.zips[bundle.bundle_id])
    return verify(Bag(ZipFiles(path)))


def names(counter: CounterInMemory, bundle: Bundle) -> list[str]:
    """Return the names in the zip, without the folder that holds them all."""
    with zipfile.ZipFile(io.BytesIO(counter.bundles.zips[bundle.bundle_id])) as archive:
        assert all(name.startswith(f"{bundle.bundle_id}/") for name in archive.namelist())
        return [name.removeprefix(f"{bundle.bundle_id}/") for name in archive.namelist()]


def test_the_verifier_finds_a_bundle_sound(counter: CounterInMemory, tmp_path: Path) -> None:
    """Every object of the bucket is in it under its name, with what people read, and everything holds."""
    bundle = ask(counter)
    write_checkpoint(counter, "session-1")

    ready = make(counter, bundle)

    assert (ready.state, ready.progress) == (BundleState.READY, 1.0)
    assert ready.byte_count == len(counter.bundles.zips[bundle.bundle_id])
    report = check(counter, bundle, tmp_path)
    assert report.holds, report
    packed = names(counter, bundle)
    objects = [f"data/session-1/objects/{key.split('/', 2)[2]}" for key in sorted(counter.evidence.objects)]
    assert [name for name in packed if "/objects/" in name] == objects
    assert {"trail.geojson", "trail.gpx", "consent.txt", "custody.txt"} <= {name.split("/")[-1] for name in packed}
    assert {"README.txt", "verify.py"} <= set(packed)


def test_a_bundle_holds_its_own_export(counter: CounterInMemory) -> None:
    """It waits until the entry that tells of it is under a checkpoint, so that the chain in it ends with itself."""
    bundle = ask(counter)

    assert make(counter, bundle).state is BundleState.WAITING
    assert [delay > timedelta(0) for _, _, delay in counter.bundle_queue.puts] == [False, True]

    write_checkpoint(counter, "session-1")
    make(counter, bundle)
    with zipfile.ZipFile(io.BytesIO(counter.bundles.zips[bundle.bundle_id])) as archive:
        told = archive.read(f"{bundle.bundle_id}/data/session-1/custody.txt").decode().splitlines()[-1]
    assert "exported by Sam Patel (investigator)  reason: charging advice" in told
    assert bundle.bundle_id in told


def test_a_bundle_does_not_wait_for_ever(counter: CounterInMemory) -> None:
    """Where no checkpoint comes none is made: a verifier would say that the end of the chain may be missing."""
    bundle = ask(counter)
    counter.clock.advance(LONGEST_WAIT)
    with pytest.raises(ChainUnsignedError):
        make(counter, bundle)
    assert bundle.bundle_id not in counter.bundles.zips


def test_copies_come_with_it_if_asked_for(counter: CounterInMemory, tmp_path: Path) -> None:
    """Those that are finished, with derivation and chain; the verifier holds them against the master."""
    counter.derived.objects |= make_copy(counter.evidence.objects)
    counter.derived.objects["avon/session-1/clip-2/progress.json"] = b"{}"
    counter.derived.objects["avon/session-1/clip-3/derivation.json"] = b"{}"  # its chain does not tell of it yet
    derivation = sha256(counter.derived.objects["avon/session-1/clip-1/derivation.json"])
    note_event(counter, "avon", "clip-1", Event(CustodyAction.DERIVED, details={"derivation_sha256": derivation}))
    write_checkpoint(counter, "clip-1")
    with_copies, without = ask(counter), ask(counter, include_copies=False)
    write_checkpoint(counter, "session-1")

    make(counter, with_copies)
    make(counter, without)

    copies = [name for name in names(counter, with_copies) if "clip" in name]
    assert copies == [
        "data/clip-1/objects/custody/00000001-00000001.json",
        "data/session-1/copies/clip-1/clip.mp4",
        "data/session-1/copies/clip-1/derivation.json",
    ]
    assert check(counter, with_copies, tmp_path).holds
    assert [name for name in names(counter, without) if "clip" in name] == []


def test_says_how_far_it_has_come(counter: CounterInMemory) -> None:
    """Progress grows, and is not told for every chunk."""
    bundle = ask(counter)
    write_checkpoint(counter, "session-1")
    make(counter, bundle)
    told = [each.progress for each in counter.bundles.noted if each.state is BundleState.RUNNING]
    assert told == sorted(set(told))
    assert 3 <= len(told) <= 20
    assert max(told) < 1


def test_a_bundle_that_is_ready_stays(counter: CounterInMemory) -> None:
    """A message of the queue may come twice."""
    bundle = ask(counter)
    write_checkpoint(counter, "session-1")
    make(counter, bundle)
    first = counter.bundles.zips.pop(bundle.bundle_id)
    assert make(counter, bundle).state is BundleState.READY
    assert counter.bundles.zips == {}
    assert first


def test_a_run_that_was_broken_off_is_made_anew(counter: CounterInMemory) -> None:
    """Nothing is read of what an earlier run had packed."""
    bundle = ask(counter)
    write_checkpoint(counter, "session-1")
    counter.bundles.note(replace(bundle, state=BundleState.RUNNING, progress=0.5))
    assert make(counter, bundle).state is BundleState.READY


def test_what_is_too_large_is_refused_before_it_is_read(
    counter: CounterInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes are known from the listing."""
    bundle = ask(counter)
    write_checkpoint(counter, "session-1")
    large = [StoredObject("avon/session-1/upload", MOST_BYTES + 1)]
    monkeypatch.setattr(type(counter.masters), "list_objects", lambda _, prefix: large if "session" in prefix else [])
    with pytest.raises(BundleTooLargeError):
        make(counter, bundle)
    assert counter.bundles.zips == {}
