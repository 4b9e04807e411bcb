"""Reads a browser's SDP offer (RFC 8866, 8829, 9143) behind an allow-list.

The text comes from outside. Only lines of kinds that we know reach aiortc's grammar, and whatever it
raises on them is one refusal: InvalidOfferError.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from aiortc import RTCDtlsFingerprint, RTCIceCandidate, RTCRtpCodecParameters
from aiortc.sdp import MediaDescription, SessionDescription, parameters_to_sdp

from media_worker.candidates import read_candidate
from sightline.domain.errors import InvalidOfferError, OfferTooLargeError, TooManyTracksError

BYTES_AT_MOST = 16_384
MEDIA_AT_MOST = 3
CANDIDATES_AT_MOST = 30

Kind = Literal["audio", "video"]

_LINE = re.compile(r"^(?P<type>[vostmca])=(?P<value>[\x20-\x7e]{1,1024})$")
_ATTRIBUTES = {
    *("group", "mid", "ice-ufrag", "ice-pwd", "fingerprint", "setup", "candidate", "extmap"),
    *("rtpmap", "fmtp", "rtcp-fb", "rtcp-mux", "sendrecv", "sendonly", "recvonly", "inactive"),
}
_PROFILE = "UDP/TLS/RTP/SAVPF"
_MID = re.compile(r"^[A-Za-z0-9_-]{1,16}$")
_ICE_TEXT = re.compile(r"^[A-Za-z0-9+/]{4,256}$")


@dataclass(frozen=True)
class OfferedCodec:
    """A codec that the browser can do."""

    name: str
    """In lower case."""
    payload_type: int
    clock_rate: int
    channels: int | None
    parameters: str
    feedback: frozenset[str]
    retransmission: int | None = None
    """The payload type of its RTX (RFC 4588)."""


@dataclass(frozen=True)
class OfferedMedia:
    """One m-line."""

    kind: Kind
    mid: str
    direction: str
    codecs: tuple[OfferedCodec, ...]
    extensions: dict[str, int] = field(default_factory=dict)
    """Header extension ids by URI."""


@dataclass(frozen=True)
class Offer:
    """What an offer says, as far as we use it."""

    media: tuple[OfferedMedia, ...]
    username: str
    password: str
    fingerprints: tuple[RTCDtlsFingerprint, ...]
    setup: str
    candidates: tuple[RTCIceCandidate, ...]


def read_offer(sdp: str, *, allow_private: bool) -> Offer:
    """Read an offer; raise OfferTooLargeError, TooManyTracksError, or InvalidOfferError for all else that is wrong."""
    if len(sdp.encode(errors="replace")) > BYTES_AT_MOST:
        raise OfferTooLargeError
    lines = list(_known_lines(sdp))
    if sum(line.startswith("m=") for line in lines) > MEDIA_AT_MOST:
        raise TooManyTracksError
    candidates = [line.removeprefix("a=candidate:") for line in lines if line.startswith("a=candidate:")]
    if len(candidates) > CANDIDATES_AT_MOST:
        raise InvalidOfferError
    grammar = [line for line in lines if not line.startswith("a=candidate:")]
    read = (read_candidate(text, allow_private=allow_private) for text in candidates)
    return _interpret(_parse(grammar), tuple(candidate for candidate in read if candidate))


def _known_lines(sdp: str) -> Iterator[str]:
    for line in sdp.splitlines():
        match = _LINE.match(line)
        if match is None and not line.startswith(("b=", "i=")):
            raise InvalidOfferError
        if match and (match["type"] != "a" or match["value"].partition(":")[0] in _ATTRIBUTES):
            yield line


def _parse(lines: list[str]) -> SessionDescription:
    try:
        return SessionDescription.parse("\r\n".join(lines) + "\r\n")
    except Exception as error:
        # The grammar raises six kinds of exception on hostile text, AssertionError among them.
        raise InvalidOfferError from error


def _interpret(session: SessionDescription, candidates: tuple[RTCIceCandidate, ...]) -> Offer:
    bundle = {str(item) for group in session.group if group.semantic == "BUNDLE" for item in group.items}
    media = tuple(_interpret_media(description) for description in session.media)
    mids, kinds = [part.mid for part in media], [part.kind for part in media]
    if len(set(kinds)) < len(kinds):
        raise TooManyTracksError
    if not media or set(mids) != bundle or len(set(mids)) < len(mids):
        raise InvalidOfferError
    first = session.media[0]
    has_digest = first.dtls and any(mark.algorithm.lower() == "sha-256" for mark in first.dtls.fingerprints)
    if first.dtls is None or first.ice is None or not has_digest:
        raise InvalidOfferError
    username, password = first.ice.usernameFragment or "", first.ice.password or ""
    if not _ICE_TEXT.match(username) or not _ICE_TEXT.match(password):
        raise InvalidOfferError
    return Offer(media, username, password, tuple(first.dtls.fingerprints), first.dtls.role, candidates)


def _interpret_media(description: MediaDescription) -> OfferedMedia:
    mid = description.rtp.muxId
    is_ours = description.profile == _PROFILE and description.rtcp_mux and _MID.match(mid or "")
    if description.kind not in {"audio", "video"} or not is_ours:
        raise InvalidOfferError
    return OfferedMedia(
        kind="audio" if description.kind == "audio" else "video",
        mid=mid,
        direction=description.direction or "sendrecv",
        codecs=tuple(_interpret_codecs(description.rtp.codecs)),
        extensions={extension.uri: extension.id for extension in description.rtp.headerExtensions},
    )


def _interpret_codecs(codecs: list[RTCRtpCodecParameters]) -> Iterator[OfferedCodec]:
    retransmissions = {
        codec.parameters.get("apt"): codec.payloadType for codec in codecs if codec.name.lower() == "rtx"
    }
    for codec in codecs:
        if codec.name.lower() != "rtx" and codec.payloadType is not None:
            yield OfferedCodec(
                name=codec.name.lower(),
                payload_type=codec.payloadType,
                clock_rate=codec.clockRate,
                channels=codec.channels,
                parameters=parameters_to_sdp(codec.parameters),
                feedback=frozenset(f"{item.type} {item.parameter or ''}".strip() for item in codec.rtcpFeedback),
                retransmission=retransmissions.get(codec.payloadType),
            )
