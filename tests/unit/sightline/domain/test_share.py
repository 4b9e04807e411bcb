"""A share opens by link and code, and only while it lasts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.errors import (
    ShareCodeExpiredError,
    ShareCodeWrongError,
    SharedMaterialGoneError,
    ShareExpiredError,
    ShareLinkInvalidError,
    ShareRevokedError,
    TooManyCodesError,
    ViewingEndedError,
)
from sightline.domain.material import MaterialKind
from sightline.domain.share import (
    Share,
    hash_code,
    hint_at,
    read_share_token,
    write_code,
    write_share_token,
)
from sightline.domain.token import hash_token
from tests.fakes.clock import NOON
from tests.fakes.shares import SHARE

TEN_MINUTES, HALF_AN_HOUR = timedelta(minutes=10), timedelta(minutes=30)
CODE, OTHER, VIEWING = "code-hash", "other-hash", hash_token("viewing")


def opened(at: datetime = NOON) -> Share:
    """Return the share with a viewing under way."""
    return SHARE.with_code(CODE, at).tried(at).opened(CODE, VIEWING, at)


def test_a_link_is_known_by_its_secret() -> None:
    """And no other."""
    SHARE.require_link("link")
    with pytest.raises(ShareLinkInvalidError):
        SHARE.require_link("another")


def test_a_code_opens_once() -> None:
    """The one that was sent; it is spent by it."""
    share = opened()
    assert share.require_viewing("viewing", NOON).ends_at == NOON + HALF_AN_HOUR
    assert share.opened_at == NOON
    with pytest.raises(ShareCodeWrongError):
        share.opened(CODE, VIEWING, NOON)
    with pytest.raises(ShareCodeExpiredError):
        share.tried(NOON)


def test_a_wrong_code_opens_nothing() -> None:
    """However right it is of the form."""
    with pytest.raises(ShareCodeWrongError):
        SHARE.with_code(CODE, NOON).opened(OTHER, VIEWING, NOON)


def test_the_newest_code_counts() -> None:
    """Another code makes the one before worthless."""
    share = SHARE.with_code(CODE, NOON).with_code(OTHER, NOON)
    with pytest.raises(ShareCodeWrongError):
        share.opened(CODE, VIEWING, NOON)


def test_a_code_lives_for_ten_minutes() -> None:
    """Not a moment longer."""
    share = SHARE.with_code(CODE, NOON)
    share.tried(NOON + TEN_MINUTES - timedelta(seconds=1))
    with pytest.raises(ShareCodeExpiredError):
        share.tried(NOON + TEN_MINUTES)


def test_a_code_can_be_tried_five_times() -> None:
    """A sixth try is refused whatever it shows."""
    share = SHARE.with_code(CODE, NOON)
    for _ in range(5):
        share = share.tried(NOON)
    with pytest.raises(ShareCodeExpiredError):
        share.tried(NOON)


def test_three_codes_an_hour() -> None:
    """The fourth has to wait until the first is an hour old."""
    share = SHARE
    for minute in range(3):
        share = share.with_code(CODE, NOON + timedelta(minutes=minute))
    with pytest.raises(TooManyCodesError):
        share.with_code(CODE, NOON + timedelta(minutes=59))
    share.with_code(CODE, NOON + timedelta(minutes=60))


def test_ten_codes_a_day() -> None:
    """So that nobody finds one by asking for years."""
    share = SHARE
    for hour in range(10):
        share = share.with_code(CODE, NOON + timedelta(hours=hour))
    with pytest.raises(TooManyCodesError):
        share.with_code(CODE, NOON + timedelta(hours=23))
    assert len(share.with_code(CODE, NOON + timedelta(days=1)).codes_sent_at) == 10


def test_a_viewing_lasts_half_an_hour() -> None:
    """And is opened by its own secret only."""
    share = opened()
    share.require_viewing("viewing", NOON + HALF_AN_HOUR - timedelta(seconds=1))
    for secret, at in (("viewing", NOON + HALF_AN_HOUR), ("another", NOON)):
        with pytest.raises(ViewingEndedError):
            share.require_viewing(secret, at)
    with pytest.raises(ViewingEndedError):
        SHARE.require_viewing("viewing", NOON)


def test_a_viewing_ends_with_the_share() -> None:
    """The last minutes of the last day are fewer."""
    late = SHARE.expires_at - timedelta(minutes=5)
    assert opened(late).require_viewing("viewing", late).ends_at == SHARE.expires_at


def test_another_code_ends_the_viewing_before() -> None:
    """One at a time."""
    share = opened().with_code(OTHER, NOON).opened(OTHER, hash_token("second"), NOON)
    share.require_viewing("second", NOON)
    with pytest.raises(ViewingEndedError):
        share.require_viewing("viewing", NOON)


def test_a_share_that_is_over_opens_nothing() -> None:
    """Revoked or expired: no code is tried, none opens, no viewing goes on."""
    expired = SHARE.expires_at
    for share, at, error in (
        (opened().revoked(NOON), NOON, ShareRevokedError),
        (opened(expired - timedelta(minutes=1)), expired, ShareExpiredError),
    ):
        with pytest.raises(error):
            share.require_open(at)
        with pytest.raises(error):
            share.tried(at)
        with pytest.raises(error):
            share.opened(CODE, VIEWING, at)
        with pytest.raises(error):
            share.require_viewing("viewing", at)


def test_a_share_is_revoked_once() -> None:
    """The first time stands."""
    later = NOON + timedelta(hours=1)
    assert SHARE.revoked(NOON).revoked(later).revoked_at == NOON


def test_the_recipient_is_of_one_recording() -> None:
    """By name and organisation."""
    recipient = SHARE.recipient
    assert (recipient.role, recipient.name) == ("recipient", "Ann Moss, CPS East")
    assert (recipient.force_id, recipient.session_id) == ("avon", "session-1")


@given(st.text(min_size=1))
def test_a_code_has_six_digits(chance: str) -> None:
    """Whatever it is made of."""
    code = write_code(chance)
    assert len(code) == 6
    assert code.isdecimal()


def test_what_is_kept_of_a_code_is_bound_to_its_link() -> None:
    """The same code under another link is another hash."""
    assert hash_code("one", "123456") != hash_code("two", "123456")


def test_a_token_names_its_share() -> None:
    """Id and secret, both ways; what is no token has no secret."""
    assert read_share_token(write_share_token("share-1", "s3cret")) == ("share-1", "s3cret")
    assert read_share_token("share-1") == ("share-1", "")


@pytest.mark.parametrize(
    ("email", "hint"), [("ann@example.org", "a…@example.org"), ('"a@b"@example.org', '"…@example.org')]
)
def test_hints_at_an_address(email: str, hint: str) -> None:
    """Its owner recognises it, nobody else learns it."""
    assert hint_at(email) == hint


def test_the_last_day_is_whole() -> None:
    """What expires at midnight is open a moment before."""
    share = replace(SHARE, expires_at=datetime(2026, 12, 1, tzinfo=UTC))
    share.require_open(share.expires_at - timedelta(microseconds=1))
    with pytest.raises(ShareExpiredError):
        share.require_open(share.expires_at)


@pytest.mark.parametrize(("kind", "words"), [(MaterialKind.SESSION, "a recording"), (MaterialKind.PLAYABLE, "a film")])
def test_a_share_says_what_it_is_of(kind: MaterialKind, words: str) -> None:
    """In a word that its recipient knows."""
    assert replace(SHARE, kind=kind).what == words


def test_a_share_ends_with_its_material() -> None:
    """Nothing opens it, and it says why; one that a person has withdrawn stays as it is."""
    gone = SHARE.without_material(NOON)
    assert (gone.revoked_at, gone.code, gone.viewing) == (NOON, None, None)
    with pytest.raises(SharedMaterialGoneError):
        gone.require_open(NOON)
    withdrawn = SHARE.revoked(NOON)
    assert withdrawn.without_material(NOON + timedelta(days=1)) == withdrawn
