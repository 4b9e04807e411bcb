"""The golden messages of tests/golden, which the web's tests read as well: both ends mean the same by them."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from sightline.messages import signalling

GOLDEN = Path(__file__).parents[3] / "golden"
UNIONS: dict[str, tuple[TypeAdapter[Any], Any]] = {
    "citizen-messages": (signalling.CITIZEN_MESSAGE, signalling.CitizenMessage),
    "officer-messages": (signalling.OFFICER_MESSAGE, signalling.OfficerMessage),
    "participant-events": (signalling.PARTICIPANT_EVENT, signalling.ParticipantEvent),
}


def read(name: str) -> list[dict[str, Any]]:
    """Return the messages of one golden file."""
    messages: list[dict[str, Any]] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return messages


@pytest.mark.parametrize("name", UNIONS)
def test_every_golden_message_says_the_same_after_a_round_trip(name: str) -> None:
    """What is read from a golden message is written back exactly as it was."""
    adapter, _ = UNIONS[name]
    for message in read(name):
        assert json.loads(adapter.dump_json(adapter.validate_json(json.dumps(message)))) == message


@pytest.mark.parametrize("name", UNIONS)
def test_every_type_of_message_has_a_golden_one(name: str) -> None:
    """A new type of message comes with its golden message."""
    _, union = UNIONS[name]
    types = {model.model_fields["type"].default for model in get_args(get_args(union)[0])}
    assert {message["type"] for message in read(name)} == types


@pytest.mark.parametrize("name", UNIONS)
def test_a_golden_message_with_one_more_field_is_refused(name: str) -> None:
    """The schema is closed: no message takes a field it does not name."""
    adapter, _ = UNIONS[name]
    for message in read(name):
        with pytest.raises(ValidationError, match="Extra inputs"):
            adapter.validate_python({**message, "surprise": 1})
