"""Everything of ours that reads what strangers wrote, as functions that take any bytes at all.

Each may raise what its parser documents, ValueError or an error of ours; anything else is a finding.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from media_worker import h264, rtcp, vp8
from media_worker.allowance import Allowance
from media_worker.answer import Ourselves, choose_media, choose_setup, write_answer
from media_worker.candidates import read_candidate
from media_worker.down_leg import DownLeg
from media_worker.h264 import H264Assembler
from media_worker.offer import read_offer
from media_worker.opus import OpusAssembler, samples
from media_worker.rtp import is_rtcp, read_extension, read_packet, restore, write_packet
from media_worker.sps import read_size
from media_worker.twcc import ArrivalLog
from media_worker.up_leg import UpLeg
from media_worker.vp8 import Vp8Assembler
from sightline.domain.errors import SightlineError
from sightline.domain.fragment import parse_fragment_key, parse_init_key
from sightline.domain.ice_fragment import read_ice_fragment
from sightline.domain.original import parse_piece_key
from sightline.domain.participant import Role
from sightline.domain.still import parse_still_key, read_jpeg_size
from sightline.messages.closing import ClosingWord
from sightline.messages.signalling import WORKER_COMMAND
from signalling.parsing import parse_message
from tests.fakes.rtp import make_packet
from tests.faults.sources import Bytes, Desk, choose, play_phone

DOCUMENTED = (ValueError, SightlineError)
_OURSELVES = Ourselves("name", "password", "AB:CD", "active", ())


def read_rtp(content: bytes) -> None:
    """A packet, its extensions, what it repeats, and the packet again under another header."""
    packet = read_packet(content)
    is_rtcp(content[1])
    for identifier in range(16):
        read_extension(packet, identifier)
    write_packet(packet, 96, packet.sequence, packet.timestamp, 1)
    restore(packet, 96, 1)


def read_rtcp(content: bytes) -> None:
    """A compound packet, as the phone's leg takes it."""
    rtcp.read_packets(content)
    desk = Desk()
    UpLeg(choose("vp8"), desk, desk, Allowance(8_000_000, 0.0)).receive_rtcp(content, 0.0)


class Player:
    """Takes what a down leg sends."""

    def send_rtp(self, datagrams: Sequence[bytes]) -> None:
        """Take packets."""

    def send_rtcp(self, datagram: bytes) -> None:
        """Take a control packet."""


def read_wishes(content: bytes) -> None:
    """A compound packet, as an officer's leg takes it, which follows a stream."""
    desk = Desk()
    source = UpLeg(choose("vp8"), desk, desk, Allowance(8_000_000, 0.0))
    leg = DownLeg(choose("vp8"), Player(), Allowance(8_000_000, 0.0))
    leg.follow(source, 0.0)
    ssrc = leg.outgoing["video"].ssrc.to_bytes(4)
    leg.receive_rtcp(content.replace(b"SSRC", ssrc), 0.0)


def log_arrivals(content: bytes) -> None:
    """Transport-wide numbers in any order at any time, and the reports on them."""
    log, source, now = ArrivalLog(), Bytes(content), 0.0
    while source:
        step = source.number(1)
        now += step / 100
        log.note(source.number(2), now)
        if step & 1:
            log.report(1, 2)


def assemble_h264(content: bytes) -> None:
    """Payloads of one or more frames."""
    _assemble(H264Assembler(), content)
    h264.starts_key_frame(content)


def assemble_vp8(content: bytes) -> None:
    """Payloads of one or more frames."""
    _assemble(Vp8Assembler(), content)
    vp8.starts_key_frame(content)


def assemble_opus(content: bytes) -> None:
    """Sound, and how long it lasts."""
    for frame in OpusAssembler().push(make_packet(0, payload=content)):
        samples(frame.body)


def _assemble(assembler: H264Assembler | Vp8Assembler, content: bytes) -> None:
    source, number = Bytes(content), 0
    while source:
        move = source.number(1)
        if move & 0x80:
            assembler.lose()
        payload = source.take(source.number(1))
        number += 1
        for frame in assembler.push(make_packet(number, timestamp=move >> 4, payload=payload, marker=bool(move & 1))):
            assert frame.body


def take_offer(content: bytes) -> None:
    """An offer, what we choose of it, and our answer."""
    offer = read_offer(content.decode(errors="replace"), allow_private=True)
    for direction in ("up", "down"):
        chosen = choose_media(offer, direction)
        choose_setup(offer.setup)
        write_answer(chosen, _OURSELVES, {})


def take_candidate(content: bytes) -> None:
    """An address of the peer's."""
    read_candidate(content.decode(errors="replace"), allow_private=True)


def take_message(content: bytes) -> None:
    """A WebSocket message, by the role that its first byte says."""
    if content:
        roles = list(Role)
        parse_message(roles[content[0] % len(roles)], content[1:].decode(errors="replace"))


def read_names(content: bytes) -> None:
    """A key of the bucket; what is read writes the same key again."""
    key = content.decode(errors="replace")
    name = parse_fragment_key(key)
    assert name is None or parse_fragment_key(name.key) == name
    parse_init_key(key)
    parse_piece_key(key)
    parse_still_key(key)


PARSERS: dict[str, Callable[[bytes], object]] = {
    "rtp": read_rtp,
    "rtcp": read_rtcp,
    "wishes": read_wishes,
    "arrivals": log_arrivals,
    "h264": assemble_h264,
    "sps": read_size,
    "vp8": assemble_vp8,
    "opus": assemble_opus,
    "phone-h264": partial(play_phone, codec="h264"),
    "phone-vp8": partial(play_phone, codec="vp8"),
    "offer": take_offer,
    "candidate": take_candidate,
    "ice-fragment": lambda content: read_ice_fragment(content.decode(errors="replace")),
    "message": take_message,
    "command": WORKER_COMMAND.validate_json,
    "closing-word": ClosingWord.model_validate_json,
    "names": read_names,
    "jpeg": read_jpeg_size,
}


def read(parser: str, content: bytes) -> None:
    """Give a parser some bytes; let through only what it may not raise."""
    with suppress(*DOCUMENTED):
        PARSERS[parser](content)
