"""Every TokenStore, ReceiptIndex and TicketStore keeps the same promises."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.ticket_store import DynamoTicketStore
from sightline.adapters.token_store import DynamoReceiptIndex, DynamoTokenStore
from sightline.domain.errors import TicketInvalidError
from sightline.domain.participant import Participant
from sightline.domain.token import Token, TokenKind, hash_token
from sightline.ports import ReceiptIndex, TicketStore, TokenStore
from tests.contract.tables import table
from tests.fakes.clock import NOON, ClockAtRest
from tests.fakes.examples import OFFICER
from tests.fakes.tokens import ReceiptsInMemory, TicketsInMemory, TokensInMemory

KINDS = ["memory", "dynamodb"]
LATER = NOON + timedelta(minutes=30)


@pytest.fixture
def clock() -> ClockAtRest:
    """Return a clock that stands at noon."""
    return ClockAtRest()


@pytest.fixture(params=KINDS)
def tokens(request: pytest.FixtureRequest, clock: ClockAtRest) -> TokenStore:
    """Return each token store in turn, empty."""
    if request.param == "memory":
        return TokensInMemory(clock)
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoTokenStore(table(client, "tokens"), clock)


@pytest.fixture(params=KINDS)
def receipts(request: pytest.FixtureRequest, clock: ClockAtRest) -> ReceiptIndex:
    """Return each receipt index in turn, empty."""
    if request.param == "memory":
        return ReceiptsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoReceiptIndex(table(client, "tokens"), clock)


@pytest.fixture(params=KINDS)
def tickets(request: pytest.FixtureRequest) -> TicketStore:
    """Return each ticket store in turn, empty."""
    if request.param == "memory":
        return TicketsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoTicketStore(table(client, "tickets"))


def a_token(token_hash: str = "ab") -> Token:  # noqa: S107  a hash, and not a real one
    """Return a link's token."""
    return Token(token_hash, TokenKind.LINK, "force", LATER, "invite-1")


def test_a_token_comes_back_until_its_life_is_over(tokens: TokenStore, clock: ClockAtRest) -> None:
    """A token is known until the instant of its expiry, long before the table forgets it."""
    tokens.add(a_token())
    assert tokens.get("ab") == a_token()
    clock.instant = LATER
    assert tokens.get("ab") is None
    assert tokens.get("cd") is None


def test_of_fifty_at_once_one_spends_a_token(tokens: TokenStore) -> None:
    """However many try at the same time, one wins."""
    tokens.add(a_token())
    with ThreadPoolExecutor(50) as pool:
        won = list(pool.map(lambda device: tokens.spend("ab", f"device {device}", NOON), range(50)))
    assert won.count(True) == 1
    token = tokens.get("ab")
    assert token is not None
    assert token.spent_at == NOON
    assert token.spent_by == f"device {won.index(True)}"


def test_a_device_that_asks_again_finds_that_it_has_won(tokens: TokenStore) -> None:
    """However often it asks, at once or later: the token is its own, since the first time; no other device's."""
    tokens.add(a_token())
    with ThreadPoolExecutor(10) as pool:
        assert all(pool.map(lambda _: tokens.spend("ab", "first", NOON), range(10)))
    assert tokens.spend("ab", "first", NOON + timedelta(minutes=1)) is True
    assert tokens.spend("ab", "second", NOON) is False
    assert tokens.get("ab") == replace(a_token(), spent_at=NOON, spent_by="first")


def test_a_token_that_is_not_there_cannot_be_spent(tokens: TokenStore) -> None:
    """Spending makes no token."""
    assert tokens.spend("ab", "device", NOON) is False
    assert tokens.get("ab") is None


def test_a_token_added_anew_can_be_spent_anew(tokens: TokenStore) -> None:
    """Adding a token in the place of a spent one makes it good for one more device."""
    tokens.add(a_token())
    tokens.spend("ab", "first", NOON)
    tokens.add(a_token())
    assert tokens.spend("ab", "second", NOON) is True


def test_a_removed_token_is_worthless(tokens: TokenStore) -> None:
    """Removing is for good, and may be repeated."""
    tokens.add(a_token())
    tokens.remove("ab")
    tokens.remove("ab")
    assert tokens.get("ab") is None


def test_counts_up_to_a_limit_under_each_name(tokens: TokenStore) -> None:
    """A cap lets its limit through, however many ask at once, and no other cap is touched."""
    with ThreadPoolExecutor(10) as pool:
        counted = list(pool.map(lambda _: tokens.count("one", 3, timedelta(minutes=1)), range(10)))
    assert counted.count(True) == 3
    assert tokens.count("other", 3, timedelta(minutes=1)) is True


def test_knows_whose_text_it_was(receipts: ReceiptIndex) -> None:
    """A provider's message id leads to its invite, and an unknown one to none."""
    receipts.put("message-1", "invite-1")
    assert receipts.get("message-1") == "invite-1"
    assert receipts.get("message-2") is None


def test_of_fifty_at_once_one_redeems_a_ticket(tickets: TicketStore) -> None:
    """A ticket lets one connection in, as the participant who drew it."""
    tickets.add(hash_token("t"), OFFICER, LATER)

    def redeem(_: int) -> Participant | None:
        try:
            return tickets.redeem(hash_token("t"), NOON)
        except TicketInvalidError:
            return None

    with ThreadPoolExecutor(50) as pool:
        won = [participant for participant in pool.map(redeem, range(50)) if participant]
    assert won == [OFFICER]


def test_a_ticket_is_worthless_after_its_life(tickets: TicketStore) -> None:
    """At the instant of its expiry a ticket is refused."""
    tickets.add("ab", OFFICER, LATER)
    with pytest.raises(TicketInvalidError):
        tickets.redeem("ab", LATER)
