"""A recording is shared with somebody outside the force, who opens it elsewhere, until it is withdrawn."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.film import READ_VIDEO, read_pixels
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer
from tests.e2e.test_pictures import picture
from tests.e2e.verify import wait_for_seal

ADDRESS = "ann.moss@example.org"
INCIDENT = "CAD 8101/21NOV"
NARROWEST = ViewportSize(width=320, height=640)


@pytest.fixture
def investigator(desks: Browser, laptop: Laptop) -> Iterator[Officer]:
    """An investigator who has signed in."""
    officer = Officer(desks, laptop, "Tom Hughes")
    yield officer
    officer.context.close()


@pytest.fixture
def recipient(phones: Browser) -> Iterator[Page]:
    """A small screen somewhere else; whatever its page complains of is kept."""
    context = phones.new_context(viewport=NARROWEST, color_scheme="light", reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def mailed(laptop: Laptop, pattern: str, after: int = 0) -> str:
    """Wait for a mail in which this stands; `after` mails are not looked at."""

    def look() -> str | None:
        found = [re.search(pattern, mail["text"]) for mail in laptop.mails(ADDRESS)[after:]]
        return next((match[1] for match in reversed(found) if match), None)

    return wait_for(look, "a mail")


def test_a_recipient_views_until_it_is_withdrawn(
    laptop: Laptop, start_session: Callable[[str], Live], investigator: Officer, recipient: Page
) -> None:
    """Shared on the recording's page, opened with the code from the mail, seen, withdrawn: gone within five seconds."""
    live = start_session(INCIDENT)
    wait_for(lambda: len(laptop.fragments(live.session_id)) >= 3, "fragments")
    live.end()
    wait_for_seal(laptop, live.session_id)
    desk = investigator.page
    _share(investigator)

    recipient.goto(mailed(laptop, r"(https?://\S+/s/#\S+)"))
    expect(recipient.get_by_text(re.compile(f"Tom Hughes of .* incident {INCIDENT}"))).to_be_visible(timeout=SLOW)
    assert "#" not in recipient.url
    picture(recipient, "share-welcome")
    recipient.get_by_role("button", name="Send me a code").click()
    code = mailed(laptop, r"is (\d{6})")
    recipient.get_by_label("Code from the e-mail").fill(f"{(int(code) + 1) % 1_000_000:06}")
    recipient.get_by_role("button", name="View the recording").click()
    expect(recipient.get_by_role("alert")).to_contain_text("share-code-wrong", timeout=SLOW)
    picture(recipient, "share-code")
    recipient.get_by_label("Code from the e-mail").fill(code)
    recipient.get_by_role("button", name="View the recording").click()
    _see(recipient)

    desk.get_by_role("button", name="Withdraw the share with Ann Moss").click()
    desk.get_by_label("Why it is withdrawn").fill("Sent to the wrong chambers")
    desk.get_by_role("button", name="Withdraw it now").click()
    expect(desk.get_by_text("Ann Moss sees nothing more of it")).to_be_visible(timeout=SLOW)
    withdrawn = time.monotonic()
    expect(recipient.get_by_role("heading", name="This has been withdrawn")).to_be_visible(timeout=5_000)
    assert time.monotonic() - withdrawn < 5
    expect(recipient.get_by_role("alert")).to_contain_text("share-revoked")
    assert recipient.locator("video").count() == 0
    picture(recipient, "share-withdrawn")
    assert _deeds(laptop, live.session_id)[-4:] == ["shared", "share-opened", "share-viewed", "share-revoked"]


def _share(investigator: Officer) -> None:
    desk = investigator.page
    investigator.replay(INCIDENT)
    desk.get_by_role("button", name="Share with somebody").click(timeout=SLOW)
    desk.get_by_label("Name", exact=True).fill("Ann Moss")
    desk.get_by_label("Organisation").fill("CPS East")
    form = desk.get_by_role("form", name="Share with somebody")
    form.get_by_label("Reason").fill("Charging decision")
    form.get_by_label(re.compile("E-mail")).fill("ann.moss@example")
    form.get_by_role("button", name="Send the link").click()
    expect(desk.get_by_text(re.compile("share-address-invalid"))).to_be_visible(timeout=SLOW)
    form.get_by_label(re.compile("E-mail")).fill(ADDRESS)
    form.get_by_role("button", name="Send the link").click()
    expect(desk.get_by_text(f"A link is on its way to {ADDRESS}.")).to_be_visible(timeout=SLOW)
    picture(desk, "viewer-share")


def _see(recipient: Page) -> None:
    def look() -> bool:
        pixels = recipient.locator("video").first.evaluate(READ_VIDEO)
        stamp = read_pixels(pixels) if pixels else None
        return bool(stamp and stamp.film == FILM)

    wait_for(look, "the shared picture")
    expect(recipient.locator(".watermark")).to_contain_text("Ann Moss, CPS East")
    assert recipient.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(recipient, "share-viewing")
    recipient.emulate_media(color_scheme="dark")
    picture(recipient, "share-viewing-dark")


def _deeds(laptop: Laptop, chain_id: str) -> list[str]:
    """Return the actions of a chain of custody, in order."""
    table = laptop.addresses["tables"]["custody"]
    asked = {
        "KeyConditionExpression": "chain_id = :chain AND #sequence > :head",
        "ExpressionAttributeNames": {"#sequence": "sequence"},
        "ExpressionAttributeValues": {":chain": {"S": chain_id}, ":head": {"N": "0"}},
    }
    items = laptop.client("dynamodb").query(TableName=table, **asked)["Items"]
    return re.findall(r'"action": "([a-z-]+)"', " ".join(item["document"]["S"] for item in items))
