"""What libav reads out of the fragments is what was put in: every frame once, in order, at its time."""

import io
from collections.abc import Iterator
from fractions import Fraction

import av
from hypothesis import given, settings
from hypothesis import strategies as st

from media_worker.fragmenter import Fragment, Fragmenter
from media_worker.frames import Frame, Parameters
from media_worker.offer import Kind
from media_worker.opus import PARAMETERS as OPUS
from media_worker.timeline import CLOCK_RATES, Timeline

SIZES = (Parameters("vp08.00.10.08", 320, 240), Parameters("vp08.00.10.08", 640, 480))
TWENTY_MS = b"\x78"
ROUNDING_SECONDS = 0.0001
GUESSED_SECONDS = 1 / 30 + 0.001
STEP_SECONDS = 0.01

frames = st.tuples(
    st.sampled_from(["video", "video", "audio"]),
    st.integers(1, 6),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([0, 0, 0, 1]),
)
"""Of a frame: its track, how many steps it comes behind the one before, whether it is a key, and its size."""

streams = st.builds(lambda scene, times: scene * times, st.lists(frames, min_size=1, max_size=16), st.integers(1, 30))

Stream = list[tuple[Kind, int, bool, int]]


class Film:
    """Frames as they were put in, and the fragments that came of them."""

    def __init__(self, stream: Stream, start: int) -> None:
        """Record a stream whose RTP times begin anywhere, and may wrap."""
        self.timeline = Timeline()
        self.fragments: list[Fragment] = []
        self.put_in: dict[Kind, list[tuple[bytes, float]]] = {"video": [], "audio": []}
        fragmenter, now, size = Fragmenter(self.timeline), 100.0, 0
        for number, (kind, steps, is_key, new_size) in enumerate(stream):
            now += steps * STEP_SECONDS
            timestamp = (start + round(now * CLOCK_RATES[kind])) & 0xFFFFFFFF
            ticks = self.timeline.place(kind, timestamp, now)
            size = new_size if is_key else size
            body = (TWENTY_MS if kind == "audio" else b"") + f"{kind} {number}".encode()
            frame = Frame(timestamp, body, is_key or kind == "audio", OPUS if kind == "audio" else SIZES[size])
            self.put_in[kind].append((body, self.timeline.seconds(kind, ticks)))
            self._keep(fragmenter.add(kind, frame, ticks, now))
        self._keep(fragmenter.cut_all())

    def _keep(self, fragment: Fragment | None) -> None:
        if fragment is not None:
            self.fragments.append(fragment)

    def runs(self) -> Iterator[bytes]:
        """Yield one file for each run of fragments that share an init segment, as a player would join them."""
        init, content = b"", b""
        for fragment in self.fragments:
            if fragment.init != init:
                yield content
                init, content = fragment.init, fragment.init
            content += fragment.body
        yield content


def read(film: Film) -> dict[Kind, list[tuple[bytes, float]]]:
    """Return each track's frames with their times in seconds, as libav reads them."""
    found: dict[Kind, list[tuple[bytes, float]]] = {"video": [], "audio": []}
    for content in filter(None, film.runs()):
        with av.open(io.BytesIO(content), "r") as container:
            for packet in container.demux():
                if packet.dts is None:
                    continue
                kind: Kind = "video" if packet.stream.type == "video" else "audio"
                base = packet.time_base or Fraction(1)
                found[kind].append((bytes(packet), float(packet.dts * base)))
    return found


@settings(max_examples=40)
@given(streams, st.integers(0, 0xFFFFFFFF))
def test_libav_reads_every_frame_once_at_its_time(stream: Stream, start: int) -> None:
    """Whatever comes in whatever mixture; a cut without a next frame guesses how long the last one lasts."""
    film = Film(stream, start)
    origin = min(times[0][1] for times in film.put_in.values() if times)
    for kind, found in read(film).items():
        put_in = film.put_in[kind]
        assert [body for body, _ in found] == [body for body, _ in put_in]
        late = [time - (seconds - origin) for (_, time), (_, seconds) in zip(found, put_in, strict=True)]
        assert min(late, default=0) >= -ROUNDING_SECONDS
        assert max(late, default=0) <= GUESSED_SECONDS


@settings(max_examples=40)
@given(streams, st.integers(0, 0xFFFFFFFF))
def test_fragments_follow_one_another_without_overlap(stream: Stream, start: int) -> None:
    """Where one ends the next one begins or later; none lasts for less than nothing."""
    ended_at = float("-inf")
    for fragment in Film(stream, start).fragments:
        assert fragment.began_at >= ended_at
        assert fragment.duration >= 0
        ended_at = fragment.began_at + fragment.duration
