"""Files as phones write them, that are brought in: films and photographs that lie on their side, and say so."""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

import av
import numpy as np
from av import CodecContext, VideoFrame
from av.bitstream import BitStreamFilterContext
from numpy.typing import NDArray

from sightline.domain.upload import FileFinding, describe_upload
from sightline.messages.copies import SourceObject
from sightline.usecases.custody import Holdings
from sightline.usecases.upload_checks import take_in_upload
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.masters import EPOCH
from tests.fakes.uploads import UPLOAD

FILE, MANIFEST = "avon/upload-1/upload/master", "avon/upload-1/manifest.json"
CAMERA = b"Camera of Ada Khan, 51.4545 N 2.5879 W"
"""What a photograph says besides, and no copy of it may."""

Pixels = NDArray[np.uint8]

SEEN: dict[int, Callable[[Pixels], Pixels]] = {
    1: lambda stored: stored,
    2: np.fliplr,
    3: lambda stored: np.rot90(stored, 2),
    4: np.flipud,
    5: lambda stored: np.transpose(stored, (1, 0, 2)),
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: np.rot90(np.transpose(stored, (1, 0, 2)), 2),
    8: np.rot90,
}
"""What is seen of what is stored, by EXIF's orientation."""
_UNDONE = {6: 8, 8: 6}


def store(body: bytes, media_type: str, captured_at: datetime | None = EPOCH) -> tuple[EvidenceInMemory, SourceObject]:
    """Return a bucket that holds a file and its manifest, and the manifest."""
    entry = {"key": FILE, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    said = captured_at.isoformat() if captured_at else None
    manifest = json.dumps({"object": entry, "media_type": media_type, "captured_at": said}).encode()
    bucket = EvidenceInMemory({FILE: body, MANIFEST: manifest})
    return bucket, SourceObject(key=MANIFEST, sha256=hashlib.sha256(manifest).hexdigest())


def bring_in(holdings: Holdings, bucket: EvidenceInMemory, body: bytes, media_type: str, captured_at: datetime) -> str:
    """Have a file that an officer brought in checked, sealed and held; return its `material_id`."""
    digest = hashlib.sha256(body).hexdigest()
    upload = replace(UPLOAD, force_id="avon", byte_count=len(body), captured_at=captured_at, sha256=digest)
    document = describe_upload(upload, FileFinding(media_type, is_proprietary=False))
    manifest = json.dumps(document).encode()
    bucket.objects.update({upload.key: body, f"{upload.prefix}manifest.json": manifest})
    take_in_upload(holdings, manifest)
    return upload.upload_id


def a_phone_film(
    pictures: Sequence[VideoFrame], rotation: int, seconds_each: Fraction = Fraction(1, 10), **flips: bool
) -> bytes:
    """Return a film that shows these pictures, stored so that players have to turn it by so many degrees."""
    content = io.BytesIO()
    with av.open(content, "w", format="mp4") as output:
        stream: Any = output.add_stream("libx264", rate=10, options={"bf": "2"})
        lying = [np.rot90(picture.to_ndarray(format="rgb24"), -rotation // 90) for picture in pictures]
        stream.height, stream.width = lying[0].shape[:2]
        stream.pix_fmt, stream.codec_context.time_base = "yuv420p", Fraction(1, 90_000)
        stream.set_display_rotation(rotation, **flips)
        for number, pixels in enumerate(lying):
            frame = VideoFrame.from_ndarray(np.ascontiguousarray(pixels, dtype=np.uint8), format="rgb24")
            frame.pts, frame.time_base = round(number * seconds_each * 90_000), Fraction(1, 90_000)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return content.getvalue()


def turned_by_its_codec(film: bytes) -> bytes:
    """Return a film of H.264 whose pictures, not its container, ask to be turned (ITU-T H.264, D.2.26)."""
    content = io.BytesIO()
    with av.open(io.BytesIO(film), "r") as source, av.open(content, "w", format="mpegts") as output:
        track = source.streams.video[0]
        stream = output.add_stream_from_template(track)
        order = BitStreamFilterContext("h264_mp4toannexb,h264_metadata=display_orientation=insert:rotate=90", track)
        for packet in source.demux(track):
            for ordered in order.filter(packet if packet.size else None):
                ordered.stream = stream
                output.mux(ordered)
    return content.getvalue()


def a_photograph(seen: VideoFrame, kind: Literal["jpeg", "png", "webp", "tiff"], orientation: int) -> bytes:
    """Return a photograph that shows this picture, stored so that its EXIF has to be obeyed."""
    undone = SEEN[_UNDONE.get(orientation, orientation)]
    stored = np.ascontiguousarray(undone(seen.to_ndarray(format="rgb24").astype(np.uint8, copy=False)))
    return _WITH_EXIF[kind](encode(VideoFrame.from_ndarray(stored, format="rgb24"), kind), orientation)


def encode(picture: VideoFrame, kind: str) -> bytes:
    """Return a picture in one of the formats of photographs."""
    codec, pixels = _CODECS[kind]
    encoder: Any = CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, pixels
    encoder.time_base, encoder.options = Fraction(1, 1), {"qmin": "1", "qmax": "1"} if kind == "jpeg" else {}
    frame = picture.reformat(format=pixels)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None)))


_CODECS = {
    "jpeg": ("mjpeg", "yuvj420p"),
    "png": ("png", "rgb24"),
    "png with alpha": ("png", "rgba"),
    "webp": ("libwebp", "bgra"),
    "tiff": ("tiff", "rgb24"),
    "gif": ("gif", "rgb8"),
    "bmp": ("bmp", "bgr24"),
}


def _exif(orientation: int) -> bytes:
    """Return two tags: the orientation, and the camera's words."""
    words = CAMERA + b"\0"
    tags = struct.pack("<HHIHH", 0x112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x13B, 2, len(words), 38)
    return b"II*\0" + struct.pack("<IH", 8, 2) + tags + bytes(4) + words


def _jpeg(body: bytes, orientation: int) -> bytes:
    said = b"Exif\0\0" + _exif(orientation)
    return body[:2] + b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said + body[2:]


def _png(body: bytes, orientation: int) -> bytes:
    chunk = b"eXIf" + _exif(orientation)
    header = 33
    return (
        body[:header] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + body[header:]
    )


def _webp(body: bytes, orientation: int) -> bytes:
    """Put the picture into the extended form, which alone holds EXIF."""
    with av.open(io.BytesIO(body), "r", format="webp_pipe") as file:
        size = [
            (side - 1).to_bytes(3, "little") for side in (file.streams.video[0].width, file.streams.video[0].height)
        ]
    said = _exif(orientation)
    said += bytes(len(said) % 2)
    picture = body[30:] if body[12:16] == b"VP8X" else body[12:]
    header = b"VP8X" + struct.pack("<I", 10) + b"\x08\0\0\0" + b"".join(size)
    chunks = b"WEBP" + header + picture + b"EXIF" + struct.pack("<I", len(said)) + said
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def _tiff(body: bytes, orientation: int) -> bytes:
    """Put the directory, with two tags more, behind the picture."""
    (at,) = struct.unpack("<I", body[4:8])
    (count,) = struct.unpack("<H", body[at : at + 2])
    tags = [body[at + 2 + 12 * each : at + 14 + 12 * each] for each in range(count)]
    words_at = len(body) + len(body) % 2
    directory_at = words_at + len(CAMERA) + len(CAMERA) % 2
    tags.append(struct.pack("<HHIHH", 0x112, 3, 1, orientation, 0))
    tags.append(struct.pack("<HHII", 0x13B, 2, len(CAMERA), words_at))
    tags.sort(key=lambda tag: struct.unpack("<H", tag[:2]))
    directory = struct.pack("<H", len(tags)) + b"".join(tags) + bytes(4)
    words = CAMERA + bytes(len(CAMERA) % 2)
    return body[:4] + struct.pack("<I", directory_at) + body[8:] + bytes(len(body) % 2) + words + directory


_WITH_EXIF = {"jpeg": _jpeg, "png": _png, "webp": _webp, "tiff": _tiff}
