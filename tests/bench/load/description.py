"""Writes the session descriptions of the load's peers: Opus and H.264, congestion feedback as browsers ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiortc.sdp import MediaDescription, SessionDescription

from tests.bench.load.source import Kind

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
TRANSPORT_SEQUENCE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
EXTENSIONS = {MID: 1, TRANSPORT_SEQUENCE: 3}

_CODECS: dict[Kind, tuple[str, ...]] = {
    "audio": ("a=rtpmap:{0} opus/48000/2", "a=rtcp-fb:{0} transport-cc"),
    "video": (
        "a=rtpmap:{0} H264/90000",
        "a=fmtp:{0} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
        *(f"a=rtcp-fb:{{0}} {kind}" for kind in ("nack", "nack pli", "ccm fir", "transport-cc")),
    ),
}


@dataclass(frozen=True)
class Media:
    """One m-line of ours."""

    kind: Kind
    mid: str
    payload_type: int
    direction: str
    ssrc: int


@dataclass(frozen=True)
class End:
    """Our end of the transport."""

    username: str
    password: str
    fingerprint: str
    setup: str
    candidate: str


def write_description(media: Sequence[Media], end: End) -> str:
    """Write an offer or an answer."""
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0"]
    lines.append(f"a=group:BUNDLE {' '.join(each.mid for each in media)}")
    for each in media:
        lines += [f"m={each.kind} 9 UDP/TLS/RTP/SAVPF {each.payload_type}", "c=IN IP4 0.0.0.0"]
        lines += [f"a=mid:{each.mid}", f"a={each.direction}", "a=rtcp-mux"]
        lines += [line.format(each.payload_type) for line in _CODECS[each.kind]]
        lines += [f"a=extmap:{identifier} {uri}" for uri, identifier in EXTENSIONS.items()]
        if each.direction == "sendonly":
            lines += [f"a=msid:bench {each.kind}", f"a=ssrc:{each.ssrc} cname:bench"]
        lines += [f"a=ice-ufrag:{end.username}", f"a=ice-pwd:{end.password}"]
        lines += [f"a=fingerprint:sha-256 {end.fingerprint}", f"a=setup:{end.setup}", f"a=candidate:{end.candidate}"]
    return "\r\n".join(lines) + "\r\n"


def read_media(sdp: str) -> list[MediaDescription]:
    """Return the other side's m-lines."""
    return list(SessionDescription.parse(sdp).media)
