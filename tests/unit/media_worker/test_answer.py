"""Our answer names what we do and nothing else."""

import pytest
from aiortc.sdp import SessionDescription

from media_worker.answer import Ourselves, Outgoing, choose_media, choose_setup, write_answer
from media_worker.offer import read_offer
from sightline.domain.errors import NoCommonCodecError
from sightline.messages.signalling import Direction
from tests.fakes.offers import CHROMIUM

OURSELVES = Ourselves("user", "p" * 22, "AB:CD", "active", ("1 1 udp 7 127.0.0.1 40000 typ host",))


def answer(direction: Direction, sdp: str = CHROMIUM, **outgoing: Outgoing) -> SessionDescription:
    """Answer an offer and read the answer with aiortc's grammar."""
    chosen = choose_media(read_offer(sdp, allow_private=True), direction)
    sources = {media.kind: outgoing[media.kind] for media in chosen if media.kind in outgoing}
    return SessionDescription.parse(write_answer(chosen, OURSELVES, sources))


def test_an_up_leg_gets_one_codec_a_track_h264_first() -> None:
    """With packetization mode 1, its RTX, all feedback and the two extensions that we read."""
    audio, video = answer("up").media
    assert [codec.name for codec in audio.rtp.codecs] == ["opus"]
    assert [(codec.name, codec.payloadType) for codec in video.rtp.codecs] == [("H264", 108), ("rtx", 109)]
    feedback = {f"{item.type} {item.parameter or ''}".strip() for item in video.rtp.codecs[0].rtcpFeedback}
    assert feedback == {"nack", "nack pli", "ccm fir", "transport-cc"}
    assert {extension.id for extension in video.rtp.headerExtensions} == {3, 4}
    assert (audio.direction, video.direction) == ("recvonly", "recvonly")


def test_vp8_is_taken_where_there_is_no_h264() -> None:
    """Some browsers have nothing else."""
    _, video = answer("up", CHROMIUM.replace("H264", "H265")).media
    assert [codec.name for codec in video.rtp.codecs] == ["VP8", "rtx"]


def test_a_down_leg_gets_every_codec_that_a_source_may_have() -> None:
    """A stream that comes back with another codec is shown without a new offer; the first source is the primary."""
    _, video = answer("down", video=Outgoing(5, 6)).media
    assert [codec.name for codec in video.rtp.codecs] == ["H264", "rtx", "VP8", "rtx"]
    assert [source.ssrc for source in video.ssrc] == [5, 6]
    assert [str(group) for group in video.ssrc_group] == ["FID 5 6"]
    assert video.direction == "sendonly"
    assert video.rtp.headerExtensions == []


@pytest.mark.parametrize(("direction", "ours"), [("talk", "recvonly"), ("listen", "sendonly")])
def test_a_voice_is_sound_alone(direction: Direction, ours: str) -> None:
    """Whatever else the page offers with it is refused."""
    audio, video = answer(direction).media
    assert (audio.direction, [codec.name for codec in audio.rtp.codecs]) == (ours, ["opus"])
    assert video.port == 0


def test_a_track_in_the_wrong_direction_is_refused_alone() -> None:
    """The other one is taken; the bundle holds only that."""
    session = answer("up", CHROMIUM.replace("a=sendrecv", "a=recvonly", 1))
    assert [media.port for media in session.media] == [0, 9]
    assert [group.items for group in session.group] == [["1"]]


def test_no_codec_in_common_has_a_code_of_its_own() -> None:
    """The page can say what is the matter."""
    with pytest.raises(NoCommonCodecError):
        answer("up", CHROMIUM.replace("H264", "H265").replace("VP8", "AV1").replace("opus", "red"))


def test_the_transport_is_named_once_for_all() -> None:
    """ICE, fingerprint and role stand in each part, candidates in the first."""
    session = answer("up")
    assert all(media.ice and media.ice.usernameFragment == "user" for media in session.media)
    assert all(media.dtls and media.dtls.role == "client" for media in session.media)
    assert [len(media.ice_candidates) for media in session.media] == [1, 0]


def test_we_begin_the_handshake_unless_the_browser_wants_to() -> None:
    """RFC 8842: an answer to actpass is active."""
    assert (choose_setup("auto"), choose_setup("server"), choose_setup("client")) == ("active", "active", "passive")
