"""What a chain of custody says of a share: written when it is given, read when the tables are made anew.

Neither its link nor the link's hash is there: a bucket brings back who was given what, and opens nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sightline.domain.custody import CustodyAction, Entry, Plain
from sightline.domain.material import Material
from sightline.domain.share import Share, end_of

GONE = "What was shared is disposed of."
"""Why the system itself ends a share of which the material goes."""
LOST = frozenset({"link_hash", "code", "codes_sent_at", "viewing"})
"""Fields of a share that no chain has; its instants are those of the entries."""


def describe_share(share: Share) -> dict[str, Plain]:
    """Return what the entry says that stands in the chain before the link is sent."""
    return {
        **share.as_details(),
        "organisation": share.organisation,
        "email": share.email,
        "expires_on": share.expires_on.isoformat(),
        "may_download": share.may_download,
    }


def read_shares(material: Material, entries: Iterable[Entry]) -> list[Share]:
    """Return a material's shares as its chain says that they stand, in the order given."""
    shares: dict[str, Share] = {}
    for entry in entries:
        share_id = str(entry.details.get("share_id"))
        if entry.action is CustodyAction.SHARED:
            shares[share_id] = _given(material, entry)
        elif share_id in shares:
            shares[share_id] = _after(shares[share_id], entry)
    return list(shares.values())


def _given(material: Material, entry: Entry) -> Share:
    said = {name: str(value) for name, value in entry.details.items()}
    organisation = said.get("organisation", "")
    return Share(
        share_id=said["share_id"],
        material_id=material.material_id,
        force_id=material.force_id,
        incident_ref=material.incident_ref,
        recipient_name=said["recipient"].removesuffix(f", {organisation}"),
        organisation=organisation,
        email=said["email"],
        reason=entry.reason or "",
        may_download=bool(entry.details["may_download"]),
        officer_name=entry.actor.name if entry.actor else "",
        created_at=datetime.fromisoformat(entry.at),
        expires_at=end_of(date.fromisoformat(said["expires_on"])),
        link_hash="",
        kind=material.kind,
    )


def _after(share: Share, entry: Entry) -> Share:
    at = datetime.fromisoformat(entry.at)
    match entry.action:
        case CustodyAction.SHARE_OPENED:
            return replace(share, opened_at=share.opened_at or at)
        case CustodyAction.SHARE_REVOKED:
            went_with_it = entry.actor is None and entry.reason == GONE
            return share.without_material(at) if went_with_it else share.revoked(at)
        case _:
            return share
