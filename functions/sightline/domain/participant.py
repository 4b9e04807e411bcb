"""Who takes part: citizens, officers of four roles, workers; cameras and players that come over HTTP."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The kinds of caller. The first four are officers, by their group at the identity provider."""

    CALL_HANDLER = "call-handler"
    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    CITIZEN = "citizen"
    WORKER = "worker"
    SOURCE = "source"
    """A camera that sends without a citizen (WHIP)."""
    PLAYER = "player"
    """A program that watches one session with an officer's pass (WHEP)."""
    RECIPIENT = "recipient"
    """Somebody outside the force with whom a recording is shared."""


OFFICER_ROLES = frozenset({Role.CALL_HANDLER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.AUDITOR})


@dataclass(frozen=True)
class Participant:
    """Someone who has proved who they are.

    Workers are bound to no force; all others to one, and those who are no officers to one session of it.
    """

    participant_id: str
    role: Role
    name: str
    force_id: str | None = None
    session_id: str | None = None

    def is_officer(self) -> bool:
        """Say whether this is an officer of any role."""
        return self.role in OFFICER_ROLES


@dataclass(frozen=True)
class Connection:
    """One WebSocket of one participant."""

    connection_id: str
    participant: Participant
    topics: frozenset[str] = field(default=frozenset(), compare=False)
    """What it listened to; known only to who has fetched or removed the connection by its id."""
