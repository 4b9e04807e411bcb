"""Packets of a film in the order in which they are decoded, and which of them a copy takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import chain
from typing import TYPE_CHECKING, Any

from av import AudioFrame, VideoFrame
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from sightline.domain.copy import NothingToCopyError

if TYPE_CHECKING:
    from av import Packet

Seconds = Fraction
APART = Seconds(10)
"""A fragment holds all its pictures, then all its sound: nothing lies further from its place than this."""


@dataclass(frozen=True)
class Timed:
    """A packet with its times in seconds; `leads` if it is of the track that a copy is cut by."""

    packet: "Packet[Any]"
    decoded: Seconds
    shown: Seconds
    leads: bool

    @property
    def is_key(self) -> bool:
        """Say whether a copy can begin here."""
        return self.leads and self.packet.is_keyframe

    @property
    def ends(self) -> Seconds:
        """When the next one is shown, as far as this one knows."""
        return self.shown + (self.packet.duration or 0) * _base(self.packet)


@dataclass(frozen=True)
class Cut:
    """From which second on a copy is made, and of which packets."""

    began: Seconds
    packets: Iterator[Timed]


def shown_at(frame: VideoFrame | AudioFrame, track: VideoStream | AudioStream) -> Seconds:
    """Return when what was decoded is shown; what a decoder still held at its end comes without a time base."""
    return Fraction(frame.pts or 0) * (frame.time_base or track.time_base or 1)


def read_timed(packets: "Iterable[Packet[Any]]", leading: int, longest: Seconds) -> Iterator[Timed]:
    """Yield a container's packets in order of decoding; the track `leading` is the one to cut by.

    Raises ValueError where times lie further apart than the film lasts, which no recording's do.
    """
    waiting: list[tuple[Seconds, int, Timed]] = []
    origin = newest = None
    for number, packet in enumerate(packet for packet in packets if packet.dts is not None and packet.size):
        timed = _timed(packet, leading)
        origin = timed.decoded if origin is None else origin
        newest = timed.decoded if newest is None else max(newest, timed.decoded)
        if max(abs(timed.decoded - origin), abs(timed.shown - origin)) > longest + APART:
            message = "a time beyond the film's end"
            raise ValueError(message)
        heappush(waiting, (timed.decoded, number, timed))
        while waiting[0][0] < newest - APART:
            yield heappop(waiting)[2]
    while waiting:
        yield heappop(waiting)[2]


def refuse_behind_end(packets: Iterator[Timed], began: Seconds) -> Iterator[Timed]:
    """Pass a film's packets on; raise NothingToCopyError at its end if it has ended before `began`."""
    has_ended = True
    for timed in packets:
        has_ended = has_ended and not (timed.leads and timed.ends >= began)
        yield timed
    if has_ended:
        raise NothingToCopyError


def cut_at_keys(packets: Iterator[Timed], began: Seconds, ended: Seconds) -> Cut:
    """Cut from the last key frame at or before `began` up to the first one at or after `ended`."""
    held = _hold(packets, began)
    first = next((timed for timed in held if timed.leads), None)
    if first is None or first.shown >= ended:
        raise NothingToCopyError
    return Cut(first.shown, _until_key(chain(held, packets), first.shown, ended))


def cut_exactly(packets: Iterator[Timed], began: Seconds, ended: Seconds) -> Cut:
    """Cut from the picture that is to be seen at `began`; what comes before it is there to be decoded only."""
    held = _hold(packets, began)
    leading = [timed.shown for timed in held if timed.leads]
    if not leading or min(leading) >= ended:
        raise NothingToCopyError
    seen = max((shown for shown in leading if shown <= began), default=min(leading))
    return Cut(seen, _until(chain(held, packets), ended))


def _hold(packets: Iterator[Timed], began: Seconds) -> list[Timed]:
    """Return what comes from the last key frame before `began` on, until something comes that is decoded later."""
    held: list[Timed] = []
    for timed in packets:
        if timed.is_key and (timed.shown <= began or not held):
            held = []
        if held or timed.is_key:
            held.append(timed)
        if held and timed.leads and timed.decoded > began:
            break
    return held


def _until_key(packets: Iterable[Timed], began: Seconds, ended: Seconds) -> Iterator[Timed]:
    for timed in packets:
        if timed.is_key and timed.shown >= ended:
            return
        if timed.leads or timed.shown >= began:
            yield timed


def _until(packets: Iterable[Timed], ended: Seconds) -> Iterator[Timed]:
    for timed in packets:
        if timed.leads and timed.decoded >= ended:
            return
        yield timed


def _timed(packet: "Packet[Any]", leading: int) -> Timed:
    decoded, base = packet.dts or 0, _base(packet)
    shown = decoded if packet.pts is None else packet.pts
    return Timed(packet, decoded * base, shown * base, packet.stream_index == leading)


def _base(packet: "Packet[Any]") -> Fraction:
    return packet.time_base or Fraction(1)
