"""Only what a role can say, in the sizes that it can be said in, becomes a message."""

import json

import pytest

from sightline.domain.errors import InvalidRequestError, MessageTooLargeError
from sightline.domain.participant import Role
from sightline.messages.signalling import Chat, Ping, Watch
from signalling.parsing import MAX_BYTES, parse_message

WATCH = '{"type": "watch", "session_id": "session-1"}'


def chat(text: str) -> str:
    """Return a line of chat as JSON."""
    return json.dumps({"type": "chat", "session_id": "session-1", "text": text, "ref": "r1"}, ensure_ascii=False)


@pytest.mark.parametrize("role", Role)
def test_reads_what_everybody_may_say(role: Role) -> None:
    """Every role can ping."""
    assert parse_message(role, '{"type": "ping"}') == Ping()


def test_reads_each_role_in_its_own_words() -> None:
    """What is an officer's to say is not a citizen's or a worker's."""
    assert parse_message(Role.AUDITOR, WATCH) == Watch(session_id="session-1")
    for role in (Role.CITIZEN, Role.WORKER):
        with pytest.raises(InvalidRequestError):
            parse_message(role, WATCH)


def test_counts_bytes_not_letters() -> None:
    """The cap is on what goes over the wire."""
    fits = chat("\N{OTTER}" * 1000)
    assert isinstance(parse_message(Role.CITIZEN, fits), Chat)

    padded = fits + " " * (MAX_BYTES - len(fits.encode()))
    assert isinstance(parse_message(Role.CITIZEN, padded), Chat)
    with pytest.raises(MessageTooLargeError):
        parse_message(Role.CITIZEN, padded + " ")


@pytest.mark.parametrize(("depth", "error"), [(4, InvalidRequestError), (5, MessageTooLargeError)])
def test_caps_depth(depth: int, error: type[Exception]) -> None:
    """Depth is refused before the schema looks at it."""
    with pytest.raises(error):
        parse_message(Role.CITIZEN, "[" * depth + "]" * depth)


def test_names_the_field_that_is_wrong() -> None:
    """The sender learns which field does not fit, and how."""
    with pytest.raises(InvalidRequestError, match="ref"):
        parse_message(Role.CITIZEN, chat("Hello").replace("r1", "not a mark"))
