"""Who may do what by which route: the whole table, written down once more by hand, with a request that is in order.

A route that is not here fails the suite. Objects are made anew for each question, so that no answer depends on another.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sightline import bootstrap
from sightline.domain.bundle import Bundle, BundleState
from sightline.domain.custody import CustodyAction, Event, Plain
from sightline.domain.material import Hold, MaterialKind
from sightline.usecases.custody import note_event
from tests.fakes.examples import SOURCE as A_SOURCE
from tests.fakes.examples import a_session, an_invite
from tests.fakes.materials import a_material
from tests.fakes.shares import SHARE as A_SHARE
from tests.fakes.uploads import UPLOAD as AN_UPLOAD

NOW = datetime.now(UTC)
LATER = (NOW + timedelta(days=20)).date().isoformat()
WHY = {"reason": "Asked by the matrix"}
ANYBODY = frozenset({"call-handler", "investigator", "supervisor", "auditor"})
WORKING = ANYBODY - {"auditor"}
KEEPING = WORKING - {"call-handler"}
AUDITING = KEEPING | {"auditor"}
DECIDING = frozenset({"supervisor"})
INVITE = {
    "phone_number": "07700 900123",
    "incident_ref": "INC-7",
    "purpose": "missing-person",
    "capabilities": ["video"],
}
SOURCE = {"name": "M4 J3", "kind": "roadside", "incident_ref": "INC-8", "purpose": "incident-assessment"}
COPY = {"kind": "snapshot", "began_at": "2026-11-21T12:00:00Z", **WHY}
PART = {"began_at": "2026-11-21T12:00:00Z", "ended_at": "2026-11-21T12:00:01Z"}
SHARE = {"recipient_name": "A. Bell", "organisation": "CPS", "email": "a.bell@example.org", "expires_on": LATER, **WHY}


@dataclass(frozen=True)
class Rule:
    """Which officers may, and what they say."""

    roles: frozenset[str]
    body: Any = None
    """Of a request that is in order."""


OFFICERS: dict[str, Rule] = {
    "POST /tickets": Rule(ANYBODY),
    "POST /invites": Rule(WORKING, INVITE),
    "GET /invites": Rule(ANYBODY),
    "GET /invites/{invite_id}": Rule(ANYBODY),
    "POST /invites/{invite_id}/resend": Rule(WORKING),
    "POST /invites/{invite_id}/revoke": Rule(WORKING),
    "POST /invites/{invite_id}/readmit": Rule(WORKING),
    "GET /sessions": Rule(ANYBODY),
    "GET /sessions/{session_id}": Rule(ANYBODY),
    "POST /sessions/{session_id}/end": Rule(WORKING),
    "POST /sessions/{session_id}/passes": Rule(WORKING, {"name": "Wall"}),
    "GET /sessions/{session_id}/recording": Rule(ANYBODY),
    "GET /sessions/{session_id}/playlist": Rule(ANYBODY),
    "GET /sessions/{session_id}/fragments": Rule(ANYBODY),
    "GET /sessions/{session_id}/stills": Rule(ANYBODY),
    "GET /sessions/{session_id}/original": Rule(ANYBODY),
    "GET /sessions/{session_id}/manifest": Rule(ANYBODY),
    "GET /sessions/{session_id}/trail": Rule(ANYBODY),
    "POST /sources": Rule(WORKING, SOURCE),
    "GET /sources": Rule(ANYBODY),
    "POST /sources/{source_id}/renew": Rule(WORKING, {}),
    "POST /sources/{source_id}/revoke": Rule(WORKING),
    "GET /materials": Rule(ANYBODY),
    "GET /materials/reviews": Rule(DECIDING),
    "GET /materials/{material_id}": Rule(ANYBODY),
    "POST /materials/{material_id}/viewings": Rule(ANYBODY, WHY),
    "GET /materials/{material_id}/custody": Rule(AUDITING),
    "POST /materials/{material_id}/verify": Rule(AUDITING),
    "GET /materials/{material_id}/retention": Rule(ANYBODY),
    "POST /materials/{material_id}/mark": Rule(KEEPING, {"exhibit_ref": "AB/1", "crime_number": "01/1/26", **WHY}),
    "POST /materials/{material_id}/category": Rule(KEEPING, {"category": "mopi-group-1", **WHY}),
    "POST /materials/{material_id}/holds": Rule(KEEPING, {"review_on": LATER, **WHY}),
    "POST /materials/{material_id}/holds/{hold_id}/release": Rule(DECIDING, WHY),
    "POST /materials/{material_id}/reviews": Rule(DECIDING, {"decision": "keep", "review_on": LATER, **WHY}),
    "POST /materials/{material_id}/disposal": Rule(KEEPING, WHY),
    "POST /materials/{material_id}/disposal/approve": Rule(DECIDING, WHY),
    "POST /materials/{material_id}/disposal/refuse": Rule(DECIDING, WHY),
    "GET /materials/{material_id}/certificate": Rule(ANYBODY),
    "POST /materials/{material_id}/copies": Rule(KEEPING, COPY),
    "GET /materials/{material_id}/copies": Rule(ANYBODY),
    "GET /materials/{material_id}/copies/{copy_id}": Rule(ANYBODY),
    "GET /materials/{material_id}/copies/{copy_id}/files": Rule(ANYBODY),
    "POST /materials/{material_id}/faces": Rule(KEEPING, PART),
    "GET /materials/{material_id}/faces/{search_id}": Rule(ANYBODY),
    "POST /materials/{material_id}/bundle": Rule(KEEPING, WHY),
    "GET /bundles/{bundle_id}": Rule(KEEPING),
    "POST /bundles/{bundle_id}/download": Rule(KEEPING),
    "POST /materials/{material_id}/shares": Rule(KEEPING, SHARE),
    "GET /materials/{material_id}/shares": Rule(ANYBODY),
    "POST /shares/{share_id}/revoke": Rule(KEEPING, WHY),
    "POST /uploads": Rule(KEEPING, {"incident_ref": "INC-7", "file_name": "till.mp4", "bytes": 100}),
    "GET /uploads/{upload_id}": Rule(KEEPING),
    "POST /uploads/{upload_id}/parts": Rule(KEEPING, {"number": 1, "sha256": "ab" * 32}),
    "POST /uploads/{upload_id}/complete": Rule(KEEPING, {"sha256": "ab" * 32}),
    "POST /materials/{material_id}/file": Rule(ANYBODY),
}
"""Routes that stand behind an officer's token."""

OTHERS: dict[str, frozenset[str]] = {
    "citizen": frozenset(
        {
            *("POST /citizen/tickets", "POST /citizen/original", "POST /citizen/original/pieces", "POST /positions"),
            *("POST /citizen/uploads", "GET /citizen/uploads", "GET /citizen/uploads/{upload_id}"),
            *("POST /citizen/uploads/{upload_id}/parts", "POST /citizen/uploads/{upload_id}/complete"),
        }
    ),
    "worker": frozenset({"POST /worker/tickets"}),
}
"""Routes that stand behind another one's credential."""

OPEN = frozenset(
    {
        *("POST /citizen/look-up", "POST /citizen/accept", "POST /citizen/decline", "POST /receipts/notify"),
        *("POST /share/look-up", "POST /share/code", "POST /share/open", "GET /share/viewing", "GET /share/recording"),
        *(
            "GET /share/playlist",
            "GET /share/fragments",
            "GET /share/stills",
            "GET /share/copies",
            "GET /share/copies/{copy_id}/files",
            "GET /share/file",
            "POST /synthetic/invites",
        ),
        *("OPTIONS /whip", "POST /whip", "PATCH /whip/{leg_id}", "DELETE /whip/{leg_id}"),
        *("OPTIONS /whep/{session_id}", "POST /whep/{session_id}"),
        *("PATCH /whep/{session_id}/{leg_id}", "DELETE /whep/{session_id}/{leg_id}"),
    }
)
"""Routes without an authorizer: their own suites show which token opens them, which the function itself reads."""


def make_objects(name: str) -> dict[str, str]:
    """Store one of each thing, of the force `force`; return what to put into a path."""
    bootstrap.invite_store().add(an_invite(invite_id=f"invite-{name}", created_at=NOW, expires_at=NOW + timedelta(1)))
    bootstrap.session_store().add(a_session(session_id=name, invite_id=f"invite-{name}"))
    bootstrap.source_store().add(replace(A_SOURCE, source_id=f"source-{name}"))
    bootstrap.upload_store().add(replace(AN_UPLOAD, upload_id=f"upload-{name}", force_id="force"))
    bootstrap.share_store().add(
        replace(A_SHARE, share_id=f"share-{name}", material_id=name, force_id="force", expires_at=NOW + timedelta(1))
    )
    _make_material(name)
    _make_bundle(name)
    for key in ("manifest.json", "seal.json", "disposal/certificate.json", "disposal/seal.json"):
        bootstrap.ports().evidence.put_once(f"force/{name}/{key}", b"{}", "application/json")
    return {
        "invite_id": f"invite-{name}",
        "session_id": name,
        "source_id": f"source-{name}",
        "material_id": name,
        "copy_id": f"copy-{name}",
        "hold_id": f"hold-{name}",
        "bundle_id": f"bundle-{name}",
        "share_id": f"share-{name}",
        "search_id": f"search-{name}",
        "upload_id": f"upload-{name}",
    }


def _make_material(name: str) -> None:
    """Hold a file that was brought in, of which a copy and a search for faces were asked for."""
    hold = Hold(f"hold-{name}", "Appeal", "Insp Moss", "2026-11-21T12:00:00.000Z", NOW.date())
    bootstrap.material_store().add(a_material(material_id=name, kind=MaterialKind.UPLOAD, holds=(hold,)))
    asked: dict[str, Plain] = {
        "copy_id": f"copy-{name}",
        "search_id": f"search-{name}",
        "kind": "snapshot",
        "exact": False,
        **PART,
    }
    for event in (
        Event(CustodyAction.UPLOADED, details={"byte_count": 0}),
        Event(CustodyAction.COPIED, details=asked),
        Event(CustodyAction.FACES_SOUGHT, details=asked),
    ):
        note_event(bootstrap.ports(), "force", name, event)


def _make_bundle(name: str) -> None:
    bundle = Bundle(f"bundle-{name}", "force", name, "Trial", True, NOW, "officer-1", "DC Rees", 1, BundleState.READY)  # noqa: FBT003  a record
    bootstrap.ports().bundles.note(bundle)
