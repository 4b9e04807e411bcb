"""A recipient comes in by link and code."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from sightline.domain.errors import (
    MailRefusedError,
    NotSignedInError,
    ShareCodeExpiredError,
    ShareCodeWrongError,
    ShareExpiredError,
    ShareLinkInvalidError,
    ShareRevokedError,
    TooManyCodesError,
    ViewingEndedError,
)
from sightline.domain.share import CODE_LIFE, CODE_TRIES, VIEWING_LIFE
from sightline.messages.shares import OpenRequest, RevokeRequest
from sightline.usecases.share_doors import (
    confirm_viewing,
    look_up_share,
    open_share,
    recognise_recipient,
    send_code,
)
from sightline.usecases.shares import revoke_share
from tests.fakes.shares import INVESTIGATOR, SharingInMemory

UNKNOWN = f"share-9.{'x' * 22}"


@pytest.fixture
def desk() -> SharingInMemory:
    """Return a desk with a recording that is shared."""
    desk = SharingInMemory()
    desk.share()
    return desk


def show(desk: SharingInMemory, code: str) -> str:
    """Show a code; return the Authorization header that it gives."""
    return f"Bearer {open_share(desk, OpenRequest(token=desk.mailed_link(), code=code)).credential}"


def another_code(desk: SharingInMemory) -> str:
    """Return a code that was not sent."""
    return f"{(int(desk.mailed_code()) + 1) % 1_000_000:06}"


def test_the_link_says_who_shares_what_with_whom(desk: SharingInMemory) -> None:
    """It opens nothing, sends nothing, and does not give the address away."""
    said = look_up_share(desk, desk.mailed_link())

    assert (said.force_name, said.officer_name, said.incident_ref) == ("Avon Police", INVESTIGATOR.name, "INC-7")
    assert (said.recipient_name, said.organisation, said.email_hint) == ("Ann Moss", "CPS East", "a…@example.org")
    assert len(desk.mailer.sent) == 1
    assert "share-opened" not in dict(desk.deeds())


def test_a_link_that_nobody_was_sent_opens_nothing(desk: SharingInMemory) -> None:
    """An unknown share and a wrong secret look the same."""
    known = desk.mailed_link().split(".")[0]
    for token in (UNKNOWN, f"{known}.{'x' * 22}"):
        with pytest.raises(ShareLinkInvalidError):
            look_up_share(desk, token)
        with pytest.raises(ShareLinkInvalidError):
            send_code(desk, token)
        with pytest.raises(ShareLinkInvalidError):
            open_share(desk, OpenRequest(token=token, code="123456"))


def test_the_code_goes_to_the_recipients_own_address(desk: SharingInMemory) -> None:
    """Wherever the link has got to; of the code we keep a hash."""
    sent = send_code(desk, desk.mailed_link())

    assert desk.mailer.sent[-1].to == "ann.moss@example.org"
    assert sent.expires_at == desk.clock.now() + CODE_LIFE
    [share] = desk.shares.by_id.values()
    assert desk.mailed_code() not in repr(share)


def test_the_code_opens_a_viewing(desk: SharingInMemory) -> None:
    """Of half an hour, known by its credential, written down in the recipient's name."""
    authorization = desk.open_viewing()

    share = recognise_recipient(desk, authorization)
    assert confirm_viewing(share).ends_at == desk.clock.now() + VIEWING_LIFE
    assert desk.deeds()[-1] == ("share-opened", "Ann Moss, CPS East")


def test_a_wrong_code_opens_nothing_and_is_counted(desk: SharingInMemory) -> None:
    """After five the right one is refused too."""
    send_code(desk, desk.mailed_link())
    for _ in range(CODE_TRIES):
        with pytest.raises(ShareCodeWrongError):
            show(desk, another_code(desk))
    with pytest.raises(ShareCodeExpiredError):
        show(desk, desk.mailed_code())
    assert "share-opened" not in dict(desk.deeds())


def test_an_old_code_opens_nothing(desk: SharingInMemory) -> None:
    """After ten minutes it has run out; another one can be asked for."""
    send_code(desk, desk.mailed_link())
    desk.clock.advance(CODE_LIFE)
    with pytest.raises(ShareCodeExpiredError):
        show(desk, desk.mailed_code())
    assert desk.open_viewing()


def test_a_code_nobody_asked_for_opens_nothing(desk: SharingInMemory) -> None:
    """There is none to be guessed before one is sent."""
    with pytest.raises(ShareCodeExpiredError):
        show(desk, "123456")


def test_of_ten_who_show_a_code_at_once_one_comes_in(desk: SharingInMemory) -> None:
    """The others hear that it is used or wrong."""
    send_code(desk, desk.mailed_link())
    code = desk.mailed_code()

    def try_it(_: int) -> str | None:
        try:
            return show(desk, code)
        except (ShareCodeWrongError, ShareCodeExpiredError):
            return None

    with ThreadPoolExecutor(10) as pool:
        let_in = [each for each in pool.map(try_it, range(10)) if each]

    assert len(let_in) == 1
    assert recognise_recipient(desk, let_in[0])


def test_three_codes_are_sent_in_an_hour(desk: SharingInMemory) -> None:
    """The fourth is refused, and nothing is sent."""
    for _ in range(3):
        send_code(desk, desk.mailed_link())
    with pytest.raises(TooManyCodesError):
        send_code(desk, desk.mailed_link())
    assert len(desk.mailer.sent) == 4


def test_a_code_whose_mail_is_refused_is_said_to_be(desk: SharingInMemory) -> None:
    """The recipient is not left waiting for it."""
    token, desk.mailer.refusing = desk.mailed_link(), True
    with pytest.raises(MailRefusedError):
        send_code(desk, token)


def test_a_viewing_ends(desk: SharingInMemory) -> None:
    """After half an hour, or as another code opens another one."""
    authorization = desk.open_viewing()
    second = desk.open_viewing()
    with pytest.raises(ViewingEndedError):
        recognise_recipient(desk, authorization)
    desk.clock.advance(VIEWING_LIFE)
    with pytest.raises(ViewingEndedError):
        recognise_recipient(desk, second)


@pytest.mark.parametrize(
    ("authorization", "error"),
    [
        (None, NotSignedInError),
        ("Basic abc", NotSignedInError),
        ("Bearer nothing", ShareLinkInvalidError),
        (f"Bearer {UNKNOWN}", ShareLinkInvalidError),
    ],
)
def test_no_other_credential_views(desk: SharingInMemory, authorization: str | None, error: type[Exception]) -> None:
    """None at all, one of another kind, one that nobody was given."""
    desk.open_viewing()
    with pytest.raises(error):
        recognise_recipient(desk, authorization)


def test_the_link_is_no_credential(desk: SharingInMemory) -> None:
    """Who has it still needs the code."""
    desk.open_viewing()
    with pytest.raises(ViewingEndedError):
        recognise_recipient(desk, f"Bearer {desk.mailed_link()}")


def test_a_revoked_share_ends_at_the_next_request(desk: SharingInMemory) -> None:
    """Whatever the recipient tries."""
    token, authorization = desk.mailed_link(), desk.open_viewing()
    revoke_share(desk, INVESTIGATOR, token.split(".")[0], RevokeRequest(reason="No longer needed"))

    with pytest.raises(ShareRevokedError):
        recognise_recipient(desk, authorization)
    for attempt in (look_up_share, send_code):
        with pytest.raises(ShareRevokedError):
            attempt(desk, token)
    with pytest.raises(ShareRevokedError):
        show(desk, "123456")


def test_an_expired_share_opens_nothing(desk: SharingInMemory) -> None:
    """From the midnight after its last day on."""
    authorization = desk.open_viewing()
    desk.clock.advance(timedelta(days=10))
    with pytest.raises(ShareExpiredError):
        recognise_recipient(desk, authorization)
    with pytest.raises(ShareExpiredError):
        look_up_share(desk, desk.mailed_link())
