"""Mails to recipients of shares say who writes, and what to do."""

from datetime import UTC, datetime, timedelta

from sightline.domain.mail import Letterhead, write_code_mail, write_day, write_share_mail
from tests.fakes.shares import SHARE

LETTERHEAD = Letterhead("Avon Police", "https://video.avon.test")


def test_the_link_comes_with_who_shares_what_until_when() -> None:
    """The secret stands behind #, which no server is sent; the officers' reason is theirs."""
    mail = write_share_mail(LETTERHEAD, SHARE, "s3cret")
    assert (mail.to, mail.subject) == ("ann.moss@example.org", "Avon Police: a recording is shared with you")
    assert "https://video.avon.test/s/#share-1.s3cret\n" in mail.text
    for said in ("Ann Moss, CPS East", "PC Rees of Avon Police", "INC-7", "end of 30 November 2026"):
        assert said in mail.text
    assert "Charging" not in mail.text


def test_braces_in_a_name_are_a_name() -> None:
    """What somebody typed is never read as a part of the wording."""
    odd = Letterhead("Avon {0} Police", LETTERHEAD.site_origin)
    assert "Avon {0} Police" in write_share_mail(odd, SHARE, "s").text


def test_the_code_does_not_stand_in_the_subject() -> None:
    """A locked phone shows subjects."""
    mail = write_code_mail(LETTERHEAD, SHARE, "012345")
    assert "Your code is 012345" in mail.text
    assert "10 minutes" in mail.text
    assert "012345" not in mail.subject


def test_a_day_is_written_for_people() -> None:
    """Without a leading zero."""
    assert write_day(datetime(2026, 12, 1, tzinfo=UTC) + timedelta(days=2)) == "3 December 2026"
