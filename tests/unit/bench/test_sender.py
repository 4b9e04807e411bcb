"""The load's packets, as a receiver reads them."""

from media_worker.rtp import read_extension, read_packet
from tests.bench.load.description import EXTENSIONS, MID, TRANSPORT_SEQUENCE
from tests.bench.load.sender import Counters, TrackSender, TransportSequence
from tests.bench.load.source import Track
from tests.bench.load.viewer import Tally


def make_sender() -> TrackSender:
    """Return a sender of two frames, of two packets and of one."""
    track = Track(((b"first", b"second"), (b"third",)), ticks=3000, seconds=1 / 30)
    return TrackSender(track, "video", "1", payload_type=102, ssrc=0xABCD, begins_at=10.0)


def test_frames_are_packets_a_worker_can_read() -> None:
    """Sequence, time, marker, stream name and transport sequence are as RFC 3550 and RFC 8285 say."""
    sender, sequences = make_sender(), TransportSequence()
    packets = [read_packet(each) for _ in range(2) for each in sender.write_frame(sequences)]
    assert [each.payload for each in packets] == [b"first", b"second", b"third"]
    assert [(each.sequence, each.timestamp, each.marker) for each in packets] == [
        (0, 0, False),
        (1, 0, True),
        (2, 3000, True),
    ]
    assert {read_extension(each, EXTENSIONS[MID]) for each in packets} == {b"1"}
    assert [read_extension(each, EXTENSIONS[TRANSPORT_SEQUENCE]) for each in packets] == [b"\0\0", b"\0\1", b"\0\2"]


def test_a_frame_is_due_when_its_camera_would_give_it() -> None:
    """Each frame is a thirtieth of a second after the one before."""
    sender = make_sender()
    assert sender.due_at == 10.0
    sender.write_frame(TransportSequence())
    assert sender.due_at == 10.0 + 1 / 30


def test_a_tally_counts_what_did_not_come() -> None:
    """A gap in the sequence is missing until its packet comes late; each source has its own numbers."""
    counters = Counters()
    tally, sender, sequences = Tally(counters), make_sender(), TransportSequence()
    packets = [each for _ in range(4) for each in sender.write_frame(sequences)]
    for number in (0, 1, 4, 5):
        tally.take(packets[number])
    assert (counters.received, counters.missing) == (4, 2)
    tally.take(packets[3])
    assert (counters.received, counters.missing) == (5, 1)
