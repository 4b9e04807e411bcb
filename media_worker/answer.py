"""Chooses from an offer what we do, and writes our answer with exactly that.

What the answer does not name cannot be used: no other codec, extension, simulcast or data channel.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from media_worker.offer import Kind, Offer, OfferedCodec, OfferedMedia
from sightline.domain.errors import NoCommonCodecError
from sightline.messages.signalling import Direction

TRANSPORT_SEQUENCE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"

_WE_RECEIVE, _WE_SEND = ("recvonly", {"sendrecv", "sendonly"}), ("sendonly", {"sendrecv", "recvonly"})
_DIRECTIONS: dict[Direction, tuple[str, set[str]]] = {
    "up": _WE_RECEIVE,
    "talk": _WE_RECEIVE,
    "down": _WE_SEND,
    "listen": _WE_SEND,
}
_SOUND_ALONE = {"talk", "listen"}
_FEEDBACK: dict[tuple[Direction, Kind], tuple[str, ...]] = {
    ("up", "video"): ("nack", "nack pli", "ccm fir", "transport-cc"),
    ("up", "audio"): ("nack", "transport-cc"),
    ("down", "video"): ("nack", "nack pli", "ccm fir"),
    ("down", "audio"): ("nack",),
    ("talk", "audio"): ("nack", "transport-cc"),
    ("listen", "audio"): ("nack",),
}


@dataclass(frozen=True)
class ChosenMedia:
    """One m-line of the answer; no codecs if we refuse it."""

    offered: OfferedMedia
    direction: Direction
    codecs: tuple[OfferedCodec, ...]

    @property
    def kind(self) -> Kind:
        """What is sent."""
        return self.offered.kind


@dataclass(frozen=True)
class Ourselves:
    """Our end of the transport, as the answer names it."""

    username: str
    password: str
    fingerprint: str
    """SHA-256 of our certificate, as in `AB:CD:...`."""
    setup: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Outgoing:
    """The synchronisation sources under which a down leg sends one track."""

    ssrc: int
    retransmission_ssrc: int


def choose_media(offer: Offer, direction: Direction) -> tuple[ChosenMedia, ...]:
    """Choose codecs for each m-line; raise NoCommonCodecError if none is left."""
    chosen = tuple(ChosenMedia(media, direction, _choose_codecs(media, direction)) for media in offer.media)
    if not any(media.codecs for media in chosen):
        raise NoCommonCodecError
    return chosen


def choose_setup(offered: str) -> str:
    """Choose our DTLS role: active, unless the browser insists on that itself."""
    return "passive" if offered == "client" else "active"


def _choose_codecs(media: OfferedMedia, direction: Direction) -> tuple[OfferedCodec, ...]:
    """Return one codec for an up leg; all that we can pass on, at most one of a name, for a down leg."""
    if media.direction not in _DIRECTIONS[direction][1] or (media.kind == "video" and direction in _SOUND_ALONE):
        return ()
    if media.kind == "audio":
        return tuple(codec for codec in media.codecs if (codec.name, codec.channels) == ("opus", 2))[:1]
    h264 = sorted((codec for codec in media.codecs if _is_our_h264(codec)), key=_is_not_baseline)[:1]
    found = (*h264, *[codec for codec in media.codecs if codec.name == "vp8"][:1])
    return found[:1] if direction == "up" else found


def _is_our_h264(codec: OfferedCodec) -> bool:
    return codec.name == "h264" and "packetization-mode=1" in codec.parameters.split(";")


def _is_not_baseline(codec: OfferedCodec) -> bool:
    """Phones encode Constrained Baseline in hardware, and every player shows it."""
    return "profile-level-id=42e0" not in codec.parameters.lower()


def write_answer(chosen: Sequence[ChosenMedia], ourselves: Ourselves, outgoing: dict[Kind, Outgoing]) -> str:
    """Write the answer; `outgoing` names the sources of a down leg and is empty for an up leg."""
    bundled = [media.offered.mid for media in chosen if media.codecs]
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {' '.join(bundled)}"]
    lines.append("a=msid-semantic: WMS *")
    for media in chosen:
        if media.codecs:
            is_first = media.offered.mid == bundled[0]
            lines += _write_media(media) + _write_transport(ourselves, is_first) + _write_source(media, outgoing)
        else:
            lines += [f"m={media.kind} 0 UDP/TLS/RTP/SAVPF 0", "c=IN IP4 0.0.0.0"]
            lines += [f"a=mid:{media.offered.mid}", "a=inactive"]
    return "\r\n".join(lines) + "\r\n"


def _write_media(media: ChosenMedia) -> list[str]:
    types = [kind for codec in media.codecs for kind in (codec.payload_type, codec.retransmission) if kind is not None]
    lines = [f"m={media.kind} 9 UDP/TLS/RTP/SAVPF {' '.join(map(str, types))}", "c=IN IP4 0.0.0.0"]
    lines += [f"a=mid:{media.offered.mid}", f"a={_DIRECTIONS[media.direction][0]}", "a=rtcp:9 IN IP4 0.0.0.0"]
    lines += ["a=rtcp-mux", "a=rtcp-rsize"]
    if _DIRECTIONS[media.direction] is _WE_RECEIVE:
        wanted = {uri: media.offered.extensions.get(uri) for uri in (MID, TRANSPORT_SEQUENCE)}
        lines += [f"a=extmap:{identifier} {uri}" for uri, identifier in wanted.items() if identifier is not None]
    for codec in media.codecs:
        lines += _write_codec(media, codec)
    return lines


def _write_codec(media: ChosenMedia, codec: OfferedCodec) -> list[str]:
    channels = f"/{codec.channels}" if codec.channels else ""
    lines = [f"a=rtpmap:{codec.payload_type} {codec.name.upper()}/{codec.clock_rate}{channels}"]
    if codec.name == "opus":
        lines = [f"a=rtpmap:{codec.payload_type} opus/{codec.clock_rate}{channels}"]
    wanted = _FEEDBACK[media.direction, media.kind]
    lines += [f"a=rtcp-fb:{codec.payload_type} {item}" for item in wanted if item in codec.feedback]
    if codec.parameters:
        lines.append(f"a=fmtp:{codec.payload_type} {codec.parameters}")
    if codec.retransmission is not None:
        lines.append(f"a=rtpmap:{codec.retransmission} rtx/{codec.clock_rate}")
        lines.append(f"a=fmtp:{codec.retransmission} apt={codec.payload_type}")
    return lines


def _write_transport(ourselves: Ourselves, is_first: bool) -> list[str]:  # noqa: FBT001 - one private caller
    lines = [f"a=ice-ufrag:{ourselves.username}", f"a=ice-pwd:{ourselves.password}"]
    lines += [f"a=fingerprint:sha-256 {ourselves.fingerprint}", f"a=setup:{ourselves.setup}"]
    if is_first:
        lines += [f"a=candidate:{candidate}" for candidate in ourselves.candidates] + ["a=end-of-candidates"]
    return lines


def _write_source(media: ChosenMedia, outgoing: dict[Kind, Outgoing]) -> list[str]:
    source = outgoing.get(media.kind)
    if source is None:
        return []
    lines = [f"a=msid:sightline {media.kind}"]
    primary = f"a=ssrc:{source.ssrc} cname:sightline"
    if all(codec.retransmission is None for codec in media.codecs):
        return [*lines, primary]
    # Browsers take the first source named for the primary one.
    lines.append(f"a=ssrc-group:FID {source.ssrc} {source.retransmission_ssrc}")
    return [*lines, primary, f"a=ssrc:{source.retransmission_ssrc} cname:sightline"]
