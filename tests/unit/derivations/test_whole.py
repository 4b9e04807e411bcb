"""Copies of files that were brought in: playable ones, clips and snapshots."""

import hashlib
import io
import json
import wave
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import pytest

from derivations.making import make_copy
from derivations.watch import Watch
from sightline.domain.copy import UNDATED, MasterAlteredError, MasterUnreadableError, NothingToCopyError
from sightline.messages.copies import CopyJob, CopyKind, Derivation, SourceObject
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.masters import EPOCH

MASTER, MANIFEST = "avon/upload-1/upload/master", "avon/upload-1/manifest.json"


def a_film(codec: Literal["mpeg4", "libx264"], container: str, rotation: int = 0, frames: int = 10) -> bytes:
    """Return a second of pictures, ten of them, in some other format; of more, each fifth is a key frame."""
    content = io.BytesIO()
    with av.open(content, "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 66, 48, "yuv420p"
        if rotation:
            stream.set_display_rotation(rotation)
        stream.gop_size = 5 if frames > 10 else 250
        stream.options = {"sc_threshold": "0", "bf": "2", "open-gop": "0"} if codec == "libx264" else {}
        for number in range(frames):
            frame = av.VideoFrame(66, 48, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            for plane in frame.planes:
                plane.update(bytes([number * 5]) * plane.buffer_size)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return content.getvalue()


def a_marked_film(rotation: int) -> bytes:
    """Return a film of one picture, black but for its upper left corner, that says by how much it is to be turned."""
    content = io.BytesIO()
    with av.open(content, "w", format="mov") as output:
        stream: Any = output.add_stream("libx264", rate=10, options={"qp": "0"})
        stream.width, stream.height, stream.pix_fmt = 66, 48, "yuv420p"
        stream.set_display_rotation(rotation)
        frame = av.VideoFrame(66, 48, "gray")
        line = bytes([200] * 20 + [0] * 46).ljust(frame.planes[0].line_size, b"\0")
        dark = bytes(frame.planes[0].line_size)
        frame.planes[0].update(line * 16 + dark * 32)
        frame.pts, frame.time_base = 0, Fraction(1, 10)
        for packet in (*stream.encode(frame.reformat(format="yuv420p")), *stream.encode(None)):
            output.mux(packet)
    return content.getvalue()


def bright_corner(picture: av.VideoFrame) -> str:
    """Return in which corner a picture is bright."""
    gray = picture.reformat(format="gray")
    plane = gray.planes[0]
    pixels = bytes(plane)
    rows = {"top": 4, "bottom": gray.height - 4}
    columns = {"left": 4, "right": gray.width - 4}
    bright = [
        f"{row} {column}"
        for row, y in rows.items()
        for column, x in columns.items()
        if pixels[y * plane.line_size + x] > 100
    ]
    return " and ".join(bright)


def a_tone() -> bytes:
    """Return a second of sound as telephones record it."""
    content = io.BytesIO()
    with wave.open(content, "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(8000)
        tone.writeframes(bytes(range(160)) * 100)
    return content.getvalue()


@dataclass(frozen=True)
class Asked:
    """What is wanted of a file; without more, that all of it be made playable."""

    kind: CopyKind = "playable"
    began: float = 0.0
    ended: float | None = None
    exact: bool = False
    captured_at: datetime | None = EPOCH


def make(
    body: bytes, folder: Path, asked: Asked = Asked(), sealed: bytes | None = None
) -> tuple[Derivation, list[bytes]]:
    """Make a copy of a file; return how, and the files."""
    entry = {"key": MASTER, "bytes": len(body), "sha256": hashlib.sha256(sealed or body).hexdigest()}
    captured_at = asked.captured_at.isoformat() if asked.captured_at else None
    manifest = json.dumps({"object": entry, "media_type": "video/x", "captured_at": captured_at}).encode()
    origin = asked.captured_at or UNDATED
    job = CopyJob(
        copy_id="copy-1",
        manifest=SourceObject(key=MANIFEST, sha256=hashlib.sha256(manifest).hexdigest()),
        kind=asked.kind,
        began_at=origin + timedelta(seconds=asked.began),
        ended_at=None if asked.ended is None else origin + timedelta(seconds=asked.ended),
        exact=asked.exact,
        target="avon/upload-1/copy-1/",
    )
    files: list[bytes] = []
    bucket = EvidenceInMemory({MASTER: body, MANIFEST: manifest})
    made = make_copy(job, bucket, folder, lambda path, _: files.append(path.read_bytes()), Watch(lambda _: None, 100))
    return made, files


def pictures_of(content: bytes) -> list[av.VideoFrame]:
    """Decode all pictures of a file."""
    with av.open(io.BytesIO(content), "r") as film:
        return list(film.decode(video=0))


def brightness(picture: av.VideoFrame) -> float:
    """Return how bright a picture's middle is."""
    plane = picture.planes[0]
    return bytes(plane)[picture.height // 2 * plane.line_size + picture.width // 2]


def seconds(made: Derivation) -> tuple[float, float]:
    """Return from when to when a copy's one file is, counted from the master's beginning."""
    (file,) = made.files
    return (file.began_at - EPOCH).total_seconds(), (file.ended_at - EPOCH).total_seconds()


@pytest.mark.parametrize(
    ("codec", "container", "picture"),
    [("mpeg4", "avi", "transcoded"), ("libx264", "mpegts", "untouched"), ("libx264", "matroska", "untouched")],
)
def test_films_of_other_kinds_become_mp4(
    codec: Literal["mpeg4", "libx264"], container: str, picture: str, tmp_path: Path
) -> None:
    """With the same pictures, which are copied where every player knows them."""
    made, (content,) = make(a_film(codec, container), tmp_path)
    assert (made.files[0].picture, made.files[0].sound) == (picture, None)
    assert [source.key for source in made.objects] == [MASTER]
    with av.open(io.BytesIO(content), "r") as film:
        pictures = list(film.decode(video=0))
    assert [(one.width, one.height) for one in pictures] == [(66, 48)] * 10
    assert made.files[0].began_at == EPOCH


def test_sound_alone_becomes_aac(tmp_path: Path) -> None:
    """A recorded call has no picture, and needs none."""
    made, (content,) = make(a_tone(), tmp_path)
    assert (made.files[0].picture, made.files[0].sound) == (None, "transcoded")
    with av.open(io.BytesIO(content), "r") as film:
        assert [stream.codec_context.name for stream in film.streams] == ["aac"]
        assert sum(frame.samples for frame in film.decode(audio=0)) == pytest.approx(48_000, abs=2048)


@pytest.mark.parametrize("codec", ["mpeg4", "libx264"])
def test_a_turned_phones_film_stays_turned(codec: Literal["mpeg4", "libx264"], tmp_path: Path) -> None:
    """Players turn it as they turned the master, whether it was copied or encoded."""
    body = a_film(codec, "mov", rotation=90)
    with av.open(io.BytesIO(body), "r") as film:
        turned = next(film.decode(video=0)).rotation
    _, (content,) = make(body, tmp_path)
    with av.open(io.BytesIO(content), "r") as film:
        assert next(film.decode(video=0)).rotation == turned != 0


@pytest.mark.parametrize("container", ["mp4", "mov", "matroska", "mpegts"])
def test_a_clip_has_the_files_own_bits_from_key_frame_to_key_frame(container: str, tmp_path: Path) -> None:
    """As of a recording of ours: nothing is encoded again, and it says from when to when it really is."""
    made, (content,) = make(a_film("libx264", container, frames=30), tmp_path, Asked("clip", 0.7, 1.3))
    assert seconds(made) == pytest.approx((0.5, 1.5))
    assert made.files[0].picture == "untouched"
    assert [brightness(one) for one in pictures_of(content)] == pytest.approx([n * 5 for n in range(5, 15)], abs=3)


def test_an_exact_clip_begins_and_ends_at_the_very_pictures(tmp_path: Path) -> None:
    """It is encoded again, and says so."""
    made, (content,) = make(a_film("libx264", "mp4", frames=30), tmp_path, Asked("clip", 0.7, 1.3, exact=True))
    assert seconds(made) == pytest.approx((0.7, 1.3))
    assert made.files[0].picture == "transcoded"
    assert [brightness(one) for one in pictures_of(content)] == pytest.approx([n * 5 for n in range(7, 13)], abs=3)


def test_a_snapshot_is_the_picture_of_that_instant(tmp_path: Path) -> None:
    """In its own size."""
    body = a_film("mpeg4", "avi", frames=30)
    made, (content,) = make(body, tmp_path, Asked("snapshot", 1.25))
    (picture,) = pictures_of(content)
    assert seconds(made) == pytest.approx((1.2, 1.2))
    assert (picture.width, picture.height, made.files[0].media_type) == (66, 48, "image/png")
    first_lines = [bytes(one.reformat(format="rgb24").planes[0])[: 66 * 3] for one in (picture, pictures_of(body)[12])]
    assert first_lines[0] == first_lines[1]


@pytest.mark.parametrize("rotation", [90, -90, 180])
def test_a_snapshot_stands_as_the_film_is_seen(rotation: int, tmp_path: Path) -> None:
    """A phone held upright says by how much to turn; the picture is turned, its pixels are not touched."""
    body = a_marked_film(rotation)
    made, (content,) = make(body, tmp_path, Asked("snapshot", 0.0))
    (picture,) = pictures_of(content)
    upright = rotation % 180 == 0
    size = (66, 48) if upright else (48, 66)
    assert (picture.width, picture.height) == (made.files[0].width, made.files[0].height) == size
    bright = {90: "bottom left", -90: "top right", 180: "bottom right"}
    assert bright_corner(picture) == bright[rotation]


def test_a_turned_phones_exact_clip_stays_turned(tmp_path: Path) -> None:
    """A player turns it as it turned the master."""
    body = a_film("libx264", "mov", rotation=90, frames=30)
    _, (content,) = make(body, tmp_path, Asked("clip", 0.7, 1.3, exact=True))
    assert pictures_of(content)[0].rotation == pictures_of(body)[0].rotation != 0


def test_a_film_of_which_nobody_knows_when_it_was_is_counted_from_its_beginning(tmp_path: Path) -> None:
    """Its times are distances from 1970, which nobody takes for the time of an event."""
    made, _ = make(a_film("libx264", "mp4", frames=30), tmp_path, Asked("clip", 0.7, 1.3, captured_at=None))
    assert made.files[0].began_at - UNDATED == timedelta(seconds=0.5)


@pytest.mark.parametrize(
    "asked", [Asked("clip", 5.0, 6.0), Asked("clip", 5.0, 6.0, exact=True), Asked("snapshot", 5.0)]
)
def test_what_lies_behind_the_end_is_not_there(asked: Asked, tmp_path: Path) -> None:
    """Nobody knows before it is opened how long a file lasts."""
    with pytest.raises(NothingToCopyError):
        make(a_film("libx264", "mp4"), tmp_path, asked)


def test_the_file_that_was_cut_is_named(tmp_path: Path) -> None:
    """By its digest, which was compared before anything was made of it."""
    body = a_film("libx264", "mp4", frames=30)
    made, _ = make(body, tmp_path, Asked("clip", 0.7, 1.3))
    assert made.objects == [SourceObject(key=MASTER, sha256=hashlib.sha256(body).hexdigest())]


@pytest.mark.parametrize(
    "body",
    [
        b"proprietary" * 100,
        b"#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_film_is_kept_as_it_is_and_said_to_be(body: bytes, tmp_path: Path) -> None:
    """A format that nobody knows, and a list of other files, which is never followed."""
    with pytest.raises(MasterUnreadableError) as refusal:
        make(body, tmp_path)
    assert refusal.value.key == MASTER


def test_only_the_sealed_file_is_read(tmp_path: Path) -> None:
    """Its digest is the manifest's."""
    with pytest.raises(MasterAlteredError):
        make(a_tone(), tmp_path, Asked(), b"other")
