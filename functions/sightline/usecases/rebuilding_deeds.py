"""Makes anew what the deeds in a chain have left beside its material: references taken, copies awaited, shares.

A share that stands comes back withdrawn, and its chain says so: its link is not in the bucket, and one that somebody
had withdrawn in the last minute, before that was signed, must not open again. Who had what is there to be given anew.
"""

from collections.abc import Container
from datetime import datetime
from typing import Protocol

from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.custody import CustodyAction
from sightline.domain.share import Share
from sightline.domain.share_record import read_shares
from sightline.ports import AwaitedCopies
from sightline.usecases.share_endings import ShareBook, withdraw_share

WITHOUT_LINK = "The tables were made anew from the evidence, in which there is no link. Share it again."


class Deeds(ShareBook, Protocol):
    """The ports of what deeds leave."""

    @property
    def awaited_copies(self) -> AwaitedCopies:
        """The copies that nobody has taken in yet."""
        ...


def restore_deeds(deeds: Deeds, material_id: str, held: Container[str]) -> None:
    """Make anew what a material's chain tells of, given the ids of all that is held; twice changes nothing."""
    material, entries = deeds.materials.get(material_id), deeds.custody.list_entries(material_id)
    for entry in entries:
        match entry.action:
            case CustodyAction.MARKED:
                deeds.materials.take_exhibit_ref(material, str(entry.details["exhibit_ref"]))
            case CustodyAction.COPIED if (copy_id := str(entry.details["copy_id"])) not in held:
                deeds.awaited_copies.add(AwaitedCopy(copy_id, material_id, datetime.fromisoformat(entry.at)))
    for share in read_shares(material, entries):
        _restore_share(deeds, share)


def _restore_share(deeds: Deeds, share: Share) -> None:
    deeds.shares.add(share)
    known = deeds.shares.get(share.share_id)
    stands = known.revoked_at is None and deeds.clock.now() < known.expires_at
    if stands and not known.link_hash:
        withdraw_share(deeds, known, None, WITHOUT_LINK)
