"""Only what a role can say, in the sizes that it can be said in, becomes a message."""

import json
from base64 import b64encode

import pytest

from sightline.domain.errors import InvalidRequestError, MessageTooLargeError, OfferTooLargeError
from sightline.domain.participant import Role
from sightline.domain.still import MOST_BYTES
from sightline.messages.signalling import Chat, Ping, Still, Watch
from signalling.parsing import MAX_BYTES, MAX_STILL_BYTES, parse_message

WATCH = '{"type": "watch", "session_id": "session-1"}'


def chat(text: str) -> str:
    """Return a line of chat as JSON."""
    return json.dumps({"type": "chat", "session_id": "session-1", "text": text, "ref": "r1"}, ensure_ascii=False)


WITHOUT_WEBSOCKET = {Role.SOURCE, Role.PLAYER, Role.RECIPIENT}


@pytest.mark.parametrize("role", sorted(set(Role) - WITHOUT_WEBSOCKET))
def test_reads_what_everybody_may_say(role: Role) -> None:
    """Every role with a WebSocket can ping."""
    assert parse_message(role, '{"type": "ping"}') == Ping()


@pytest.mark.parametrize("role", sorted(WITHOUT_WEBSOCKET))
def test_takes_nothing_from_those_who_speak_http(role: Role) -> None:
    """Cameras, players and those with whom something is shared have no word here."""
    with pytest.raises(InvalidRequestError):
        parse_message(role, '{"type": "ping"}')


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


@pytest.mark.parametrize("kind", ["offer", "listen"])
def test_says_which_offer_is_too_large(kind: str) -> None:
    """A browser's page can tell its user what to do about that."""
    offer = {"type": kind, "session_id": "session-1", "leg_id": "leg", "sdp": "v" * MAX_BYTES}
    with pytest.raises(OfferTooLargeError):
        parse_message(Role.CITIZEN, json.dumps(offer))


def test_lets_a_still_fill_a_frame() -> None:
    """The largest still fits API Gateway's frame with all that is around it; nothing else may be so long."""
    message = {"type": "still", "session_id": "s" * 64, "sequence": 9_999_999_999, "width": 4096, "height": 4096}
    jpeg = b64encode(bytes(MOST_BYTES)).decode()
    still = json.dumps({**message, "captured_at": "2026-11-21T12:00:00.000Z", "jpeg": jpeg})
    assert isinstance(parse_message(Role.CITIZEN, still), Still)
    assert len(still) < MAX_STILL_BYTES == 32 * 1024

    padded = still + " " * (MAX_STILL_BYTES - len(still) + 1)
    for role, body in ((Role.CITIZEN, padded), (Role.CITIZEN, chat("Hi") + " " * MAX_BYTES), (Role.AUDITOR, still)):
        with pytest.raises(MessageTooLargeError):
            parse_message(role, body)


@pytest.mark.parametrize(("depth", "error"), [(4, InvalidRequestError), (5, MessageTooLargeError)])
def test_caps_depth(depth: int, error: type[Exception]) -> None:
    """Depth is refused before the schema looks at it."""
    with pytest.raises(error):
        parse_message(Role.CITIZEN, "[" * depth + "]" * depth)


def test_names_the_field_that_is_wrong() -> None:
    """The sender learns which field does not fit, and how."""
    with pytest.raises(InvalidRequestError, match="ref"):
        parse_message(Role.CITIZEN, chat("Hello").replace("r1", "not a mark"))
