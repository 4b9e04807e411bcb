"""What a played server says of how a material is kept: holds that are being put, and each state of a disposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.played_desk import Answer
from tests.e2e.played_material import ID, RETENTION, about_material

OFFICER = "officer-1"
"""Who looks at the page."""
PROPOSER = "Detective Sergeant Bartholomew Featherstonehaugh-Cholmondeley 4411"
WHY = (
    "Charging advice for the Complex Casework Unit, in the matter of the collision at the junction with the B3116: "
    "no further action, the family was told in person on 20 November, and the coroner needs nothing of it"
)
KEPT: list[dict[str, Any]] = RETENTION["kept_because"]
HOLD: dict[str, Any] = {
    "hold_id": "h1",
    "reason": WHY,
    "by_name": PROPOSER,
    "since": "2026-11-22T10:00:00Z",
    "review_on": "2027-11-22",
}
HELD_BECAUSE = {"sentence": f"{PROPOSER} holds it: “{WHY}”. It is looked at again on 22 November 2027.", "until": None}
CERTIFIED: dict[str, Any] = {
    "certificate": {
        "created_at": "2026-01-02T03:04:05Z",
        "disposed_at": "2026-11-22T02:00:00Z",
        "object_count": 40_000,
        "byte_count": 8_200_000_000,
        "manifest_sha256": "ab" * 32,
    },
    "seal": {},
}


@dataclass(frozen=True)
class Kept:
    """How a material is kept, who looks, and a part of the sentence that says so."""

    says: str
    state: str = "held"
    role: str = "supervisor"
    retention: Mapping[str, Any] = field(default_factory=dict)


def a_disposal(**changes: Any) -> dict[str, Any]:
    """Return a disposal that somebody else has proposed, but for the changes."""
    return {
        "reason": WHY,
        "proposed_by": "officer-2",
        "proposed_by_name": PROPOSER,
        "approved_by_name": None,
        "not_before": None,
        "disposed_at": None,
        "object_count": 0,
        **changes,
    }


def leaving(state: str, says: str, role: str = "supervisor", **disposal: Any) -> Kept:
    """Return what is said of something on its way out."""
    return Kept(says, state, role, {"kept_because": [], "disposal": a_disposal(**disposal)})


def locking(says: str, locked: int, of: int | None) -> Kept:
    """Return what is said of something whose hold is being put."""
    held = {"holds": [HOLD], "kept_because": [HELD_BECAUSE, *KEPT], "may_go": False}
    return Kept(says, retention={**held, "locking": {"locked": locked, "of": of}})


DATED: dict[str, Any] = {"approved_by_name": "Helen Webb", "not_before": "2026-11-23"}
GONE: dict[str, Any] = {**DATED, "object_count": 40_000, "disposed_at": "2026-11-22T02:00:00Z"}

KEPT_HOW: Mapping[str, Kept] = {
    "proposed-by-me": leaving("disposal-proposed", "You proposed it", proposed_by=OFFICER),
    "announced": leaving("disposal-announced", "it goes on 23 Nov 2026 at the earliest", role="auditor", **DATED),
    "hold-half": locking("locked 21,000 of 40,000 pieces", 21_000, 40_000),
}
"""Those with the most to show; the words of all are held by tests of their own."""
DISPOSED = leaving("disposed", "40,000 pieces deleted", **GONE)


def about_kept(kept: Kept) -> dict[str, Answer]:
    """Return what is said of a file that was brought in, and is kept so."""
    answers = about_material(kind="upload", title="till.mp4", state=kept.state)
    answers[f"GET /materials/{ID}/retention"] = {**RETENTION, "state": kept.state, **kept.retention}
    answers[f"GET /materials/{ID}/certificate"] = CERTIFIED
    return answers
