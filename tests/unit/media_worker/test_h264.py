"""Access units come out whole, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from media_worker.frames import Frame
from media_worker.h264 import H264Assembler, starts_key_frame
from tests.fakes.rtp import make_packet

# Constrained Baseline, 320 x 240, as x264 writes it.
SPS = bytes.fromhex("6742c00dd90141fb0110000003001000000303c0f142a480")
PPS = bytes.fromhex("68cb83cb20")
IDR, SLICE = b"\x65picture", b"\x41difference"
STAP_A = b"\x18" + b"".join(len(unit).to_bytes(2) + unit for unit in (SPS, PPS))


def push_all(assembler: H264Assembler, *packets: tuple[bytes, int, bool]) -> list[Frame]:
    """Push (payload, time, marker) one after another."""
    frames: list[Frame] = []
    for sequence, (payload, timestamp, marker) in enumerate(packets):
        frames += assembler.push(make_packet(sequence, timestamp=timestamp, payload=payload, marker=marker))
    return frames


def with_lengths(*units: bytes) -> bytes:
    """Write NAL units as they are stored."""
    return b"".join(len(unit).to_bytes(4) + unit for unit in units)


def fragment(unit: bytes, size: int) -> list[bytes]:
    """Cut a NAL unit into FU-A payloads."""
    pieces = [unit[1:][at : at + size] for at in range(0, len(unit) - 1, size)]
    head = bytes([unit[0] & 0xE0 | 28])
    kind = unit[0] & 0x1F
    return [
        head + bytes([kind | (0x80 if index == 0 else 0) | (0x40 if index == len(pieces) - 1 else 0)]) + piece
        for index, piece in enumerate(pieces)
    ]


def test_a_picture_begins_with_a_key_frame_that_has_parameters() -> None:
    """The recording begins at the first IDR with SPS and PPS; its size is read from the SPS."""
    frames = push_all(H264Assembler(), (SLICE, 0, True), (STAP_A, 3000, False), (IDR, 3000, True), (SLICE, 6000, True))
    assert [frame.body for frame in frames] == [with_lengths(SPS, PPS, IDR), with_lengths(SLICE)]
    assert [frame.is_key for frame in frames] == [True, False]
    assert (frames[0].parameters.codec, frames[0].parameters.width, frames[0].parameters.height) == (
        "avc1.42c00d",
        320,
        240,
    )


@given(st.binary(min_size=2, max_size=300), st.integers(1, 100))
def test_fragments_become_the_unit_again(content: bytes, size: int) -> None:
    """FU-A of any cut gives the same bytes back."""
    unit = b"\x65" + content
    parts = fragment(unit, size)
    packets = [(part, 0, index == len(parts) - 1) for index, part in enumerate(parts)]
    (frame,) = push_all(H264Assembler(), (STAP_A, 0, False), *packets)
    assert frame.body == with_lengths(SPS, PPS, unit)


def test_after_a_loss_nothing_comes_before_the_next_key_frame() -> None:
    """A picture that refers to a lost one would be a false picture."""
    assembler = H264Assembler()
    push_all(assembler, (STAP_A, 0, False), (IDR, 0, True))
    assembler.lose()
    frames = push_all(assembler, (SLICE, 3000, True), (STAP_A, 6000, False), (IDR, 6000, True), (SLICE, 9000, True))
    assert [frame.timestamp for frame in frames] == [6000, 9000]


def test_a_loss_inside_a_frame_spoils_that_frame() -> None:
    """Half a key frame is not given out as one."""
    assembler = H264Assembler()
    first, *_, last = fragment(b"\x65" + bytes(100), 30)
    assembler.push(make_packet(0, payload=STAP_A))
    assembler.push(make_packet(1, payload=first))
    assembler.lose()
    assert list(assembler.push(make_packet(3, payload=last, marker=True))) == []


def test_a_frame_without_marker_ends_where_the_next_begins() -> None:
    """Some encoders forget the marker."""
    frames = push_all(H264Assembler(), (STAP_A, 0, False), (IDR, 0, False), (SLICE, 3000, True))
    assert [frame.timestamp for frame in frames] == [0, 3000]


@given(st.lists(st.tuples(st.binary(max_size=60), st.integers(0, 3), st.booleans()), max_size=30))
def test_hostile_payloads_do_no_harm(packets: list[tuple[bytes, int, bool]]) -> None:
    """Whatever comes, nothing is raised; and a real key frame afterwards is taken."""
    assembler = H264Assembler()
    push_all(assembler, *packets)
    frames = push_all(assembler, (STAP_A, 90_000, False), (IDR, 90_000, True))
    assert frames[-1].timestamp == 90_000
    assert frames[-1].is_key


def test_the_start_of_a_key_frame_is_recognised() -> None:
    """Viewers begin at a packet that brings an SPS, alone or aggregated."""
    assert starts_key_frame(SPS)
    assert starts_key_frame(STAP_A)
    assert not starts_key_frame(IDR)
    assert not starts_key_frame(b"")
    assert not starts_key_frame(b"\x18\xff\xff")
