"""Bundles as officers ask for them: what leaves is in the chain of custody before it is made."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from sightline.domain.authority import Action, require, require_fresh, require_object
from sightline.domain.bundle import Bundle, BundleState
from sightline.domain.custody import CustodyAction, Event, Plain, actor_of
from sightline.domain.errors import (
    BundleNotReadyError,
    BundleTooLargeError,
    ChainUnsignedError,
    ExportNotPossibleError,
    ExportTheMasterError,
    SightlineError,
    StoreUnavailableError,
)
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.messages.bundles import BundleAddress, BundleFailure, BundleRequest, BundleView
from sightline.ports import BundleQueue, BundleStore, Entropy
from sightline.usecases.custody import Holdings, note_event

ADDRESS_LIFE = timedelta(seconds=60)
LONGEST_MAKING = timedelta(hours=2)
"""Five runs of a quarter of an hour, and what lies between them."""
FAILURES: dict[str, type[SightlineError]] = {
    error.code: error
    for error in (
        BundleTooLargeError,
        ChainUnsignedError,
        ExportNotPossibleError,
        StoreUnavailableError,
        SightlineError,
    )
}


class Counter(Holdings, Protocol):
    """What asking for bundles and fetching them needs of the outside."""

    @property
    def entropy(self) -> Entropy:
        """Randomness."""
        ...

    @property
    def bundles(self) -> BundleStore:
        """The bundles."""
        ...

    @property
    def bundle_queue(self) -> BundleQueue:
        """The bundles that wait to be made."""
        ...


def ask_for_bundle(
    counter: Counter, officer: Participant, material_id: str, request: BundleRequest, signed_in_at: datetime | None
) -> BundleView:
    """Write the export in the material's chain, then have the bundle made."""
    require(officer, Action.EXPORT_MATERIAL)
    material = counter.materials.get(material_id)
    require_object(officer, force_id=material.force_id)
    now = counter.clock.now()
    require_fresh(signed_in_at, now)
    require_whole(material)
    if material.parent_id is not None:
        raise ExportTheMasterError
    bundle_id = counter.entropy.token(96)
    details: dict[str, Plain] = {"bundle_id": bundle_id, "include_copies": request.include_copies}
    event = Event(CustodyAction.EXPORTED, actor_of(officer), request.reason, details)
    entry = note_event(counter, material.force_id, material_id, event)
    bundle = Bundle(
        bundle_id=bundle_id,
        force_id=material.force_id,
        material_id=material_id,
        reason=request.reason,
        include_copies=request.include_copies,
        asked_at=now,
        asked_by=officer.participant_id,
        asked_by_name=officer.name,
        exported_as=entry.sequence,
    )
    counter.bundles.note(bundle)
    counter.bundle_queue.put(bundle.force_id, bundle_id, timedelta(0))
    return view_bundle(bundle)


def require_whole(material: Material) -> None:
    """Raise unless all of it is still there: no verifier could tell what was let go from what is missing."""
    if material.is_let_go():
        raise ExportNotPossibleError


def show_bundle(counter: Counter, officer: Participant, bundle_id: str) -> BundleView:
    """Say how far a bundle has come; another force's looks like none.

    One that its function was cut off from as often as the queue tries can say so no more: it has failed by its age.
    """
    bundle = _find(counter, officer, bundle_id)
    is_late = counter.clock.now() - bundle.asked_at > LONGEST_MAKING
    if is_late and bundle.state in {BundleState.WAITING, BundleState.RUNNING}:
        bundle = replace(bundle, state=BundleState.FAILED, failure=SightlineError.code)
    return view_bundle(bundle)


def hand_over_bundle(counter: Counter, officer: Participant, bundle_id: str) -> BundleAddress:
    """Give the address of a bundle that is ready, and write in the chain that it was fetched."""
    bundle = _find(counter, officer, bundle_id)
    if bundle.state is not BundleState.READY:
        raise BundleNotReadyError
    event = Event(CustodyAction.DOWNLOADED, actor_of(officer), bundle.reason, {"bundle_id": bundle_id})
    note_event(counter, bundle.force_id, bundle.material_id, event)
    return BundleAddress(url=counter.bundles.presign(bundle, ADDRESS_LIFE))


def fail_bundle(counter: Counter, force_id: str, bundle_id: str, error: SightlineError) -> None:
    """Note why a bundle could not be made."""
    bundle = counter.bundles.get(force_id, bundle_id)
    counter.bundles.note(replace(bundle, state=BundleState.FAILED, failure=error.code))


def view_bundle(bundle: Bundle) -> BundleView:
    """Return a bundle as officers see it."""
    failure = FAILURES.get(bundle.failure, SightlineError) if bundle.failure else None
    return BundleView(
        bundle_id=bundle.bundle_id,
        material_id=bundle.material_id,
        reason=bundle.reason,
        include_copies=bundle.include_copies,
        asked_at=bundle.asked_at,
        asked_by_name=bundle.asked_by_name,
        state=bundle.state,
        progress=bundle.progress,
        byte_count=bundle.byte_count,
        failure=BundleFailure(code=failure.code, text=failure.text) if failure else None,
    )


def _find(counter: Counter, officer: Participant, bundle_id: str) -> Bundle:
    require(officer, Action.EXPORT_MATERIAL)
    return counter.bundles.get(officer.force_id or "", bundle_id)
