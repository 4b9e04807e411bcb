"""What is written is read back by libav, to the frame and the tick."""

import io

import av
import pytest
from av.container import InputContainer

from media_worker import opus
from media_worker.frames import Parameters
from media_worker.h264 import UnitJoiner
from media_worker.mp4 import Sample, Track, write_fragment, write_init
from media_worker.vp8 import read_key_frame
from tests.integration.media_worker.film import film_h264, film_vp8, record_opus


def store_h264(access_unit: bytes) -> tuple[bytes, list[bytes]]:
    """Turn Annex B into length-prefixed units."""
    joiner = UnitJoiner()
    for unit in access_unit.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1"):
        if unit:
            joiner.push(unit)
    units = joiner.take()
    return b"".join(len(unit).to_bytes(4) + unit for unit in units), units


def read_packets(content: bytes) -> dict[str, list[tuple[int, bytes]]]:
    """Let libav read a file: (time, body) by codec, after decoding each frame once to see that it can."""
    found: dict[str, list[tuple[int, bytes]]] = {}
    with av.open(io.BytesIO(content)) as container:
        assert isinstance(container, InputContainer)
        for packet in container.demux():
            if packet.pts is not None:
                found.setdefault(packet.stream.codec_context.name, []).append((packet.pts, bytes(packet)))
    with av.open(io.BytesIO(content)) as container:
        assert isinstance(container, InputContainer)
        assert len(list(container.decode())) == sum(map(len, found.values()))
    return found


def test_h264_and_opus_come_back_as_they_went_in() -> None:
    """The stored bits are the bits received, at the times given, over two fragments."""
    stored = [store_h264(unit) for unit in film_h264(1)]
    sps, pps = stored[0][1][0], stored[0][1][1]
    video = Track(1, 90_000, Parameters("avc1.42c00d", 320, 240, (sps, pps)))
    audio = Track(2, 48_000, opus.PARAMETERS)
    pictures = [Sample(9000 + 3000 * n, 3000, body, n == 0) for n, (body, _) in enumerate(stored)]
    sounds = [Sample(960 * n, 960, body, is_key=True) for n, body in enumerate(record_opus(1))]
    content = write_init([video, audio])
    content += write_fragment(1, [(video, pictures[:15]), (audio, sounds[:25])])
    content += write_fragment(2, [(video, pictures[15:]), (audio, sounds[25:])])
    found = read_packets(content)
    assert found["h264"] == [(sample.time, sample.body) for sample in pictures]
    assert [body for _, body in found[next(name for name in found if "opus" in name)]] == [
        sample.body for sample in sounds
    ]


def test_vp8_comes_back_as_it_went_in() -> None:
    """VP8 in fMP4, by the VP codec binding."""
    frames = film_vp8(1)
    width, height = read_key_frame(frames[0]) or pytest.fail("no key frame")
    track = Track(1, 90_000, Parameters("vp08.00.10.08", width, height))
    samples = [Sample(3000 * n, 3000, body, n == 0) for n, body in enumerate(frames)]
    found = read_packets(write_init([track]) + write_fragment(1, [(track, samples)]))
    assert next(iter(found.values())) == [(sample.time, sample.body) for sample in samples]


def test_the_same_tracks_give_the_same_init_segment() -> None:
    """A new one is stored only where something has changed."""
    one, other = Track(1, 48_000, opus.PARAMETERS), Track(1, 90_000, Parameters("vp08.00.10.08", 2, 2))
    assert write_init([one]) == write_init([one]) != write_init([other])
