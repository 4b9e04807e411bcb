"""What is sent by e-mail: the link of a share, and its code. Plain text, the force's name first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sightline.domain.share import CODE_LIFE, Share, write_share_token


@dataclass(frozen=True)
class Mail:
    """One message to one person."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Letterhead:
    """Who writes, and where the site is."""

    force_name: str
    site_origin: str


SHARE = """{name}, {organisation}

{officer} of {force} shares with you {what} of incident {incident}.
You can view it until the end of {last_day}, on a phone or a computer. You need no account.

1. Open this link: {link}
2. Press "Send me a code". A code comes to this address.
3. Type in the code.

The link is for you alone. When it is opened, and each time it is viewed, is written down with the evidence.
If you did not expect this, do not open it, and tell {force}.
"""

CODE = """Your code is {code}

Type it into the page that asked for it. It works once, for {minutes} minutes.
If you did not ask for it, do nothing, and tell {force} that somebody else has your link.
"""


def write_share_mail(letterhead: Letterhead, share: Share, secret: str) -> Mail:
    """Return the mail with the link; what follows # stays in the browser, out of every log between."""
    text = SHARE.format(
        name=share.recipient_name,
        organisation=share.organisation,
        officer=share.officer_name,
        force=letterhead.force_name,
        what=share.what,
        incident=share.incident_ref,
        last_day=write_day(share.expires_at - timedelta(days=1)),
        link=f"{letterhead.site_origin}/s/#{write_share_token(share.share_id, secret)}",
    )
    return Mail(share.email, f"{letterhead.force_name}: {share.what} is shared with you", text)


def write_code_mail(letterhead: Letterhead, share: Share, code: str) -> Mail:
    """Return the mail with the code, which the subject does not show: phones lie open to others."""
    minutes = int(CODE_LIFE.total_seconds()) // 60
    text = CODE.format(code=code, minutes=minutes, force=letterhead.force_name)
    return Mail(share.email, f"{letterhead.force_name}: your code", text)


def write_day(instant: datetime) -> str:
    """Write a day for people: 3 December 2026."""
    return f"{instant.day} {instant:%B %Y}"
