"""Chat in DynamoDB.

A message is stored twice: under its sender's mark, which decides which of two repeated calls came
first, and under its time-ordered id, from which chat is read. The second write is repeated with the
first one's message, so a call that broke off between the two is mended by its repetition.
"""

from datetime import timedelta
from hashlib import sha256

from sightline.adapters.dynamo import Item, Table, epoch
from sightline.messages.views import ChatView

MARK = "ref#"
"""Message ids begin with a digit, so the marks sort behind all of them."""


class DynamoChatStore:
    """A ChatStore on table `chat`."""

    def __init__(self, table: Table, life: timedelta) -> None:
        """Take the table, and how long after it was sent a message goes; the sealed manifest keeps it."""
        self._table = table
        self._life = life

    def add(self, session_id: str, message: ChatView, ref: str) -> ChatView:
        """Store a message, each sender's `ref` once; return what stands under it."""
        mark = {"session_id": session_id, "message_id": _mark(message, ref)}
        if not self._table.put({**mark, **self._kept(message)}, "attribute_not_exists(session_id)"):
            earlier = self._table.get(mark)
            message = _read(earlier) if earlier else message
        self._table.put({"session_id": session_id, "message_id": message.message_id, **self._kept(message)})
        return message

    def list_all(self, session_id: str) -> list[ChatView]:
        """Return a session's chat in the order sent."""
        condition = "session_id = :session_id AND message_id < :mark"
        return [_read(item) for item in self._table.query(condition, {":session_id": session_id, ":mark": MARK})]

    def forget(self, session_id: str) -> None:
        """Remove a session's chat, the senders' marks included."""
        for item in self._table.query("session_id = :session_id", {":session_id": session_id}):
            self._table.delete({"session_id": session_id, "message_id": item["message_id"]})

    def _kept(self, message: ChatView) -> Item:
        return {"message": message.model_dump(mode="json"), "expires_at_epoch": epoch(message.sent_at + self._life)}


def _mark(message: ChatView, ref: str) -> str:
    sender = f"{message.sender}\n{message.sender_name}\n{ref}"
    return MARK + sha256(sender.encode()).hexdigest()


def _read(item: Item) -> ChatView:
    return ChatView.model_validate(item["message"])
