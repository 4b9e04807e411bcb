"""Makes the tables anew from the evidence bucket alone: chains, materials, sealed sessions, shares, copies awaited.

Doing it again, or going on where a run broke off, changes nothing. A chain whose segments do not follow on each other
is left out and named: it is for people to look at, as is what lies in the bucket and was never sealed. What the bucket
cannot give back: entries that had no checkpoint yet (the last minute's), which events are known (a repeated one may be
written down again, a reason is asked for again), links (`rebuilding_deeds.py`), and of sessions what
`domain/sealed_session.py` names. What is disposed of comes back as its certificate says it, and no more: no session.
"""

import json
import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.disposed_material import read_disposed_material
from sightline.domain.errors import NotFoundError
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind, MaterialState
from sightline.domain.sealed_session import read_sealed_session, read_trail
from sightline.domain.session_material import read_session_material
from sightline.domain.upload_material import read_upload_material
from sightline.messages.views import ChatView
from sightline.ports import ChatStore, EvidenceStore, PositionStore, SessionStore
from sightline.usecases.custody import catch_up
from sightline.usecases.holdings import take_in_session
from sightline.usecases.rebuilding_chains import ChainBrokenError, restore_chain
from sightline.usecases.rebuilding_deeds import Deeds, restore_deeds
from sightline.usecases.seals import summarise_seal
from sightline.usecases.signing import Signed
from sightline.usecases.upload_checks import take_in_upload

_HELD = re.compile(
    r"[^/]+/(?P<material_id>[^/]+)/"
    r"(?:(?P<seal>(?:version-(?P<version>\d+)/)?seal\.json)|(?P<certificate>disposal/certificate\.json)|.+/.+)\Z"
)
"""Any object of a material; daily roots and reports of the night lie one level higher."""
_Told = tuple[bool, int, str]
"""What tells of a material: whether it is a certificate, or a sealed manifest's version, 0 for neither; and the key."""

log = logging.getLogger(__name__)


class Tables(Deeds, Protocol):
    """The ports of what is made anew, and of what it is made from."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...

    @property
    def positions(self) -> PositionStore:
        """Their trails."""
        ...

    @property
    def chat(self) -> ChatStore:
        """What was said in them."""
        ...


@dataclass
class Rebuilt:
    """What a run has made, or found there already."""

    chains: int = 0
    materials: int = 0
    disposed: int = 0
    """Of these, how many are gone but for chain and certificate."""
    broken: list[str] = field(default_factory=list)
    """Materials whose chain is not whole."""
    unsealed: list[str] = field(default_factory=list)
    """What lies in the bucket and is no material: sessions that ran, files that were refused or not yet checked, and
    copies of what is broken."""


def rebuild_tables(tables: Tables, force_id: str) -> Rebuilt:
    """Make all rows of a force anew; masters before the copies that were made of them."""
    held = _list_held(tables.evidence, force_id)
    rebuilt = Rebuilt()
    whole = {
        material_id: key for material_id, key in held.items() if _restore_chain(tables, force_id, material_id, rebuilt)
    }
    for key in filter(None, whole.values()):
        _restore_master(tables, key)
    made = [each for each, key in whole.items() if key or _restore_copy(tables, each)]
    for material_id in made:
        restore_deeds(tables, material_id, held)
    rebuilt.unsealed = [each for each in whole if each not in made]
    rebuilt.materials = len(made)
    rebuilt.disposed = sum(tables.materials.get(each).state is MaterialState.DISPOSED for each in made)
    return rebuilt


def _restore_chain(tables: Tables, force_id: str, chain_id: str, rebuilt: Rebuilt) -> bool:
    """Make a chain anew; return whether what it tells of can be held."""
    try:
        rebuilt.chains += restore_chain(tables, force_id, chain_id)
    except ChainBrokenError:
        log.warning("chain broken", extra={"chain_id": chain_id})
        rebuilt.broken.append(chain_id)
    return chain_id not in rebuilt.broken


def _list_held(evidence: EvidenceStore, force_id: str) -> dict[str, str]:
    """Return the key of each material's certificate, or else of its newest sealed manifest, "" where there is neither.

    Of a copy there is but a chain.
    """
    told: dict[str, _Told] = {}
    for key in evidence.list_keys(f"{force_id}/"):
        if match := _HELD.match(key):
            material_id = match["material_id"]
            told[material_id] = max(_read_key(match), told.get(material_id, (False, 0, "")))
    return {material_id: key for material_id, (_, _, key) in told.items()}


def _read_key(match: re.Match[str]) -> _Told:
    if match["certificate"]:
        return True, 0, match[0]
    if match["seal"]:
        return False, int(match["version"] or 1), match[0].replace("seal.json", "manifest.json")
    return False, 0, ""


def _restore_master(tables: Tables, key: str) -> None:
    """Hold a material as its manifest says or, since what is disposed of has none, its certificate."""
    body = tables.evidence.read_object(key) or b""
    said = json.loads(body)
    if key.endswith("certificate.json"):
        _hold(tables, read_disposed_material(said))
    elif "upload_id" in said:
        if _hold(tables, read_upload_material(said)).manifest_sha256 != sha256(body).hexdigest():
            take_in_upload(tables, body)  # its chain had not been signed since
    else:
        _restore_session(tables, key, body, said)


def _hold(tables: Tables, material: Material) -> Material:
    tables.materials.add(material)
    return catch_up(tables, material.material_id)


def _restore_session(tables: Tables, key: str, manifest: bytes, said: dict[str, Any]) -> None:
    seal = tables.evidence.read_object(key.replace("manifest.json", "seal.json")) or b""
    tables.sessions.add(read_sealed_session(said, summarise_seal(Signed(manifest, seal))))
    tables.positions.add_all(read_trail(said))
    for line in said["chat"]:
        message = ChatView.model_validate(line)
        tables.chat.add(said["session_id"], message, message.message_id)
    if _hold(tables, read_session_material(said)).manifest_sha256 != sha256(manifest).hexdigest():
        take_in_session(tables, manifest)  # its chain had not been signed since


def _restore_copy(tables: Tables, copy_id: str) -> bool:
    """Hold a copy as its chain's first entry and its master say; what has no such entry, or no master, is no copy."""
    first = next(iter(tables.custody.list_entries(copy_id)), None)
    if first is None or first.action is not CustodyAction.DERIVED:
        return False
    try:
        master = tables.materials.get(str(first.details["parent_id"]))
    except NotFoundError:
        return False
    _hold(tables, _read_copy(master, copy_id, first))
    return True


def _read_copy(master: Material, copy_id: str, derived: Entry) -> Material:
    return Material(
        material_id=copy_id,
        force_id=master.force_id,
        kind=MaterialKind(str(derived.details["kind"])),
        incident_ref=master.incident_ref,
        title=master.title,
        created_at=datetime.fromisoformat(str(derived.details["made_at"])),
        category=RetentionCategory(str(derived.details.get("category", master.category.value))),
        officer_id=master.officer_id,
        officer_name=master.officer_name,
        place=master.place,
        parent_id=master.material_id,
    )
