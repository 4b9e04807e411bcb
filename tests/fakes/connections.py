"""Connections and topics in memory, and a sender that keeps what it was asked to deliver."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sightline.domain.errors import UnreachableError
from sightline.domain.participant import Connection
from sightline.messages.base import Model


@dataclass
class ConnectionsInMemory:
    """A ConnectionStore."""

    by_id: dict[str, Connection] = field(default_factory=dict)
    by_topic: dict[str, dict[str, Connection]] = field(default_factory=dict)

    def add(self, connection: Connection, topics: Sequence[str]) -> None:
        """Store a connection and let it listen."""
        self.by_id[connection.connection_id] = connection
        for topic in topics:
            self.join(topic, connection)

    def get(self, connection_id: str) -> Connection | None:
        """Return a connection with its topics, or None."""
        connection = self.by_id.get(connection_id)
        topics = frozenset(topic for topic, listeners in self.by_topic.items() if connection_id in listeners)
        return replace(connection, topics=topics) if connection else None

    def remove(self, connection_id: str) -> Connection | None:
        """Forget a connection and its topics."""
        connection = self.get(connection_id)
        self.by_id.pop(connection_id, None)
        for topic in connection.topics if connection else ():
            self.leave(topic, connection_id)
        return connection

    def join(self, topic: str, connection: Connection) -> None:
        """Let a connection, or a leg, listen; a connection that is gone does not come back by it."""
        if connection.connection_id in self.by_id or topic.startswith(("legs#", "seeing#")):
            self.by_topic.setdefault(topic, {})[connection.connection_id] = connection

    def leave(self, topic: str, connection_id: str) -> None:
        """Let a connection listen no more."""
        self.by_topic.get(topic, {}).pop(connection_id, None)

    def listeners(self, topic: str) -> list[Connection]:
        """Return who listens to a topic."""
        return list(self.by_topic.get(topic, {}).values())


@dataclass
class SenderInMemory:
    """A Sender; `gone` are the connections that are no more, `blocked` those that it fails to reach."""

    connections: ConnectionsInMemory
    sent: list[tuple[str, Model]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    on_close: Callable[[str], None] = lambda _connection_id: None

    def send(self, connection_id: str, message: Model) -> bool:
        """Keep the message, or forget a connection that is gone."""
        self._require_way(connection_id)
        if connection_id in self.gone:
            self.connections.remove(connection_id)
            return False
        self.sent.append((connection_id, message))
        return True

    def close(self, connection_id: str) -> None:
        """Note that the connection was cut."""
        self._require_way(connection_id)
        self.on_close(connection_id)
        self.closed.append(connection_id)

    def _require_way(self, connection_id: str) -> None:
        if connection_id in self.blocked:
            raise UnreachableError

    def sent_to(self, connection_id: str) -> list[Model]:
        """Return what one connection was sent, in order."""
        return [message for receiver, message in self.sent if receiver == connection_id]
