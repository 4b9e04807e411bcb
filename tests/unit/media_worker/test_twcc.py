"""Feedback is read back here by an independent reader of the format."""

from struct import unpack_from

from hypothesis import given
from hypothesis import strategies as st

from media_worker.twcc import ArrivalLog
from tests.fakes.lossy import deliveries


def read_feedback(packet: bytes) -> dict[int, float | None]:
    """Return the arrival of each number, in seconds, None where it is missing."""
    assert packet[1] == 205
    assert packet[0] & 0x1F == 15
    assert len(packet) == 4 * (1 + unpack_from("!H", packet, 2)[0])
    base, count = unpack_from("!HH", packet, 12)
    ticks = int.from_bytes(packet[16:19]) * 256
    symbols: list[int] = []
    at = 20
    while len(symbols) < count:
        chunk = unpack_from("!H", packet, at)[0]
        at += 2
        if chunk >> 15:
            symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            symbols += [chunk >> 13] * (chunk & 0x1FFF)
    arrivals: dict[int, float | None] = {}
    for index, symbol in enumerate(symbols[:count]):
        if symbol:
            ticks += packet[at] if symbol == 1 else unpack_from("!h", packet, at)[0]
            at += symbol
        arrivals[(base + index) & 0xFFFF] = ticks * 0.00025 if symbol else None
    return arrivals


@given(st.integers(0, 0xFFFF), st.dictionaries(st.integers(1, 400), st.floats(100.0, 104.0), min_size=1))
def test_what_came_and_what_did_not_is_told(first: int, offsets: dict[int, float]) -> None:
    """Each packet's arrival survives to a quarter of a millisecond; the missing ones are named."""
    log = ArrivalLog()
    log.note(first, 102.0)
    for offset in sorted(offsets):
        log.note((first + offset) & 0xFFFF, offsets[offset])
    report = log.report(1, 2)
    assert report is not None
    told = read_feedback(report)
    assert len(told) == max(offsets) + 1
    for offset in range(1, max(offsets) + 1):
        value, sent = told[(first + offset) & 0xFFFF], offsets.get(offset)
        assert (value is None) == (sent is None)
        assert value is None or sent is None or abs(value - sent) < 0.0003


def test_reports_follow_one_another_without_overlap() -> None:
    """A packet missing between two reports is counted in the second one."""
    log = ArrivalLog()
    log.note(10, 1.0)
    log.note(11, 1.01)
    first = log.report(1, 2)
    log.note(13, 1.02)
    second = log.report(1, 2)
    assert first is not None
    assert second is not None
    assert list(read_feedback(first)) == [10, 11]
    assert next(iter(read_feedback(second).items())) == (12, None)
    assert log.report(1, 2) is None


def test_a_jump_of_numbers_does_not_make_a_giant_report() -> None:
    """A sender that lies about numbers gets a report of bounded size."""
    log = ArrivalLog()
    log.note(1, 1.0)
    log.note(20_000, 1.1)
    report = log.report(1, 2)
    assert report is not None
    assert len(read_feedback(report)) == 1


@given(st.data(), st.integers(0, 0xFFFF), st.integers(1, 120), st.integers(1, 20))
def test_reports_together_tell_each_number_once(data: st.DataObject, first: int, count: int, every: int) -> None:
    """Whatever is lost, late or repeated: no number is told twice or left out, and what is told as come has come."""
    log, told, came = ArrivalLog(), dict[int, float | None](), dict[int, set[float]]()
    arrived = data.draw(deliveries(count))
    for turn, offset in enumerate(arrived):
        at = 100 + turn * 0.01
        came.setdefault((first + offset) & 0xFFFF, set()).add(at)
        log.note((first + offset) & 0xFFFF, at)
        report = log.report(1, 2) if turn % every == 0 or turn == len(arrived) - 1 else None
        for number, time in read_feedback(report).items() if report else ():
            assert number not in told
            told[number] = time
            assert time is None or any(abs(time - known) < 0.0003 for known in came[number])
    span = range(arrived[0], max(arrived) + 1) if arrived else range(0)
    assert list(told) == [(first + offset) & 0xFFFF for offset in span]
