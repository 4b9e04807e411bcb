"""What every AnswerStore does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.answer_store import DynamoAnswerStore
from sightline.messages.signalling import Answer, Refusal
from sightline.ports import AnswerStore
from tests.contract.tables import table
from tests.fakes.clock import ClockAtRest
from tests.fakes.sources import AnswersInMemory

ANSWER = Answer(session_id="session-1", leg_id="leg-1", sdp="v=0")
REFUSAL = Refusal(session_id="session-1", leg_id="leg-1", code="no-free-worker", text="Full.")
AT_ONCE = timedelta(0)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> AnswerStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return AnswersInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoAnswerStore(table(client, "connections"), ClockAtRest())


@pytest.mark.parametrize("answer", [ANSWER, REFUSAL])
def test_gives_out_what_was_answered(store: AnswerStore, answer: Answer | Refusal) -> None:
    """An answer or a refusal, to whoever waits for that leg of that session."""
    assert store.put(answer)

    assert store.wait("session-1", "leg-1", AT_ONCE) == answer
    assert store.wait("session-1", "leg-2", AT_ONCE) is None
    assert store.wait("session-2", "leg-1", AT_ONCE) is None


def test_the_first_answer_stands(store: AnswerStore) -> None:
    """A worker's repetition changes nothing."""
    assert store.put(ANSWER)
    assert not store.put(REFUSAL)

    assert store.wait("session-1", "leg-1", AT_ONCE) == ANSWER


def test_waits_for_an_answer_that_comes_later(dynamodb: Any) -> None:
    """The one who waits gets what another process puts down meanwhile."""
    store = DynamoAnswerStore(table(dynamodb, "connections"), ClockAtRest())

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(store.wait, "session-1", "leg-1", timedelta(seconds=30))
        store.put(ANSWER)
        assert waiting.result() == ANSWER
