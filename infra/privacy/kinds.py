"""What kind of personal data each field of a kept record is; one that nobody has placed here stops the inventory."""

from collections.abc import Iterable, Mapping
from enum import Enum


class Kind(Enum):
    """In the words of a data protection officer."""

    PERSON = "who somebody is"
    PLACE = "where somebody is"
    COMMUNICATION = "what somebody says or shows"
    CHOICE = "what somebody agreed to"
    CASE = "what it is about"
    ACCESS = "what lets somebody in (hashes)"
    NONE = "none"


_FIELDS: Mapping[Kind, str] = {
    Kind.PERSON: (
        "phone_number officer_id officer_name participant_id participant name sender sender_name holder "
        "actor proposed_by recipient_name organisation email"
    ),
    Kind.PLACE: "latitude longitude accuracy altitude altitude_accuracy heading speed place",
    Kind.COMMUNICATION: "text talk original files",
    Kind.CHOICE: "consent earlier_consents capabilities keep_original language",
    Kind.CASE: (
        "incident_ref purpose retention_category category camera title exhibit_ref crime_number "
        "file_name reason details holds disposal review facet"
    ),
    Kind.ACCESS: "code viewing spoken_code link_hash credential_hash device_hash token_hash ticket_hash spent_by",
    Kind.NONE: (
        "invite_id force_id session_id source_id message_id worker_id connection_id topic topics role "
        "kind state version created_at expires_at revoked_at sent_at fixed_at received_at announced_at "
        "live_at ended_at last_seen_at spent_at token_expires_at up_leg_at stills_due_at sequence "
        "provider_message_id trouble funnel end_reason seal up_leg_id recording_ids capture "
        "upload_id multipart_id captured_at modified_at sha256 refusal officer_role "
        "material_id parent_id chain_id previous_hash hash at action manifest_sha256 byte_count media_type began_at "
        "review_on "
        "share_id opened_at codes_sent_at may_download disposed_of "
        "custody_sequence secured moment asked_quality ends_with_stream places free_places draining backlog"
    ),
}
KINDS: Mapping[str, Kind] = {name: kind for kind, names in _FIELDS.items() for name in names.split()}


class UnplacedFieldError(Exception):
    """A record has a field of which nobody has said what kind of data it is; the message names it."""


def sort_fields(names: Iterable[str]) -> dict[Kind, list[str]]:
    """Return a record's fields by kind, or raise UnplacedFieldError."""
    listed = list(names)
    if unplaced := [name for name in listed if name not in KINDS]:
        message = f"Say in infra/privacy/kinds.py what kind of data this is: {', '.join(unplaced)}."
        raise UnplacedFieldError(message)
    return {kind: found for kind in Kind if (found := [name for name in listed if KINDS[name] is kind])}
