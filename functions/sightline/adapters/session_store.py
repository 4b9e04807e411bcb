"""Sessions in DynamoDB."""

from collections.abc import Callable, Sequence
from heapq import merge
from itertools import islice

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.session import Session, SessionState

_SHAPE = TypeAdapter(Session)


class DynamoSessionStore:
    """A SessionStore on table `sessions` with its indexes `by-force` and `by-work`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table
        self._sessions = VersionedTable(table, "session_id", _SHAPE, _index)

    def add(self, session: Session) -> None:
        """Store a new session."""
        self._sessions.add(session)

    def get(self, session_id: str) -> Session:
        """Return a session, or raise NotFoundError."""
        return self._sessions.get(session_id)

    def change(self, session_id: str, how: Callable[[Session], Session]) -> Session:
        """Apply `how` to the newest version by a conditional write."""
        return self._sessions.change(session_id, how)

    def list_by_force(
        self, force_id: str, states: Sequence[SessionState], after: str | None, limit: int
    ) -> tuple[list[Session], str | None]:
        """Return sessions newest first, and the instant of the last one if there may be more."""
        newest_first = merge(
            *(self._query_state(force_id, state, after, limit + 1) for state in states),
            key=lambda item: str(item["created_at"]),
            reverse=True,
        )
        items = list(islice(newest_first, limit + 1))
        following = str(items[limit - 1]["created_at"]) if len(items) > limit else None
        return [self._sessions.from_item(item) for item in items[:limit]], following

    def list_running(self) -> list[Session]:
        """Return all sessions that have not ended."""
        return self._list_work("running")

    def list_unsealed(self) -> list[Session]:
        """Return all ended sessions without a seal."""
        return self._list_work("unsealed")

    def list_awaiting_original(self) -> list[Session]:
        """Return all sealed sessions whose phone may still send its own recording."""
        return self._list_work("original")

    def _query_state(self, force_id: str, state: SessionState, after: str | None, limit: int) -> list[Item]:
        condition, values = "force_state = :partition", {":partition": f"{force_id}#{state}"}
        if after is not None:
            condition, values = f"{condition} AND created_at < :after", {**values, ":after": after}
        return list(self._table.query(condition, values, index="by-force", newest_first=True, limit=limit))

    def _list_work(self, work: str) -> list[Session]:
        items = self._table.query("#work = :work", {":work": work}, index="by-work")
        return [self._sessions.from_item(item) for item in items]


def _index(session: Session) -> Item:
    return {
        "created_at": sortable(session.created_at),
        "force_state": f"{session.force_id}#{session.state}",
        "work": _work(session),
    }


def _work(session: Session) -> str | None:
    """Name what is still to be done for a session; None keeps it out of the sparse index."""
    if session.state is not SessionState.ENDED:
        return "running"
    if session.seal is None:
        return "unsealed"
    return "original" if session.awaits_original() else None
