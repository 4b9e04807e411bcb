"""A film and a picture, as small as they can be."""

import subprocess
from pathlib import Path

import pytest

SOURCE = ("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1")


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return an MP4 of a second, index first, as copies are."""
    return _made(tmp_path_factory.mktemp("film") / "film.mp4", "-c:v", "libx264", "-movflags", "+faststart")


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a PNG."""
    return _made(tmp_path_factory.mktemp("picture") / "picture.png", "-frames:v", "1")


def _made(path: Path, *words: str) -> bytes:
    subprocess.run([*SOURCE, *words, str(path)], check=True)  # noqa: S603 our own words
    return path.read_bytes()
