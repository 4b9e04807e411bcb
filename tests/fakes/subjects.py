"""A session and the invite that it came of, to begin a test with."""

from datetime import datetime, timedelta

from sightline.domain.invite import (
    Capability,
    Consent,
    FunnelStage,
    Invite,
    InviteState,
    Language,
    Purpose,
    RetentionCategory,
)
from sightline.domain.position import Position
from sightline.domain.session import Session, SessionState
from tests.fakes.clock import NOON


def make_session(session_id: str = "session-1", force_id: str = "avon", at: datetime = NOON) -> Session:
    """Return an open session of a citizen who shares everything."""
    return Session(
        session_id=session_id,
        invite_id=f"invite-of-{session_id}",
        force_id=force_id,
        incident_ref="AV/2026/17",
        purpose=Purpose.INCIDENT_ASSESSMENT,
        language=Language.ENGLISH,
        retention_category=RetentionCategory.NOT_EVIDENTIAL,
        spoken_code="amber otter",
        consent=Consent(frozenset(Capability), "2026-01", Language.ENGLISH, at),
        state=SessionState.OPEN,
        created_at=at,
        last_seen_at=at,
    )


def make_invite(session_id: str = "session-1", force_id: str = "avon", at: datetime = NOON) -> Invite:
    """Return the accepted invite of a session."""
    return Invite(
        invite_id=f"invite-of-{session_id}",
        force_id=force_id,
        officer_id="officer-Sam Patel",
        officer_name="Sam Patel",
        phone_number="+447700900123",
        incident_ref="AV/2026/17",
        purpose=Purpose.INCIDENT_ASSESSMENT,
        capabilities=frozenset(Capability),
        language=Language.ENGLISH,
        retention_category=RetentionCategory.NOT_EVIDENTIAL,
        spoken_code="amber otter",
        state=InviteState.ACCEPTED,
        created_at=at,
        expires_at=at + timedelta(minutes=30),
        session_id=session_id,
        funnel={FunnelStage.SENT: at, FunnelStage.OPENED: at, FunnelStage.CONSENTED: at},
    )


def make_position(sequence: int, session_id: str = "session-1", at: datetime = NOON) -> Position:
    """Return a position, one second and a few metres after the one before."""
    fixed_at = at + timedelta(seconds=sequence)
    return Position(
        session_id=session_id,
        sequence=sequence,
        latitude=round(51.4545 + sequence / 10_000, 4),
        longitude=-2.5879,
        accuracy=8.5,
        fixed_at=fixed_at,
        received_at=fixed_at,
        altitude=11.0,
        speed=1.25,
    )
