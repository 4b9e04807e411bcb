"""Chat in memory."""

from dataclasses import dataclass, field

from sightline.messages.views import ChatView


@dataclass
class ChatInMemory:
    """A ChatStore."""

    by_session: dict[str, dict[tuple[str, str, str], ChatView]] = field(default_factory=dict)

    def add(self, session_id: str, message: ChatView, ref: str) -> ChatView:
        """Store a message, each sender's `ref` once."""
        chat = self.by_session.setdefault(session_id, {})
        return chat.setdefault((message.sender, message.sender_name, ref), message)

    def list_all(self, session_id: str) -> list[ChatView]:
        """Return a session's chat in the order sent."""
        return sorted(self.by_session.get(session_id, {}).values(), key=lambda message: message.message_id)

    def forget(self, session_id: str) -> None:
        """Remove a session's chat."""
        self.by_session.pop(session_id, None)
