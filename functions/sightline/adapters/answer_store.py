"""Workers' answers to offers that came over HTTP, beside the connections: they take the place of one."""

import time
from datetime import timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, epoch
from sightline.messages.signalling import Answer, Refusal
from sightline.ports import Clock

ANSWER_LIFE = timedelta(minutes=5)
LOOK_EVERY_SECONDS = 0.1

_SHAPE: TypeAdapter[Answer | Refusal] = TypeAdapter(Answer | Refusal)


class DynamoAnswerStore:
    """An AnswerStore on table `connections`: topic `answer#{session_id}`, the leg's id for a connection's."""

    def __init__(self, table: Table, clock: Clock) -> None:
        """Take the table, and the clock that says when an answer is forgotten."""
        self._table = table
        self._clock = clock

    def put(self, answer: Answer | Refusal) -> bool:
        """Keep the answer to a leg's offer; return False if there is one already."""
        item = {
            **_key(answer.session_id, answer.leg_id),
            "message": answer.model_dump_json(),
            "expires_at_epoch": epoch(self._clock.now() + ANSWER_LIFE),
        }
        return self._table.put(item, "attribute_not_exists(topic)")

    def wait(self, session_id: str, leg_id: str, patience: timedelta) -> Answer | Refusal | None:
        """Look for the answer until it is there; a stream cannot wake a function that waits."""
        ends_at = time.monotonic() + patience.total_seconds()
        while True:
            if item := self._table.get(_key(session_id, leg_id)):
                return _SHAPE.validate_json(item["message"])
            if time.monotonic() >= ends_at:
                return None
            time.sleep(LOOK_EVERY_SECONDS)


def _key(session_id: str, leg_id: str) -> Item:
    return {"topic": f"answer#{session_id}", "connection_id": leg_id}
