"""Whatever a network does to a track's packets, exactly the frames that are whole come out, in order, once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_worker.frames import Frame
from media_worker.incoming import IncomingTrack
from media_worker.offer import OfferedCodec
from media_worker.rtp import Packet
from tests.fakes.lossy import deliveries
from tests.fakes.rtp import make_packet

CodecName = Literal["h264", "vp8"]
SPS = bytes.fromhex("6742c00dd90141fb0110000003001000000303c0f142a480")
PPS = bytes.fromhex("68cb83cb20")
AGGREGATE = b"\x18" + b"".join(len(unit).to_bytes(2) + unit for unit in (SPS, PPS))
VP8_KEY = b"\x10\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00"
FRAME_TICKS = 3000
LATER = 10.0
CODECS: list[CodecName] = ["h264", "vp8"]


@dataclass(frozen=True)
class Sent:
    """A frame as the phone sends it."""

    payloads: tuple[bytes, ...]
    is_key: bool
    body: bytes


def send_h264(number: int, packets: int, *, is_key: bool) -> Sent:
    """Make an access unit of slices, one a packet; a key frame brings its parameter sets first."""
    slices = [bytes([0x65 if is_key else 0x41]) + f"{number}.{part}".encode() for part in range(packets)]
    units = [SPS, PPS, *slices] if is_key else slices
    payloads = [AGGREGATE, *slices] if is_key else slices
    return Sent(tuple(payloads), is_key, b"".join(len(unit).to_bytes(4) + unit for unit in units))


def send_vp8(number: int, packets: int, *, is_key: bool) -> Sent:
    """Make a frame whose first packet alone says that it starts one."""
    parts = [(VP8_KEY if is_key else b"\x11") + f"{number}.0".encode()]
    parts += [f"{number}.{part}".encode() for part in range(1, packets)]
    payloads = [(b"\x10" if part == 0 else b"\x00") + content for part, content in enumerate(parts)]
    return Sent(tuple(payloads), is_key, b"".join(parts))


def send_all(codec: CodecName, shape: Sequence[tuple[int, bool]]) -> list[Sent]:
    """Make the frames of a stream from how many packets each has, and whether it is a key frame."""
    send = send_h264 if codec == "h264" else send_vp8
    return [send(number, packets, is_key=is_key) for number, (packets, is_key) in enumerate(shape)]


def pack(frames: Sequence[Sent], sequence: int, timestamp: int) -> list[Packet]:
    """Put frames into packets, numbered and timed from anywhere."""
    return [
        make_packet(
            sequence + index,
            timestamp=timestamp + number * FRAME_TICKS,
            payload=frames[number].payloads[part],
            marker=part == len(frames[number].payloads) - 1,
        )
        for index, (number, part) in enumerate(_parts(frames))
    ]


def _parts(frames: Sequence[Sent]) -> Iterator[tuple[int, int]]:
    return ((number, part) for number, frame in enumerate(frames) for part in range(len(frame.payloads)))


def expect(frames: Sequence[Sent], arrived: Sequence[int]) -> list[tuple[int, bool]]:
    """Return what a recorder may store: each whole frame whose references it has, and whether a loss lies before it.

    Nothing is known of what was sent before the first packet that came.
    """
    came = {index for index in arrived if index >= arrived[0]}
    index, needs_key, is_torn, whole = 0, True, False, []
    for number, frame in enumerate(frames):
        own = range(index, index + len(frame.payloads))
        index = own.stop
        is_torn = is_torn or any(arrived[0] < each < max(came) and each not in came for each in own)
        needs_key = needs_key or not came.issuperset(own)
        if came.issuperset(own) and (frame.is_key or not needs_key):
            whole.append((number, is_torn))
            needs_key = is_torn = False
    return whole


def make_track(codec: CodecName) -> IncomingTrack:
    """Make a track of pictures."""
    return IncomingTrack("video", OfferedCodec(codec, 96, 90_000, None, "", frozenset()))


shapes = st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=16)
"""How many packets each frame has, and whether it is a key frame."""


@pytest.mark.parametrize("codec", CODECS)
@given(st.data(), shapes, st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF))
def test_any_network_gives_the_whole_frames_in_order_once(
    codec: CodecName, data: st.DataObject, shape: list[tuple[int, bool]], sequence: int, timestamp: int
) -> None:
    """Loss, repetition, disorder and numbers that wrap: the recorder gets what is whole and nothing else."""
    frames = send_all(codec, shape)
    packets = pack(frames, sequence, timestamp)
    arrived = data.draw(deliveries(len(packets)))
    track, out = make_track(codec), list[tuple[Frame, bool]]()
    for index in arrived:
        track.push(packets[index], 0.0)
        out += track.take_frames(0.0)
    out += track.take_frames(LATER)
    expected = expect(frames, arrived) if arrived else []
    assert [(frame.timestamp, frame.body, frame.is_key, is_torn) for frame, is_torn in out] == [
        ((timestamp + number * FRAME_TICKS) & 0xFFFFFFFF, frames[number].body, frames[number].is_key, is_torn)
        for number, is_torn in expected
    ]


@pytest.mark.parametrize("codec", CODECS)
@given(st.data(), shapes, st.lists(st.floats(0, 0.4), min_size=1, max_size=20))
def test_impatience_loses_frames_but_makes_none_up(
    codec: CodecName, data: st.DataObject, shape: list[tuple[int, bool]], pauses: list[float]
) -> None:
    """However slowly packets come, each frame given out is one that was sent, later than the one before."""
    frames = send_all(codec, shape)
    packets = pack(frames, 0xFFF0, 0xFFFFFFFF - FRAME_TICKS)
    numbers = {packet.timestamp: number for packet, (number, _) in zip(packets, _parts(frames), strict=True)}
    track, now, given_out = make_track(codec), 0.0, list[int]()
    for turn, index in enumerate(data.draw(deliveries(len(packets)))):
        now += pauses[turn % len(pauses)]
        track.push(packets[index], now)
        for frame, _ in track.take_frames(now):
            number = numbers[frame.timestamp]
            assert frame.body == frames[number].body
            given_out.append(number)
    assert given_out == sorted(set(given_out))


@pytest.mark.parametrize("codec", CODECS)
@given(shapes)
def test_a_frame_whose_marker_was_forgotten_ends_where_the_next_begins(
    codec: CodecName, shape: list[tuple[int, bool]]
) -> None:
    """An encoder that sets no marker loses nothing but the wait for its last frame."""
    frames = send_all(codec, [(1, True), *shape, (1, True)])
    track, out = make_track(codec), list[bytes]()
    for packet in pack(frames, 0, 0):
        packet.marker = False
        track.push(packet, 0.0)
        out += [frame.body for frame, _ in track.take_frames(0.0)]
    assert out == [frame.body for frame in frames[:-1]]


@given(st.lists(st.sampled_from([1234, 99]), max_size=12))
def test_a_new_source_tears_the_stream(sources: list[int]) -> None:
    """Time of the one source says nothing of the other's: what is between them is missing."""
    track, out = make_track("vp8"), list[tuple[int, bool]]()
    for number, ssrc in enumerate(sources):
        packet = make_packet(number, timestamp=number, payload=b"\x10" + VP8_KEY + b"rest", marker=True)
        packet.ssrc = ssrc
        track.push(packet, 0.0)
        out += [(ssrc, is_torn) for _, is_torn in track.take_frames(0.0)]
    changes = [number > 0 and sources[number - 1] != ssrc for number, ssrc in enumerate(sources)]
    assert out == list(zip(sources, changes, strict=True))
