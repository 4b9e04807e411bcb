"""One of each thing, for tests that change what matters to them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sightline.domain.invite import (
    Capability,
    Consent,
    Invite,
    InviteState,
    Language,
    Purpose,
    RetentionCategory,
)
from sightline.domain.participant import Participant, Role
from sightline.domain.session import Session, SessionState
from sightline.domain.source import Source, SourceKind
from sightline.domain.token import hash_token
from tests.fakes.clock import NOON

OFFICER = Participant("officer-1", Role.CALL_HANDLER, "PC Rees", force_id="force")
STRANGER = Participant("officer-2", Role.SUPERVISOR, "PC Moss", force_id="other-force")
CONSENT = Consent(frozenset({Capability.VIDEO, Capability.LOCATION}), "en-1", Language.ENGLISH, NOON)

INVITE = Invite(
    invite_id="invite-1",
    force_id="force",
    officer_id=OFFICER.participant_id,
    officer_name=OFFICER.name,
    phone_number="+447700900123",
    incident_ref="INC-7",
    purpose=Purpose.MISSING_PERSON,
    capabilities=frozenset(Capability),
    language=Language.ENGLISH,
    retention_category=RetentionCategory.NOT_EVIDENTIAL,
    spoken_code="apple river",
    state=InviteState.CREATED,
    created_at=NOON,
    expires_at=NOON + timedelta(minutes=30),
)
SESSION = Session(
    session_id="session-1",
    invite_id="invite-1",
    force_id="force",
    incident_ref="INC-7",
    purpose=Purpose.MISSING_PERSON,
    language=Language.ENGLISH,
    retention_category=RetentionCategory.NOT_EVIDENTIAL,
    spoken_code="apple river",
    consent=CONSENT,
    state=SessionState.OPEN,
    created_at=NOON,
    last_seen_at=NOON,
)


SOURCE_SECRET = "secret-of-source-1"  # noqa: S105 - of a source that exists only in tests
SOURCE = Source(
    source_id="source-1",
    force_id="force",
    officer_name=OFFICER.name,
    name="M4 J3 camera 2",
    kind=SourceKind.ROADSIDE,
    incident_ref="INC-8",
    purpose=Purpose.INCIDENT_ASSESSMENT,
    retention_category=RetentionCategory.NOT_EVIDENTIAL,
    ends_with_stream=True,
    token_hash=hash_token(SOURCE_SECRET),
    token_expires_at=NOON + timedelta(days=30),
    created_at=NOON,
)


def an_invite(**changes: Any) -> Invite:
    """Return an invite with some of its fields changed."""
    return replace(INVITE, **changes)


def a_session(**changes: Any) -> Session:
    """Return a session with some of its fields changed."""
    return replace(SESSION, **changes)
