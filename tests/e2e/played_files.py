"""What a played server says of a film and of a photograph that were brought in, in which somebody is to be seen."""

import io
from typing import Any

import av
import numpy as np

from tests.e2e.played_desk import Answer
from tests.e2e.played_material import ID, a_copy, a_file, about_material
from tests.e2e.played_provider import ORIGIN
from tests.fakes.brought_in import a_phone_film, a_photograph
from tests.fakes.faces import FACE, HEIGHT, SIDE, WIDTH, a_picture

UNDATED = "1970-01-01T00:00:00.000Z"
LEFT, TOP = 220, 80
FILM, PHOTOGRAPH = "/store/film", "/store/photograph"
SEARCH = f"/materials/{ID}/faces"

Said = tuple[dict[str, Answer], dict[str, bytes]]
"""What is answered, and what lies in the bucket."""


def a_face(face_id: str, box: tuple[float, float, float, float], ended_at: str) -> dict[str, Any]:
    """Return a face that a program has found at the beginning: left, top, width and height."""
    spot = dict(zip(("x", "y", "width", "height"), box, strict=True))
    return {"face_id": face_id, "began_at": UNDATED, "ended_at": ended_at, "spots": [{"at": UNDATED, **spot}]}


def a_search(ended_at: str) -> dict[str, Any]:
    """Return a search that has found the face, and something small that is none."""
    x, y, width, height = FACE
    face = ((LEFT + x * SIDE) / WIDTH, (TOP + y * SIDE) / HEIGHT, width * SIDE / WIDTH, height * SIDE / HEIGHT)
    return {
        "search_id": "search-1",
        "began_at": UNDATED,
        "ended_at": ended_at,
        "state": "ready",
        "progress": 1.0,
        "failure": None,
        "faces": [a_face("1", face, ended_at), a_face("2", (0.9, 0.01, 0.04, 0.06), ended_at)],
    }


def a_sound() -> bytes:
    """Return a second of silence, as a film without pictures."""
    content = io.BytesIO()
    with av.open(content, "w", format="mp4") as output:
        stream = output.add_stream("aac", rate=48_000)
        for number in range(47):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 48_000, number * 1024
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return content.getvalue()


def about_photograph(body: bytes | None = None, media_type: str = "image/jpeg") -> Said:
    """Return what is said of a photograph that lies on its side, as a phone takes it, or of another picture."""
    answers = about_material(
        kind="upload", title="IMG_0412.JPG", media_type=media_type, began_at=None, ended_at=None, byte_count=48_000
    )
    file = {"url": ORIGIN + PHOTOGRAPH}
    answers |= {f"POST /materials/{ID}/file": file, f"POST {SEARCH}": a_search("1970-01-01T00:00:01.000Z")}
    return answers, {PHOTOGRAPH: a_photograph(a_picture(LEFT), "jpeg", 6) if body is None else body}


def about_film() -> Said:
    """Return what is said of a film that a phone took upright, and its playable copy, which players have to turn."""
    answers = about_material(
        kind="upload", title="IMG_0413.MOV", media_type="video/quicktime", began_at=None, ended_at=None
    )
    whole = a_file("playable-01.mp4", began_at=UNDATED, ended_at="1970-01-01T00:00:03.000Z")
    playable = a_copy(kind="playable", began_at=UNDATED, ended_at=None, state="ready", files=[whole])
    answers |= {
        f"GET /materials/{ID}/copies": {"copies": [playable]},
        f"GET /materials/{ID}/copies/copy-1/files": {"files": [{**whole, "url": ORIGIN + FILM}]},
        f"POST {SEARCH}": a_search("1970-01-01T00:00:02.000Z"),
    }
    return answers, {FILM: a_phone_film([a_picture(LEFT)] * 30, 90)}
