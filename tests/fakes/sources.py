"""Sources and workers' answers in memory."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sightline.domain.errors import NotFoundError
from sightline.domain.source import Source
from sightline.messages.signalling import Answer, Refusal


@dataclass
class SourcesInMemory:
    """A SourceStore."""

    by_id: dict[str, Source] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, source: Source) -> None:
        """Store a new source."""
        self.by_id.setdefault(source.source_id, source)

    def get(self, source_id: str) -> Source:
        """Return a source, or raise NotFoundError."""
        if source_id not in self.by_id:
            raise NotFoundError
        return self.by_id[source_id]

    def change(self, source_id: str, how: Callable[[Source], Source]) -> Source:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(source_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[source_id] = changed
            return changed

    def list_by_force(self, force_id: str) -> list[Source]:
        """Return a force's sources, newest first."""
        own = [source for source in self.by_id.values() if source.force_id == force_id]
        return sorted(own, key=lambda source: source.created_at, reverse=True)


@dataclass
class AnswersInMemory:
    """An AnswerStore; `waiting` is what happens while somebody waits."""

    by_leg: dict[tuple[str, str], Answer | Refusal] = field(default_factory=dict)
    waiting: Callable[[str, str], None] = lambda _session_id, _leg_id: None

    def put(self, answer: Answer | Refusal) -> bool:
        """Keep the first answer to a leg's offer."""
        return self.by_leg.setdefault((answer.session_id, answer.leg_id), answer) is answer

    def wait(self, session_id: str, leg_id: str, patience: timedelta) -> Answer | Refusal | None:  # noqa: ARG002
        """Return the answer, or None if waiting has not brought it."""
        self.waiting(session_id, leg_id)
        return self.by_leg.get((session_id, leg_id))
