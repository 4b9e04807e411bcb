"""Makes the tables anew from the evidence bucket alone: chains of custody, materials, sealed sessions with their trail.

Doing it again, or going on where a run broke off, changes nothing. A chain whose segments do not follow on each other
is left out and named: it is for people to look at. What the bucket cannot give back: entries that had no checkpoint
yet (the last minute's), which events are known (a repeated one may be written down again, a reason is asked for again),
sessions that were never sealed, or are disposed of, the category that a copy's master had when it was made, and of
sessions what `domain/sealed_session.py` names. What is disposed of comes back as its certificate says it, and no more.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sightline.domain.custody import BEFORE_THE_FIRST, CustodyAction, Entry, Head, custody_prefix, read_entry
from sightline.domain.disposed_material import read_disposed_material
from sightline.domain.material import Material, MaterialKind, MaterialState
from sightline.domain.sealed_session import read_sealed_session, read_trail
from sightline.domain.session_material import read_session_material
from sightline.domain.upload_material import read_upload_material
from sightline.messages.views import ChatView
from sightline.ports import ChatStore, EvidenceStore, PositionStore, SessionStore
from sightline.usecases.custody import Holdings, catch_up, hash_entry
from sightline.usecases.seals import summarise_seal
from sightline.usecases.signing import Signed

_HELD = re.compile(
    r"[^/]+/(?P<material_id>[^/]+)/"
    r"(?:custody/[^/]+|(?P<manifest>(?:version-(?P<version>\d+)/)?manifest)|(?P<certificate>disposal/certificate))\.json\Z"
)
_Told = tuple[bool, int, str]
"""What tells of a material: whether it is a certificate, or a manifest's version, 0 for a chain; and the key."""

log = logging.getLogger(__name__)


class Tables(Holdings, Protocol):
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


class ChainBrokenError(Exception):
    """The segments in the bucket are no whole chain."""


@dataclass
class Rebuilt:
    """What a run has made, or found there already."""

    chains: int = 0
    materials: int = 0
    disposed: int = 0
    """Of these, how many are gone but for chain and certificate."""
    broken: list[str] = field(default_factory=list)
    """Materials whose chain is not whole."""


def rebuild_tables(tables: Tables, force_id: str) -> Rebuilt:
    """Make all rows of a force anew; masters before the copies that were made of them."""
    held = _list_held(tables.evidence, force_id)
    rebuilt = Rebuilt()
    for material_id in held:
        try:
            _restore_chain(tables, force_id, material_id)
            rebuilt.chains += 1
        except ChainBrokenError:
            log.warning("chain broken", extra={"chain_id": material_id})
            rebuilt.broken.append(material_id)
    whole = {material_id: key for material_id, key in held.items() if material_id not in rebuilt.broken}
    for key in filter(None, whole.values()):
        _restore_master(tables, key)
    made = [each for each, key in whole.items() if key or _restore_copy(tables, each)]
    rebuilt.materials = len(made)
    rebuilt.disposed = sum(tables.materials.get(each).state is MaterialState.DISPOSED for each in made)
    return rebuilt


def _list_held(evidence: EvidenceStore, force_id: str) -> dict[str, str]:
    """Return the key of each material's certificate, or else of its newest manifest, "" where there is but a chain."""
    told: dict[str, _Told] = {}
    for key in evidence.list_keys(f"{force_id}/"):
        if match := _HELD.match(key):
            material_id = match["material_id"]
            told[material_id] = max(_read_key(match), told.get(material_id, (False, 0, "")))
    return {material_id: key for material_id, (_, _, key) in told.items()}


def _read_key(match: re.Match[str]) -> _Told:
    version = int(match["version"] or 1) if match["manifest"] else 0
    is_certificate = match["certificate"] is not None
    return is_certificate, version, match[0] if version or is_certificate else ""


def _restore_chain(tables: Tables, force_id: str, chain_id: str) -> None:
    head = tables.custody.find_head(chain_id)
    known = head.sequence if head else 0
    last: Entry | None = None
    for entry in _read_chain(tables.evidence, force_id, chain_id):
        _require_next(last, entry)
        if entry.sequence > known:
            tables.custody.append(chain_id, lambda _, entry=entry: entry)  # type: ignore[misc]  # bound as it is now
        last = entry
    if last:
        tables.custody.note_checkpoint(Head(force_id, chain_id, last.sequence, last.hash))


def _read_chain(evidence: EvidenceStore, force_id: str, chain_id: str) -> Iterator[Entry]:
    for key in evidence.list_keys(custody_prefix(force_id, chain_id)):
        segment = json.loads(evidence.read_object(key) or b"{}")
        yield from map(read_entry, segment.get("entries", []))


def _require_next(last: Entry | None, entry: Entry) -> None:
    expected = (last.sequence + 1, last.hash) if last else (1, BEFORE_THE_FIRST)
    if (entry.sequence, entry.previous_hash) != expected or hash_entry(entry) != entry.hash:
        raise ChainBrokenError


def _restore_master(tables: Tables, key: str) -> None:
    """Hold a material as its manifest says or, since what is disposed of has none, its certificate."""
    body = tables.evidence.read_object(key) or b""
    said = json.loads(body)
    if key.endswith("certificate.json"):
        material = read_disposed_material(said)
    elif "session_id" in said and "upload_id" not in said:
        seal = tables.evidence.read_object(key.replace("manifest.json", "seal.json")) or b""
        _restore_session(tables, said, Signed(body, seal))
        material = read_session_material(said)
    else:
        material = read_upload_material(said)
    tables.materials.add(material)
    catch_up(tables, material.material_id)


def _restore_session(tables: Tables, said: dict[str, Any], signed: Signed) -> None:
    tables.sessions.add(read_sealed_session(said, summarise_seal(signed)))
    tables.positions.add_all(read_trail(said))
    for line in said["chat"]:
        message = ChatView.model_validate(line)
        tables.chat.add(said["session_id"], message, message.message_id)


def _restore_copy(tables: Tables, copy_id: str) -> bool:
    """Hold a copy as its chain's first entry and its master say; what has no such entry is no copy."""
    first = tables.custody.list_entries(copy_id)[0]
    if first.action is not CustodyAction.DERIVED:
        return False
    master = tables.materials.get(str(first.details["parent_id"]))
    tables.materials.add(_read_copy(master, copy_id, first))
    catch_up(tables, copy_id)
    return True


def _read_copy(master: Material, copy_id: str, derived: Entry) -> Material:
    return Material(
        material_id=copy_id,
        force_id=master.force_id,
        kind=MaterialKind(str(derived.details["kind"])),
        incident_ref=master.incident_ref,
        title=master.title,
        created_at=datetime.fromisoformat(str(derived.details["made_at"])),
        category=master.category,
        officer_id=master.officer_id,
        officer_name=master.officer_name,
        place=master.place,
        parent_id=master.material_id,
    )
