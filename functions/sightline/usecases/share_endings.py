"""Ends shares: an officer withdraws one, or what was shared is disposed of. The chain says which, and why."""

import logging
from collections.abc import Callable, Iterator
from typing import Protocol

from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import NotFoundError
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.domain.share import Share
from sightline.domain.share_record import GONE
from sightline.ports import ShareStore
from sightline.usecases.custody import Holdings, record_event

log = logging.getLogger(__name__)


class ShareBook(Holdings, Protocol):
    """The ports of shares, and of the chains that tell of them."""

    @property
    def shares(self) -> ShareStore:
        """The shares."""
        ...


def withdraw_share(book: ShareBook, share: Share, officer: Participant | None, reason: str) -> Share:
    """Withdraw a share: whoever views it is cut off at their next request."""
    now = book.clock.now()
    return _end(book, share.share_id, lambda newest: newest.revoked(now), officer, reason)


def end_shares(book: ShareBook, material: Material) -> None:
    """End every share of a material that is going; one that a person has withdrawn before stays as it is.

    The chain is the list of them, which has no delay: a share stands in it before its link is sent, and takes no
    further one once the disposal has begun.
    """
    now = book.clock.now()
    for share in _shares_of(book, material):
        if share.revoked_at is None or share.disposed_of:
            _end(book, share.share_id, lambda newest: newest.without_material(now), None, GONE)


def _shares_of(book: ShareBook, material: Material) -> Iterator[Share]:
    for entry in book.custody.list_entries(material.material_id):
        if entry.action is CustodyAction.SHARED:
            share_id = str(entry.details["share_id"])
            try:
                yield book.shares.get(share_id)
            except NotFoundError:  # after the tables were made anew from the buckets: its link opens nothing
                log.info("no such share to end", extra={"share_id": share_id})


def _end(
    book: ShareBook, share_id: str, how: Callable[[Share], Share], officer: Participant | None, reason: str
) -> Share:
    """End it first and write it down then: a run that breaks off between leaves nobody looking."""
    ended = book.shares.change(share_id, how)
    actor, event_id = actor_of(officer) if officer else None, f"share-revoked/{share_id}"
    event = Event(CustodyAction.SHARE_REVOKED, actor, reason, ended.as_details(), event_id)
    record_event(book, book.materials.get(ended.material_id), event)
    return ended
