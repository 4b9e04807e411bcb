"""What a force does with evidence in some weeks, through the deployed functions and their use cases."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from evidence.app import seal
from sightline import bootstrap
from sightline.domain.copy import copy_prefix, derivation_key
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.participant import Participant, Role
from sightline.domain.session import EndReason, Session, SessionState
from sightline.messages.copies import CopyRequest
from sightline.messages.views import ChatView
from sightline.usecases.copies import ask_for_copy
from sightline.usecases.custody import note_event
from sightline.usecases.masters import find_manifest
from tests.fakes.derivation import DERIVATION
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.files import MP4
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_invite, make_position, make_session
from tests.integration.functions.deployment import CONTEXT, SITE
from tests.integration.functions.mails import mailed
from tests.integration.functions.stores import Stores

PATEL = Participant("DC Patel", Role.INVESTIGATOR, "DC Patel", force_id="force")
ADDRESS = "ann.moss@example.org"


def hold_session(stores: Stores, session_id: str, *recording_ids: str) -> None:
    """Let a citizen's session begin, be recorded, end and be sealed; again for each recording that comes late."""
    now, ports = stores.clock.now(), bootstrap.ports()
    ports.sessions.add(make_session(session_id, "force", now))
    ports.invites.add(make_invite(session_id, "force", now))
    asked = Event(CustodyAction.CONSENTED, details={"officer_id": "officer-1", "officer_name": "PC Rees"})
    note_event(ports, "force", session_id, asked)
    ports.positions.add_all([make_position(number, session_id, now) for number in range(3)])
    said = ChatView(message_id="0-a", sender="officer", sender_name="PC Rees", text="Tŷ gwyn?", sent_at=now)
    ports.chat.add(session_id, said, "ref-1")

    def ended(session: Session) -> Session:
        return replace(session, state=SessionState.ENDED, ended_at=now, end_reason=EndReason.CITIZEN)

    ports.sessions.change(session_id, ended)
    stores.clock.advance(timedelta(hours=3))
    for recording_id in recording_ids:
        stores.clock.advance(timedelta(minutes=1))
        _record(stores, session_id, recording_id)
        assert seal({"Records": [{"messageId": "m", "body": json.dumps({"session_id": session_id})}]}, CONTEXT) == {
            "batchItemFailures": []
        }


def _record(stores: Stores, session_id: str, recording_id: str) -> None:
    recorded = EvidenceInMemory()
    store_recording(recorded, recording_id, stores.clock.now() - timedelta(hours=3), 3, force_id="force")
    for key, body in recorded.objects.items():
        own, notes = key.replace("session-1", session_id), recorded.notes.get(key, {})
        stores.s3.put_object(Bucket="evidence", Key=own, Body=body, Metadata=notes, ChecksumAlgorithm="SHA256")


def bring_in(stores: Stores, file_name: str) -> str:
    """Bring a file in, as a browser does, and have it checked; return its id."""
    wanted = {
        "incident_ref": "INC-7",
        "file_name": file_name,
        "bytes": len(MP4),
        "retention_category": "not-evidential",
    }
    upload_id = str(stores.ask("DC Patel", "investigator", "/uploads", wanted).body["upload_id"])
    upload = bootstrap.upload_store().get(upload_id)
    named = {"Bucket": "evidence", "Key": upload.key, "UploadId": upload.multipart_id}
    stores.s3.upload_part(**named, PartNumber=1, Body=MP4, ChecksumAlgorithm="SHA256")
    whole = {"sha256": sha256(MP4).hexdigest()}
    assert stores.ask("DC Patel", "investigator", f"/uploads/{upload_id}/complete", whole).status == 202
    stores.work_off("upload")
    return upload_id


def ask_for_clip(stores: Stores, material_id: str) -> str:
    """Ask for a clip of a recording; return its id."""
    began_at = bootstrap.material_store().get(material_id).began_at or stores.clock.now()
    wanted = CopyRequest(kind="clip", began_at=began_at, ended_at=began_at + timedelta(seconds=2), reason="Charge")
    return ask_for_copy(bootstrap.ports(), PATEL, material_id, wanted).copy_id


def make_clip(stores: Stores, material_id: str) -> str:
    """Have a clip made, and taken in within the minute; return its id."""
    copy_id = ask_for_clip(stores, material_id)
    manifest = find_manifest(bootstrap.ports(), bootstrap.material_store().get(material_id))
    made = DERIVATION.model_copy(update={"copy_id": copy_id, "made_at": stores.clock.now(), "manifest": manifest})
    key = derivation_key(copy_prefix("force", material_id, copy_id))
    stores.s3.put_object(Bucket="derived", Key=key, Body=made.model_dump_json().encode())
    stores.minute()
    return copy_id


def share(stores: Stores, material_id: str, **changes: Any) -> str:
    """Share a material for a month; return the share's id."""
    wanted = {"recipient_name": "Ann Moss", "organisation": "CPS East", "email": ADDRESS, "reason": "Charging decision"}
    wanted |= {"expires_on": (stores.clock.now() + timedelta(days=30)).date().isoformat(), **changes}
    answer = stores.ask("DC Patel", "investigator", f"/materials/{material_id}/shares", wanted)
    assert answer.status == 201, answer
    return str(answer.body["share_id"])


def open_share(stores: Stores) -> None:
    """Open what was shared last with the code that its recipient is sent."""
    token = mailed(ADDRESS, rf"{SITE}/s/#(\S+)")
    assert stores.deployment.call("POST", "/share/code", {"token": token}).status == 202
    code = mailed(ADDRESS, r"is (\d{6})")
    assert stores.deployment.call("POST", "/share/open", {"token": token, "code": code}).status == 201


def decide(stores: Stores, material_id: str, route: str, name: str = "DC Patel", **body: Any) -> None:
    """Have an officer decide on a material: a supervisor, where the name says so."""
    group = "supervisor" if name.startswith("Insp") else "investigator"
    answer = stores.ask(name, group, f"/materials/{material_id}/{route}", {"reason": "Charge", **body})
    assert answer.status == 200, answer
