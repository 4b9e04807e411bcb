"""Every HTTP route, and who is asked for what at the door.

A test holds this table equal to the Chalice apps' own `routes`: API Gateway answers 404 for what
is not declared here, and Chalice cannot be asked at synthesis without importing the functions.
"""

from dataclasses import dataclass
from enum import Enum


class Caller(Enum):
    """Who may come through a route, hence which authorizer stands before it."""

    OFFICER = "the user pool's ID token"
    CITIZEN = "the credential got by accepting"
    UPLOADER = "the same credential, and the answer is kept for a minute"
    WORKER = "the workers' key"
    ANYONE = "nothing at the door"


@dataclass(frozen=True)
class RouteRow:
    """One route. Whoever lets anyone in writes down why."""

    key: str
    function: str
    caller: Caller
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an open route without a reason."""
        if self.caller is Caller.ANYONE and not self.reason:
            message = f"{self.key} is open to anyone, and nothing says why."
            raise ValueError(message)


_TOKEN = "The body carries the link's token: 128 random bits, known by their hash, spent at most once."  # noqa: S105 a reason

_SHARE_LINK = "The body carries the token of a share's link; of itself it opens nothing but a mail to the recipient."
_VIEWING = "The function reads the share itself at every call, so that one that is revoked ends at once."

_BEARER = (
    "The function itself asks for the bearer token: WHIP and WHEP want 401 with a challenge, an authorizer says 403."
)
_TYPES = "Says which media type is taken, to anyone, as RFC 9725 wants; reads and changes nothing."

ROUTES = (
    RouteRow("POST /invites", "invites", Caller.OFFICER),
    RouteRow("GET /invites", "invites", Caller.OFFICER),
    RouteRow("GET /invites/{invite_id}", "invites", Caller.OFFICER),
    RouteRow("POST /invites/{invite_id}/resend", "invites", Caller.OFFICER),
    RouteRow("POST /invites/{invite_id}/revoke", "invites", Caller.OFFICER),
    RouteRow("POST /invites/{invite_id}/readmit", "invites", Caller.OFFICER),
    RouteRow("POST /citizen/look-up", "citizens", Caller.ANYONE, _TOKEN),
    RouteRow("POST /citizen/accept", "citizens", Caller.ANYONE, _TOKEN),
    RouteRow("POST /citizen/decline", "citizens", Caller.ANYONE, _TOKEN),
    RouteRow(
        "POST /receipts/notify",
        "invites",
        Caller.ANYONE,
        "GOV.UK Notify shows a bearer token of our choosing, which the function itself compares.",
    ),
    RouteRow(
        "POST /synthetic/invites",
        "invites",
        Caller.ANYONE,
        "The synthetic citizen shows a key of its own, which the function itself compares; it opens nothing else.",
    ),
    RouteRow("POST /tickets", "tickets", Caller.OFFICER),
    RouteRow("POST /citizen/tickets", "tickets", Caller.CITIZEN),
    RouteRow("POST /worker/tickets", "tickets", Caller.WORKER),
    RouteRow("GET /sessions", "sessions", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}", "sessions", Caller.OFFICER),
    RouteRow("POST /sessions/{session_id}/end", "sessions", Caller.OFFICER),
    RouteRow("POST /citizen/original", "originals", Caller.CITIZEN),
    RouteRow("POST /citizen/original/pieces", "originals", Caller.UPLOADER),
    RouteRow("POST /sessions/{session_id}/passes", "sources", Caller.OFFICER),
    RouteRow("POST /sources", "sources", Caller.OFFICER),
    RouteRow("GET /sources", "sources", Caller.OFFICER),
    RouteRow("POST /sources/{source_id}/renew", "sources", Caller.OFFICER),
    RouteRow("POST /sources/{source_id}/revoke", "sources", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/shares", "shares", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/shares", "shares", Caller.OFFICER),
    RouteRow("POST /shares/{share_id}/revoke", "shares", Caller.OFFICER),
    RouteRow("POST /share/look-up", "recipients", Caller.ANYONE, _SHARE_LINK),
    RouteRow("POST /share/code", "recipients", Caller.ANYONE, _SHARE_LINK),
    RouteRow("POST /share/open", "recipients", Caller.ANYONE, _SHARE_LINK),
    RouteRow("GET /share/viewing", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/recording", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/playlist", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/fragments", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/stills", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/copies", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/copies/{copy_id}/files", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("GET /share/file", "recipients", Caller.ANYONE, _VIEWING),
    RouteRow("OPTIONS /whip", "whip", Caller.ANYONE, _TYPES),
    RouteRow("POST /whip", "whip", Caller.ANYONE, _BEARER),
    RouteRow("PATCH /whip/{leg_id}", "whip", Caller.ANYONE, _BEARER),
    RouteRow("DELETE /whip/{leg_id}", "whip", Caller.ANYONE, _BEARER),
    RouteRow("OPTIONS /whep/{session_id}", "whip", Caller.ANYONE, _TYPES),
    RouteRow("POST /whep/{session_id}", "whip", Caller.ANYONE, _BEARER),
    RouteRow("PATCH /whep/{session_id}/{leg_id}", "whip", Caller.ANYONE, _BEARER),
    RouteRow("DELETE /whep/{session_id}/{leg_id}", "whip", Caller.ANYONE, _BEARER),
    RouteRow("POST /positions", "location", Caller.CITIZEN),
    RouteRow("GET /sessions/{session_id}/trail", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/recording", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/playlist", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/fragments", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/stills", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/original", "evidence", Caller.OFFICER),
    RouteRow("GET /sessions/{session_id}/manifest", "evidence", Caller.OFFICER),
    RouteRow("GET /materials", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/bundle", "bundles", Caller.OFFICER),
    RouteRow("GET /bundles/{bundle_id}", "bundles", Caller.OFFICER),
    RouteRow("POST /bundles/{bundle_id}/download", "bundles", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/copies", "copies", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/copies", "copies", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/copies/{copy_id}", "copies", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/copies/{copy_id}/files", "copies", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/faces", "copies", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/faces/{search_id}", "copies", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}", "library", Caller.OFFICER),
    RouteRow("GET /materials/reviews", "library", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/retention", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/mark", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/category", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/holds", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/holds/{hold_id}/release", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/reviews", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/disposal", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/disposal/approve", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/disposal/refuse", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/viewings", "library", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/custody", "library", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/verify", "library", Caller.OFFICER),
    RouteRow("GET /materials/{material_id}/certificate", "library", Caller.OFFICER),
    RouteRow("POST /uploads", "uploads", Caller.OFFICER),
    RouteRow("GET /uploads/{upload_id}", "uploads", Caller.OFFICER),
    RouteRow("POST /uploads/{upload_id}/parts", "uploads", Caller.OFFICER),
    RouteRow("POST /uploads/{upload_id}/complete", "uploads", Caller.OFFICER),
    RouteRow("POST /materials/{material_id}/file", "uploads", Caller.OFFICER),
    RouteRow("POST /citizen/uploads", "citizen-uploads", Caller.CITIZEN),
    RouteRow("GET /citizen/uploads", "citizen-uploads", Caller.CITIZEN),
    RouteRow("GET /citizen/uploads/{upload_id}", "citizen-uploads", Caller.CITIZEN),
    RouteRow("POST /citizen/uploads/{upload_id}/parts", "citizen-uploads", Caller.UPLOADER),
    RouteRow("POST /citizen/uploads/{upload_id}/complete", "citizen-uploads", Caller.CITIZEN),
)

CONNECTION_ROUTES = {"$connect": "connect", "$default": "message", "$disconnect": "disconnect"}
"""WebSocket routes and their functions; whatever a message says, `$default` reads it."""
