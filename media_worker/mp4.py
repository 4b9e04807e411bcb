"""Fragmented MP4 (ISO/IEC 14496-12) of frames as they were received: no codec is involved.

`write_init` makes the initialisation segment of some tracks, `write_fragment` one moof with its mdat.
Sample entries: avc1 (14496-15), vp08 (VP Codec ISO Media File Format Binding), Opus (Encapsulation of
Opus in ISO Base Media File Format).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack

from media_worker.frames import Parameters

_MATRIX = pack("!9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_SYNC, _NOT_SYNC = 0x02000000, 0x01010000
_LANGUAGE_UNDETERMINED = 0x55C4
_MOOF_BYTES, _RUN_BYTES, _ENTRY_BYTES = 8 + 16, 8 + 16 + 20 + 20, 12
"""moof with mfhd; traf with tfhd, tfdt and an empty trun; a sample in it."""


@dataclass(frozen=True)
class Track:
    """What the initialisation segment says of a track. Video is counted in 90 kHz, sound in 48 kHz."""

    number: int
    timescale: int
    parameters: Parameters

    @property
    def is_video(self) -> bool:
        """Tell a track of pictures."""
        return self.parameters.width > 0


@dataclass(slots=True)
class Sample:
    """A frame with its time and duration, both in its track's timescale."""

    time: int
    duration: int
    body: bytes
    is_key: bool


def box(kind: bytes, *parts: bytes) -> bytes:
    """Write a box."""
    body = b"".join(parts)
    return pack("!I4s", 8 + len(body), kind) + body


def full_box(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """Write a box that has a version and flags."""
    return box(kind, pack("!I", version << 24 | flags), *parts)


def write_init(tracks: Sequence[Track]) -> bytes:
    """Write ftyp and moov."""
    header = full_box(
        b"mvhd", 0, 0, pack("!4I", 0, 0, 1000, 0), pack("!IH10x", 0x10000, 0x100), _MATRIX, bytes(24), pack("!I", 255)
    )
    extends = box(b"mvex", *(full_box(b"trex", 0, 0, pack("!5I", track.number, 1, 0, 0, 0)) for track in tracks))
    kinds = box(b"ftyp", b"iso6", pack("!I", 0), b"iso6cmfcmp41")
    return kinds + box(b"moov", header, *(_write_track(track) for track in tracks), extends)


def write_fragment(number: int, tracks: Sequence[tuple[Track, Sequence[Sample]]]) -> bytes:
    """Write moof and mdat; `number` counts the recording's fragments from 1."""
    bodies = [sample.body for _, samples in tracks for sample in samples]
    size = _MOOF_BYTES + sum(_RUN_BYTES + _ENTRY_BYTES * len(samples) for _, samples in tracks)
    offset = size + 8
    parts = [full_box(b"mfhd", 0, 0, pack("!I", number))]
    for track, samples in tracks:
        parts.append(_write_run(track, samples, offset))
        offset += sum(len(sample.body) for sample in samples)
    return box(b"moof", *parts) + box(b"mdat", *bodies)


def _write_run(track: Track, samples: Sequence[Sample], offset: int) -> bytes:
    default_base_is_moof, has_offset_duration_size_flags = 0x020000, 0x000701
    entries: list[int] = []
    for sample in samples:
        entries += (sample.duration, len(sample.body), _SYNC if sample.is_key else _NOT_SYNC)
    return box(
        b"traf",
        full_box(b"tfhd", 0, default_base_is_moof, pack("!I", track.number)),
        full_box(b"tfdt", 1, 0, pack("!Q", samples[0].time)),
        full_box(
            b"trun",
            0,
            has_offset_duration_size_flags,
            pack("!Ii", len(samples), offset),
            pack(f"!{len(entries)}I", *entries),
        ),
    )


def _write_track(track: Track) -> bytes:
    width, height = track.parameters.width, track.parameters.height
    enabled_in_movie = 0x3
    header = full_box(
        b"tkhd",
        0,
        enabled_in_movie,
        pack("!5I8x", 0, 0, track.number, 0, 0),
        pack("!4H", 0, 0, 0 if track.is_video else 0x100, 0),
        _MATRIX,
        pack("!II", width << 16, height << 16),
    )
    return box(b"trak", header, _write_media(track))


def _write_media(track: Track) -> bytes:
    header = full_box(b"mdhd", 0, 0, pack("!4I2H", 0, 0, track.timescale, 0, _LANGUAGE_UNDETERMINED, 0))
    kind, name = (b"vide", b"video\0") if track.is_video else (b"soun", b"sound\0")
    handler = full_box(b"hdlr", 0, 0, pack("!I4s12x", 0, kind), name)
    video_header, sound_header = full_box(b"vmhd", 0, 1, bytes(8)), full_box(b"smhd", 0, 0, bytes(4))
    source = box(b"dinf", full_box(b"dref", 0, 0, pack("!I", 1), full_box(b"url ", 0, 1)))
    return box(
        b"mdia",
        header,
        handler,
        box(b"minf", video_header if track.is_video else sound_header, source, _write_sample_table(track)),
    )


def _write_sample_table(track: Track) -> bytes:
    return box(
        b"stbl",
        full_box(b"stsd", 0, 0, pack("!I", 1), _write_entry(track.parameters)),
        full_box(b"stts", 0, 0, bytes(4)),
        full_box(b"stsc", 0, 0, bytes(4)),
        full_box(b"stsz", 0, 0, bytes(8)),
        full_box(b"stco", 0, 0, bytes(4)),
    )


def _write_entry(parameters: Parameters) -> bytes:
    if parameters.codec == "opus":
        pre_skip, input_rate, stereo, no_gain, one_stream = 312, 48_000, 2, 0, 0
        configuration = box(b"dOps", pack("!BBHIhB", 0, stereo, pre_skip, input_rate, no_gain, one_stream))
        return box(b"Opus", pack("!6xH8xHH4xI", 1, stereo, 16, 48_000 << 16), configuration)
    resolution = 0x480000
    visual = pack("!6xH16x2H2I4xH32xHh", 1, parameters.width, parameters.height, resolution, resolution, 1, 0x18, -1)
    if parameters.codec.startswith("vp08"):
        profile, level, depth_and_colour, unspecified = 0, 10, 0x82, 2
        fields = pack("!6BH", profile, level, depth_and_colour, unspecified, unspecified, unspecified, 0)
        return box(b"vp08", visual, full_box(b"vpcC", 1, 0, fields))
    return box(b"avc1", visual, box(b"avcC", _write_avc_configuration(*parameters.configuration)))


def _write_avc_configuration(sps: bytes, pps: bytes) -> bytes:
    four_byte_lengths, one_sps = 0xFF, 0xE1
    head = bytes([1, *sps[1:4], four_byte_lengths, one_sps])
    return head + pack("!H", len(sps)) + sps + b"\x01" + pack("!H", len(pps)) + pps
