"""Bad input and bad luck: a clear message at the right end, and nothing lost."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop
from tests.e2e.pages import (
    CHROMIUM_THAT_ASKS,
    SLOW,
    Citizen,
    Officer,
    chromium,
    newest_link,
    wait_for_picture,
)

Invite = Callable[[str], str]


@pytest.fixture
def invite(laptop: Laptop, call_handler: Officer, numbers: Iterator[str]) -> Invite:
    """Return what sends an invite and gives its link."""

    def send(incident_ref: str) -> str:
        number = next(numbers)
        call_handler.invite(incident_ref, number)
        return newest_link(laptop, number)

    return send


def test_a_made_up_link_says_what_to_do(laptop: Laptop, phones: Browser) -> None:
    """A token that nobody was given is refused in words."""
    citizen = Citizen(phones, f"{laptop.origin}/j#AAAAAAAAAAAAAAAAAAAAAA")
    expect(citizen.page.get_by_role("heading", name="This link does not work")).to_be_visible()
    citizen.context.close()


def test_a_withdrawn_link_says_so(invite: Invite, call_handler: Officer, phones: Browser) -> None:
    """The citizen learns that the police have withdrawn it."""
    link = invite("CAD 4001/21NOV")
    call_handler.page.get_by_role("button", name="Withdraw the link").click()
    call_handler.page.get_by_role("button", name="Withdraw it").click()
    expect(call_handler.page.get_by_text("The link was withdrawn.").first).to_be_visible()
    citizen = Citizen(phones, link)
    expect(citizen.page.get_by_role("heading", name="The police have withdrawn this link")).to_be_visible()
    citizen.context.close()


def test_a_citizen_can_say_no(invite: Invite, call_handler: Officer, phones: Browser) -> None:
    """No is one tap, and the officer sees it at once."""
    citizen = Citizen(phones, invite("CAD 4002/21NOV"))
    citizen.page.get_by_role("button", name="No, thank you").click()
    expect(citizen.page.get_by_role("heading", name="That is fine")).to_be_visible()
    expect(call_handler.page.get_by_text(re.compile("said no", re.IGNORECASE)).first).to_be_visible()
    citizen.context.close()


def test_a_second_phone_is_let_in_by_the_officer_only(invite: Invite, call_handler: Officer, phones: Browser) -> None:
    """The link works on one phone; the officer can let the next one in, and the first is then out."""
    link = invite("CAD 4003/21NOV")
    first = Citizen(phones, link)
    first.share()
    call_handler.watch("CAD 4003/21NOV")
    wait_for_picture(call_handler, FILM)
    second = Citizen(phones, link)
    expect(second.page.get_by_role("heading", name="This link is open somewhere else")).to_be_visible()
    call_handler.page.get_by_role("button", name="Let this phone in").click()
    expect(call_handler.page.get_by_text("The next phone that opens the link is let in.")).to_be_visible()
    second.page.get_by_role("button", name="Try again").click()
    second.share()
    call_handler.watch("CAD 4003/21NOV")
    wait_for_picture(call_handler, FILM)
    expect(first.page.get_by_role("heading", name="This is now open on another phone")).to_be_visible(timeout=SLOW)
    first.context.close()
    second.context.close()


def test_a_reload_goes_on_where_it_was(start_session: Callable[[str], Live]) -> None:
    """The link is spent and gone from the address bar, yet a reload takes the citizen back, and the picture returns."""
    live = start_session("CAD 4004/21NOV")
    assert "#" not in live.citizen.page.url
    live.citizen.page.reload()
    stale = live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)


def test_refused_camera_tells_both_ends(invite: Invite, call_handler: Officer, playwright: Playwright) -> None:
    """The citizen reads what to tap; the officer reads what to say."""
    camera = "--use-fake-device-for-media-stream"
    with chromium(playwright, None, camera, program=CHROMIUM_THAT_ASKS) as strict:
        citizen = Citizen(strict, invite("CAD 4005/21NOV"), allow=("geolocation",))
        citizen.agree()
        citizen.page.get_by_role("button", name="Turn on the camera").click()
        expect(citizen.page.get_by_role("heading", name="The camera is blocked")).to_be_visible()
        expect(
            call_handler.page.get_by_text(re.compile("refused the camera|camera is blocked", re.IGNORECASE)).first
        ).to_be_visible()


def test_a_phone_without_a_camera_goes_on_with_its_position(
    invite: Invite, call_handler: Officer, playwright: Playwright
) -> None:
    """No camera is no dead end."""
    with chromium(playwright, None, "--use-fake-ui-for-media-stream") as blind:
        citizen = Citizen(blind, invite("CAD 4006/21NOV"))
        citizen.agree()
        citizen.page.get_by_role("button", name="Turn on the camera").click()
        expect(citizen.page.get_by_role("heading", name="We cannot find a camera")).to_be_visible()
        citizen.page.get_by_role("button", name="Go on without a picture").click()
        citizen.page.get_by_role("button", name="Share where I am").click(timeout=SLOW)
        call_handler.watch("CAD 4006/21NOV")
        expect(call_handler.page.get_by_text("TQ 3026 7964")).to_be_visible(timeout=SLOW)


def test_a_browser_without_webrtc_can_still_chat(invite: Invite, phones: Browser) -> None:
    """The page says what does not work here, and offers what does."""
    context = phones.new_context()
    context.add_init_script("delete window.RTCPeerConnection")
    page = context.new_page()
    page.goto(invite("CAD 4007/21NOV"))
    expect(page.get_by_text("This browser cannot send picture or sound.")).to_be_visible()
    context.close()


def test_a_refused_position_tells_both_ends(invite: Invite, call_handler: Officer, phones: Browser) -> None:
    """The picture stays; the citizen reads what to tap, the officer what to say."""
    citizen = Citizen(phones, invite("CAD 4008/21NOV"), allow=("camera", "microphone"))
    citizen.share()
    expect(citizen.page.get_by_role("heading", name="Your location is blocked")).to_be_visible()
    expect(call_handler.page.get_by_text(re.compile("location", re.IGNORECASE)).first).to_be_visible()
    citizen.context.close()


def test_a_landline_is_refused_at_the_field(call_handler: Officer) -> None:
    """The officer reads it beside the number, which stays as typed."""
    call_handler.invite("CAD 4009/21NOV", "020 7946 0000")
    expect(call_handler.page.get_by_text("That is not a UK mobile number.")).to_be_visible()
    expect(call_handler.page.get_by_label("Caller's mobile number")).to_have_value("020 7946 0000")


def test_cutting_the_pages_websockets_leaves_the_picture(laptop: Laptop, start_session: Callable[[str], Live]) -> None:
    """Both ends reconnect by themselves; the picture goes on meanwhile, and chat works again afterwards."""
    live = start_session("CAD 4010/21NOV")
    laptop.cut_connections()
    first = wait_for_picture(live.officer, FILM)
    wait_for_picture(live.officer, FILM, after=first.frame)
    expect(live.citizen.page.get_by_text("Recording")).to_be_visible(timeout=SLOW)
    live.officer.page.get_by_label("Message to the caller").fill("Still with you")
    live.officer.page.keyboard.press("Enter")
    expect(live.citizen.page.get_by_text("Still with you")).to_be_attached(timeout=SLOW)
