"""Who may have evidence packed, how that is written down, and how a bundle is fetched."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.bundle import BundleState
from sightline.domain.custody import Entry
from sightline.domain.errors import (
    BundleNotReadyError,
    BundleTooLargeError,
    ExportNotPossibleError,
    ExportTheMasterError,
    FreshSignInRequiredError,
    NotAllowedError,
    NotFoundError,
)
from sightline.domain.material import MaterialState
from sightline.domain.participant import Participant, Role
from sightline.messages.bundles import BundleRequest, BundleView
from sightline.usecases.bundles import LONGEST_MAKING, ask_for_bundle, fail_bundle, hand_over_bundle, show_bundle
from tests.fakes.exchange import an_officer
from tests.fakes.exports import CounterInMemory
from tests.fakes.materials import a_material

INVESTIGATOR = an_officer(role=Role.INVESTIGATOR)
REQUEST = BundleRequest(reason="charging advice")


@pytest.fixture
def counter() -> CounterInMemory:
    """Return a counter that holds one material."""
    counter = CounterInMemory()
    counter.materials.add(a_material(force_id="avon"))
    return counter


def ask(counter: CounterInMemory, officer: Participant = INVESTIGATOR) -> BundleView:
    """Ask for the material, freshly signed in."""
    return ask_for_bundle(counter, officer, "material-1", REQUEST, counter.clock.now())


def chain(counter: CounterInMemory) -> list[Entry]:
    """Return the material's chain."""
    return counter.custody.list_entries("material-1")


def test_an_export_is_written_down_before_anything_is_made(counter: CounterInMemory) -> None:
    """Who, why, and which bundle; then it waits in the queue."""
    view = ask(counter)
    (entry,) = chain(counter)
    assert (entry.action, entry.reason, entry.details["bundle_id"]) == ("exported", "charging advice", view.bundle_id)
    assert entry.actor
    assert entry.actor.name == "Sam Patel"
    assert counter.bundle_queue.puts == [("avon", view.bundle_id, timedelta(0))]
    assert (view.state, view.progress, view.failure) == (BundleState.WAITING, 0, None)
    assert show_bundle(counter, INVESTIGATOR, view.bundle_id) == view


@pytest.mark.parametrize("role", [Role.CALL_HANDLER, Role.AUDITOR])
def test_not_every_officer_may(counter: CounterInMemory, role: Role) -> None:
    """Nothing is written, nothing is queued."""
    with pytest.raises(NotAllowedError):
        ask(counter, an_officer(role=role))
    assert (chain(counter), counter.bundle_queue.puts, counter.bundles.noted) == ([], [], [])


def test_another_forces_material_looks_like_none(counter: CounterInMemory) -> None:
    """Nor can its bundles be seen or fetched."""
    stranger = an_officer(force_id="kent", role=Role.SUPERVISOR)
    with pytest.raises(NotFoundError):
        ask(counter, stranger)
    bundle_id = ask(counter).bundle_id
    for look in (show_bundle, hand_over_bundle):
        with pytest.raises(NotFoundError):
            look(counter, stranger, bundle_id)


def test_an_old_sign_in_exports_nothing(counter: CounterInMemory) -> None:
    """A page that was left open is no officer's word."""
    with pytest.raises(FreshSignInRequiredError):
        ask_for_bundle(counter, INVESTIGATOR, "material-1", REQUEST, counter.clock.now() - timedelta(minutes=16))
    assert (chain(counter), counter.bundle_queue.puts) == ([], [])


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"parent_id": "session-1"}, ExportTheMasterError),
        ({"state": MaterialState.DISPOSAL_BEGUN}, ExportNotPossibleError),
        ({"state": MaterialState.DISPOSED}, ExportNotPossibleError),
    ],
)
def test_what_is_not_whole_is_not_exported(
    counter: CounterInMemory, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    """A copy goes with its master; of what was disposed of there is nothing to hand over."""
    counter.materials.change("material-1", lambda each: replace(each, **changes))
    with pytest.raises(refusal):
        ask(counter)
    assert chain(counter) == []


def test_each_fetch_is_written_down(counter: CounterInMemory) -> None:
    """An address for a minute, and an entry that names the bundle; looking at its progress leaves none."""
    view = ask(counter)
    bundle = counter.bundles.get("avon", view.bundle_id)
    counter.bundles.note(replace(bundle, state=BundleState.READY, progress=1.0, byte_count=7))

    assert show_bundle(counter, INVESTIGATOR, view.bundle_id).byte_count == 7
    assert hand_over_bundle(counter, INVESTIGATOR, view.bundle_id).url.endswith(f"{view.bundle_id}.zip?life=60")

    assert [entry.action for entry in chain(counter)] == ["exported", "downloaded"]
    assert chain(counter)[-1].details == {"bundle_id": view.bundle_id}


def test_a_bundle_that_is_not_ready_cannot_be_fetched(counter: CounterInMemory) -> None:
    """And that somebody tried is no download."""
    view = ask(counter)
    with pytest.raises(BundleNotReadyError):
        hand_over_bundle(counter, INVESTIGATOR, view.bundle_id)
    assert [entry.action for entry in chain(counter)] == ["exported"]


def test_a_bundle_that_nobody_finishes_has_failed(counter: CounterInMemory) -> None:
    """Its function was cut off before it could say so; the officer is not left waiting, and one that is ready stays."""
    view = ask(counter)
    bundle = counter.bundles.get("avon", view.bundle_id)
    counter.bundles.note(replace(bundle, state=BundleState.RUNNING, progress=0.5))
    assert show_bundle(counter, INVESTIGATOR, view.bundle_id).state is BundleState.RUNNING

    counter.clock.advance(LONGEST_MAKING + timedelta(seconds=1))
    late = show_bundle(counter, INVESTIGATOR, view.bundle_id)
    assert (late.state, late.failure is not None) == (BundleState.FAILED, True)
    counter.bundles.note(replace(bundle, state=BundleState.READY, progress=1.0))
    assert show_bundle(counter, INVESTIGATOR, view.bundle_id).failure is None


def test_says_why_a_bundle_could_not_be_made(counter: CounterInMemory) -> None:
    """With a code for programs and a sentence for the officer."""
    view = ask(counter)
    fail_bundle(counter, "avon", view.bundle_id, BundleTooLargeError())
    failed = show_bundle(counter, INVESTIGATOR, view.bundle_id)
    assert failed.state is BundleState.FAILED
    assert failed.failure
    assert (failed.failure.code, failed.failure.text) == ("bundle-too-large", BundleTooLargeError.text)
