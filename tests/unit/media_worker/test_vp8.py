"""VP8 frames come out whole, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from media_worker.frames import Frame
from media_worker.vp8 import Vp8Assembler, read_payload, starts_key_frame
from tests.fakes.rtp import make_packet

START, GO_ON = b"\x10", b"\x00"
KEY = b"\x10\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00rest"
DIFFERENCE = b"\x11difference"


def push_all(assembler: Vp8Assembler, *packets: tuple[bytes, int, bool]) -> list[Frame]:
    """Push (payload, time, marker) one after another."""
    frames: list[Frame] = []
    for sequence, (payload, timestamp, marker) in enumerate(packets):
        frames += assembler.push(make_packet(sequence, timestamp=timestamp, payload=payload, marker=marker))
    return frames


def test_parts_become_a_frame_with_its_size() -> None:
    """A key frame says its width and height; the next one need not be a key frame."""
    frames = push_all(
        Vp8Assembler(), (START + KEY[:5], 0, False), (GO_ON + KEY[5:], 0, True), (START + DIFFERENCE, 3000, True)
    )
    assert [(frame.body, frame.is_key) for frame in frames] == [(KEY, True), (DIFFERENCE, False)]
    assert (frames[0].parameters.width, frames[0].parameters.height) == (320, 240)


def test_nothing_comes_before_a_key_frame_nor_after_a_loss() -> None:
    """A picture that refers to a lost one would be a false picture."""
    assembler = Vp8Assembler()
    assert push_all(assembler, (START + DIFFERENCE, 0, True)) == []
    push_all(assembler, (START + KEY, 3000, True))
    assembler.lose()
    assert push_all(assembler, (START + DIFFERENCE, 6000, True)) == []
    assert len(push_all(assembler, (START + KEY, 9000, True))) == 1


def test_descriptors_of_every_length_are_read_over() -> None:
    """Picture id of one or two bytes, TL0PICIDX, TID and KEYIDX (RFC 7741, 4.2)."""
    assert read_payload(b"\x90\x80\x11body") == (True, b"body")
    assert read_payload(b"\x90\x80\x91\x22body") == (True, b"body")
    assert read_payload(b"\x90\xf0\x91\x22\x33\x44body") == (True, b"body")
    assert read_payload(b"\x01body") == (False, b"body")


@given(st.lists(st.tuples(st.binary(max_size=30), st.integers(0, 3), st.booleans()), max_size=30))
def test_hostile_payloads_do_no_harm(packets: list[tuple[bytes, int, bool]]) -> None:
    """Whatever comes, nothing is raised; and a real key frame afterwards is taken."""
    assembler = Vp8Assembler()
    push_all(assembler, *packets)
    assert push_all(assembler, (START + KEY, 90_000, True))[-1].is_key


def test_the_start_of_a_key_frame_is_recognised() -> None:
    """Viewers begin at the first packet of a key frame."""
    assert starts_key_frame(START + KEY)
    assert not starts_key_frame(GO_ON + KEY)
    assert not starts_key_frame(START + DIFFERENCE)
    assert not starts_key_frame(b"")
