"""Where a phone has been and what was written: from the working tables while a session runs, then from its manifest.

The tables let go of both after a month (`working_copy_days`), entry by entry; what is sealed stays as long as the
recording does, and is what counts.
"""

import json
from typing import Any, Protocol

from sightline.domain.position import Position
from sightline.domain.sealed_session import read_trail
from sightline.domain.session import Session
from sightline.messages.views import ChatView
from sightline.ports import ChatStore, EvidenceStore, PositionStore
from sightline.usecases.amendments import newest_version, version_prefix


class Trails(Protocol):
    """The ports of where phones have been."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def positions(self) -> PositionStore:
        """The positions."""
        ...


class Chats(Protocol):
    """The ports of what was written."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def chat(self) -> ChatStore:
        """The lines."""
        ...


def list_trail(trails: Trails, session: Session) -> list[Position]:
    """Return a session's positions in the order fixed; none once it is disposed of."""
    manifest = _read_sealed(trails.evidence, session)
    return read_trail(manifest) if manifest else trails.positions.list_trail(session.session_id)


def list_chat(chats: Chats, session: Session) -> list[ChatView]:
    """Return a session's chat in the order sent; none once it is disposed of."""
    if manifest := _read_sealed(chats.evidence, session):
        return [ChatView.model_validate(line) for line in manifest["chat"]]
    return chats.chat.list_all(session.session_id)


def _read_sealed(evidence: EvidenceStore, session: Session) -> dict[str, Any] | None:
    """Return the newest manifest; None before there is one, and once it has gone with what it names."""
    if session.seal is None:
        return None
    prefix = version_prefix(session, newest_version(evidence, session))
    body = evidence.read_object(f"{prefix}manifest.json")
    manifest: dict[str, Any] | None = json.loads(body) if body else None
    return manifest
