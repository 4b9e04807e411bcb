"""An offer is read exactly, or refused in one way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_worker.offer import Offer, read_offer
from sightline.domain.errors import InvalidOfferError, OfferTooLargeError, TooManyTracksError
from tests.fakes.offers import CHROMIUM


def read(sdp: str) -> Offer:
    """Read an offer as on the laptop."""
    return read_offer(sdp, allow_private=True)


def test_what_a_browser_offers_is_understood() -> None:
    """Codecs with their retransmission and feedback, extensions, ICE, DTLS."""
    offer = read_offer(CHROMIUM, allow_private=True)
    audio, video = offer.media
    assert (audio.kind, audio.mid, video.kind, video.mid) == ("audio", "0", "video", "1")
    assert [codec.name for codec in video.codecs] == ["vp8", "vp9", "h264", "h264"]
    assert video.codecs[0].retransmission == 97
    assert "nack pli" in video.codecs[0].feedback
    assert video.extensions["urn:ietf:params:rtp-hdrext:sdes:mid"] == 4
    assert (offer.username, offer.setup, len(offer.candidates)) == ("oIni", "auto", 1)


def test_candidates_that_are_not_allowed_are_dropped_not_refused() -> None:
    """A browser may offer its private addresses; we do not try them."""
    assert read_offer(CHROMIUM, allow_private=False).candidates == ()


HOSTILE = {
    "nothing": "",
    "1,000 candidates": CHROMIUM.replace("a=setup", "a=candidate:1 1 udp 1 8.8.8.8 5 typ host\r\na=setup", 1)
    + "a=candidate:1 1 udp 1 8.8.8.8 5 typ host\r\n" * 31,
    "control characters": CHROMIUM.replace("a=mid:1", "a=mid:1\x00"),
    "data channel": CHROMIUM.replace("m=video 9 UDP/TLS/RTP/SAVPF", "m=application 9 UDP/DTLS/SCTP"),
    "no encryption": CHROMIUM.replace("UDP/TLS/RTP/SAVPF", "RTP/AVPF"),
    "no fingerprint": "\r\n".join(line for line in CHROMIUM.splitlines() if "fingerprint" not in line),
    "weak fingerprint": CHROMIUM.replace("sha-256", "md5"),
    "no ICE password": "\r\n".join(line for line in CHROMIUM.splitlines() if "ice-pwd" not in line),
    "no multiplexing": CHROMIUM.replace("a=rtcp-mux\r\n", ""),
    "no bundle": CHROMIUM.replace("a=group:BUNDLE 0 1\r\n", ""),
    "one mid for two": CHROMIUM.replace("a=mid:1", "a=mid:0").replace("BUNDLE 0 1", "BUNDLE 0"),
    "payload type of RTCP": CHROMIUM.replace("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video 9 UDP/TLS/RTP/SAVPF 72"),
    "parameters of no codec": CHROMIUM + "a=fmtp:55 x=y\r\n",
    "number that is none": CHROMIUM.replace("a=extmap:4", "a=extmap:four"),
    "codec without rate": CHROMIUM.replace("VP8/90000", "VP8"),
}


@pytest.mark.parametrize("sdp", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_offer_is_refused_in_one_way(sdp: str) -> None:
    """Whatever is wrong with its text, the code is invalid-offer."""
    with pytest.raises(InvalidOfferError):
        read(sdp)


@pytest.mark.parametrize(
    ("sdp", "error"),
    [
        (CHROMIUM + "a=mid:1\r\n" * 2000, OfferTooLargeError),
        (CHROMIUM + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n" * 300, TooManyTracksError),
        (CHROMIUM.replace("m=audio", "m=video"), TooManyTracksError),
    ],
)
def test_an_offer_of_too_much_is_told_so(sdp: str, error: type[Exception]) -> None:
    """More than 16 KB, more m-lines than there can be, or two cameras."""
    with pytest.raises(error):
        read(sdp)


@settings(max_examples=300)
@given(st.integers(0, len(CHROMIUM) - 1), st.integers(0, 40), st.text(max_size=20))
def test_a_damaged_offer_is_read_or_refused(at: int, count: int, instead: str) -> None:
    """Any damage to a real offer raises nothing else, and what is read lacks nothing that a leg cannot do without."""
    try:
        offer = read(CHROMIUM[:at] + instead + CHROMIUM[at + count :])
    except (InvalidOfferError, TooManyTracksError):
        return
    assert offer.username
    assert {media.kind for media in offer.media} <= {"audio", "video"}


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text: str) -> None:
    """So does any text at all."""
    with pytest.raises(InvalidOfferError):
        read(text)
