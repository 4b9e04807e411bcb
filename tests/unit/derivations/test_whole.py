"""Files that were brought in, made playable."""

import hashlib
import io
import json
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import pytest

from derivations.making import make_copy
from derivations.watch import Watch
from derivations.whole import MOST_BYTES, check_size
from sightline.domain.copy import CopyTooLongError, MasterAlteredError, MasterUnreadableError
from sightline.messages.copies import CopyJob, Derivation, SourceObject
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.masters import EPOCH

MASTER, MANIFEST = "avon/upload-1/upload/master", "avon/upload-1/manifest.json"


def a_film(codec: Literal["mpeg4", "libx264"], container: str, rotation: int = 0) -> bytes:
    """Return a second of pictures, ten of them, in some other format."""
    content = io.BytesIO()
    with av.open(content, "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 66, 48, "yuv420p"
        if rotation:
            stream.set_display_rotation(rotation)
        for number in range(10):
            frame = av.VideoFrame(66, 48, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            for plane in frame.planes:
                plane.update(bytes([number * 20]) * plane.buffer_size)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return content.getvalue()


def a_tone() -> bytes:
    """Return a second of sound as telephones record it."""
    content = io.BytesIO()
    with wave.open(content, "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(8000)
        tone.writeframes(bytes(range(160)) * 100)
    return content.getvalue()


def make(body: bytes, folder: Path, sealed: bytes | None = None) -> tuple[Derivation, list[bytes]]:
    """Make a file playable; return how, and the files."""
    entry = {"key": MASTER, "bytes": len(body), "sha256": hashlib.sha256(sealed or body).hexdigest()}
    manifest = json.dumps({"object": entry}).encode()
    job = CopyJob(
        copy_id="copy-1",
        manifest=SourceObject(key=MANIFEST, sha256=hashlib.sha256(manifest).hexdigest()),
        kind="playable",
        began_at=EPOCH,
        ended_at=None,
        exact=False,
        target="avon/upload-1/copy-1/",
    )
    files: list[bytes] = []
    bucket = EvidenceInMemory({MASTER: body, MANIFEST: manifest})
    made = make_copy(job, bucket, folder, lambda path, _: files.append(path.read_bytes()), Watch(lambda _: None, 100))
    return made, files


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
        make(a_tone(), tmp_path, sealed=b"other")


def test_a_file_too_large_for_the_function_is_refused() -> None:
    """Before it is read."""
    check_size(MOST_BYTES)
    with pytest.raises(CopyTooLongError):
        check_size(MOST_BYTES + 1)
