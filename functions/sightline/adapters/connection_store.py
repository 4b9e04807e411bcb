"""ConnectionStore on DynamoDB: one item for a connection, one more for each topic it listens to."""

from collections.abc import Sequence
from datetime import timedelta

from sightline.adapters.dynamo import Item, Table, epoch
from sightline.domain.participant import Connection, Participant, Role
from sightline.ports import Clock

CONNECTION_LIFE = timedelta(hours=3)
"""API Gateway cuts a WebSocket after 2 h; what its $disconnect did not remove goes by itself."""
OPENING = timedelta(seconds=30)
"""API Gateway gives `$connect` 29 s, and calls the connection gone until it has answered."""
LEG_LIFE = timedelta(hours=24)
LEG_TOPICS = ("legs#", "seeing#")


class DynamoConnectionStore:
    """Items are keyed by topic and connection id; topic `connection#{id}` is the connection itself."""

    def __init__(self, table: Table, clock: Clock) -> None:
        """Take the connections table."""
        self._table = table
        self._clock = clock

    def add(self, connection: Connection, topics: Sequence[str]) -> None:
        """Store a connection and let it listen."""
        own = self._item(_own_topic(connection.connection_id), connection)
        self._table.put({**own, "topics": set(topics) or None})
        for topic in topics:
            self._table.put(self._item(topic, connection))

    def get(self, connection_id: str) -> Connection | None:
        """Return a connection with its topics, or None if it is gone."""
        item = self._table.get(_key(_own_topic(connection_id), connection_id))
        return _read(item) if item else None

    def remove(self, connection_id: str) -> Connection | None:
        """Forget a connection and its topics; one caller is told what it was."""
        return self._remove(connection_id)

    def remove_gone(self, connection_id: str) -> Connection | None:
        """Forget a connection that cannot be reached, unless it is so new that it may still be opening."""
        opened_before = epoch(self._clock.now() - OPENING)
        newest = {":newest": opened_before + int(CONNECTION_LIFE.total_seconds())}
        return self._remove(connection_id, "expires_at_epoch <= :newest", newest)

    def _remove(
        self, connection_id: str, condition: str | None = None, values: Item | None = None
    ) -> Connection | None:
        item = self._table.delete(_key(_own_topic(connection_id), connection_id), condition, values)
        if item is None:
            return None
        connection = _read(item)
        for topic in connection.topics:
            self._table.delete(_key(topic, connection_id))
        return connection

    def join(self, topic: str, connection: Connection) -> None:
        """Let a connection or a leg listen; a connection that is gone does not come back by it."""
        self._table.put(self._item(topic, connection))
        if not topic.startswith(LEG_TOPICS) and not self._note_topic("ADD", topic, connection.connection_id):
            self._table.delete(_key(topic, connection.connection_id))

    def leave(self, topic: str, connection_id: str) -> None:
        """Let a connection listen no more."""
        self._table.delete(_key(topic, connection_id))
        if not topic.startswith(LEG_TOPICS):
            self._note_topic("DELETE", topic, connection_id)

    def listeners(self, topic: str) -> list[Connection]:
        """Return who listens to a topic."""
        return [_read(item) for item in self._table.query("topic = :topic", {":topic": topic})]

    def _note_topic(self, verb: str, topic: str, connection_id: str) -> bool:
        """Keep the connection's own list of topics; return False if the connection is gone."""
        key = _key(_own_topic(connection_id), connection_id)
        return self._table.update(key, f"{verb} topics :topics", {":topics": {topic}}, "attribute_exists(topic)")

    def _item(self, topic: str, connection: Connection) -> Item:
        life = LEG_LIFE if topic.startswith(LEG_TOPICS) else CONNECTION_LIFE
        who = connection.participant
        return {
            **_key(topic, connection.connection_id),
            "participant_id": who.participant_id,
            "role": who.role.value,
            "name": who.name,
            "force_id": who.force_id,
            "session_id": who.session_id,
            "expires_at_epoch": epoch(self._clock.now() + life),
        }


def _own_topic(connection_id: str) -> str:
    return f"connection#{connection_id}"


def _key(topic: str, connection_id: str) -> Item:
    return {"topic": topic, "connection_id": connection_id}


def _read(item: Item) -> Connection:
    participant = Participant(
        participant_id=item["participant_id"],
        role=Role(item["role"]),
        name=item["name"],
        force_id=item.get("force_id"),
        session_id=item.get("session_id"),
    )
    return Connection(item["connection_id"], participant, frozenset(item.get("topics", ())))
