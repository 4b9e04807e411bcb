"""An officer speaks to the citizen, who hears it after a tap of their own and never before."""

import io
from collections.abc import Iterator
from typing import Any

import av
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Citizen, Officer, chromium, newest_link, wait_for_picture
from tests.e2e.test_citizen_accessibility import hold
from tests.e2e.verify import check_hashes, check_signature, join_recording, wait_for_seal

KEEP_PEERS = """() => {
  window.peers = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) { super(...given); window.peers.push(this); }
  };
}"""
"""Keep a page's peer connections where a test can ask them."""

SOUND_HEARD = """async () => {
  const reports = await Promise.all(window.peers.map((peer) => peer.getStats()));
  const heard = reports.flatMap((report) => [...report.values()])
    .filter(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  return heard.length ? Math.max(...heard.map(({ totalAudioEnergy }) => totalAudioEnergy ?? 0)) : null;
}"""
"""The energy of all sound that came in, or None if there is nowhere for it to come in."""


@pytest.fixture
def talker(playwright: Playwright, laptop: Laptop) -> Iterator[Officer]:
    """A call handler whose microphone beeps."""
    with chromium(playwright, None, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream") as desk:
        yield Officer(desk, laptop, "Amara Okafor")


@pytest.fixture
def live(laptop: Laptop, phones: Browser, talker: Officer, numbers: Iterator[str]) -> Iterator[Live]:
    """A session on that officer's stage."""
    number, incident_ref = next(numbers), "CAD 7301/21NOV"
    talker.invite(incident_ref, number)
    citizen = Citizen(phones, newest_link(laptop, number))
    citizen.page.evaluate(KEEP_PEERS)
    citizen.share()
    talker.watch(incident_ref)
    wait_for_picture(talker, FILM)
    yield Live(talker, citizen, incident_ref, laptop.session_id(incident_ref))
    citizen.context.close()


def test_an_officer_is_heard_after_the_citizens_tap_and_not_before(laptop: Laptop, live: Live, desks: Browser) -> None:
    """The page asks, is silent until the tap, then plays; the officer is told; the seal holds voice and name."""
    officer, citizen = live.officer.page, live.citizen.page
    officer.get_by_role("button", name="Hands-free").click()
    expect(officer.get_by_text("They have not turned on sound yet. Type instead.")).to_be_visible(timeout=SLOW)
    expect(citizen.get_by_text("An officer wants to speak to you.")).to_be_visible()
    hold(citizen, "live")
    assert citizen.evaluate(SOUND_HEARD) is None

    citizen.get_by_role("button", name="Listen").click()
    expect(officer.get_by_text("You are heard.")).to_be_visible(timeout=SLOW)
    expect(citizen.get_by_text("You can hear the police.")).to_be_visible()
    wait_for(lambda: (citizen.evaluate(SOUND_HEARD) or 0) > 0, "sound at the citizen's")
    _check_that_another_waits(laptop, live, desks)

    officer.get_by_role("button", name="Hands-free").click()
    expect(officer.get_by_text("They have sound on.")).to_be_visible()
    _hold_to_speak(live)
    citizen.get_by_role("button", name="Stop listening").click()
    expect(citizen.get_by_text("You cannot hear the police.")).to_be_visible()
    live.end()
    _check_the_seal(laptop, live)


def _check_that_another_waits(laptop: Laptop, live: Live, desks: Browser) -> None:
    """A second officer sees who speaks, and cannot."""
    second = Officer(desks, laptop, "Tom Hughes")
    second.watch(live.incident_ref)
    expect(second.page.get_by_text("Amara Okafor is speaking.")).to_be_visible(timeout=SLOW)
    expect(second.page.get_by_role("button", name="Hold to speak")).to_be_disabled()
    second.context.close()


def _hold_to_speak(live: Live) -> None:
    """Space on the button speaks for as long as it is held."""
    page = live.officer.page
    page.get_by_role("button", name="Hold to speak").focus()
    page.keyboard.down("Space")
    expect(page.get_by_text("You are heard.")).to_be_visible(timeout=SLOW)
    page.keyboard.up("Space")
    expect(page.get_by_text("You are heard.")).to_have_count(0)


def _check_the_seal(laptop: Laptop, live: Live) -> None:
    """The voice is a recording of sound alone, named with its speaker, and vouched for like the picture."""
    sealed = wait_for_seal(laptop, live.session_id)
    check_signature(sealed)
    check_hashes(laptop, sealed.manifest)
    voices: list[dict[str, Any]] = [each for each in sealed.manifest["recordings"] if each["speaker"]]
    assert {voice["speaker"]["name"] for voice in voices} == {"PC 4411 Amara Okafor"}
    assert len(voices) < len(sealed.manifest["recordings"])
    (voice,) = join_recording(laptop, voices[0])
    with av.open(io.BytesIO(voice), "r") as sound:
        assert [stream.type for stream in sound.streams] == ["audio"]
        assert len(list(sound.decode(audio=0))) > 50
    live.officer.replay(live.incident_ref)
    _listen_in_replay(live.officer.page)


def _listen_in_replay(page: Page) -> None:
    """Every voice is listed, and heard by itself: the picture falls silent, and the keyboard is at the player."""
    expect(page.get_by_text("Amara Okafor spoke for").first).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Listen to what PC 4411 Amara Okafor said").first.click()
    player = page.locator("audio[aria-label^='Recording of what PC 4411 Amara Okafor said']")
    expect(player).to_be_focused()
    wait_for(lambda: player.evaluate("(audio) => audio.currentTime > 0.5"), "the officer's voice")
    assert page.locator(".screen video").evaluate("(video) => video.paused")
