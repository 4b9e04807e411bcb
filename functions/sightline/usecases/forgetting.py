"""Takes out of the tables what they hold of a person, once the session's material is disposed of."""

from dataclasses import replace
from typing import Protocol

from sightline.domain.errors import NotFoundError
from sightline.domain.material import Material, MaterialKind
from sightline.ports import ChatStore, InviteStore, PositionStore, SessionStore


class Memory(Protocol):
    """The ports of what is remembered of a session."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...

    @property
    def invites(self) -> InviteStore:
        """The invites, which hold the numbers."""
        ...

    @property
    def positions(self) -> PositionStore:
        """Where the phones were."""
        ...

    @property
    def chat(self) -> ChatStore:
        """What was written."""
        ...


def forget_session(memory: Memory, material: Material) -> None:
    """Forget the person of a session: number, trail, chat, consent, device; doing it again changes nothing."""
    if material.kind is not MaterialKind.SESSION:
        return
    try:
        session = memory.sessions.change(material.material_id, lambda newest: newest.forgotten())
    except NotFoundError:
        return  # the tables were made anew while it was being disposed of: they know nothing of a person
    memory.positions.forget(session.session_id)
    memory.chat.forget(session.session_id)
    if session.invite_id:
        memory.invites.change(session.invite_id, lambda newest: replace(newest, phone_number="", device_hash=None))
