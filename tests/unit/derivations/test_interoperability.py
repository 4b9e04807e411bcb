"""Copies play in a player that is not ours, nor made of the library that we make them with: VLC."""

import os
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.fakes.masters import a_film, record
from tests.unit.derivations.bench import Bench

PLAYER = shutil.which("cvlc")
NOBODY = "nobody" if os.geteuid() == 0 else None
"""VLC refuses to run as root."""


@pytest.fixture
def room() -> Iterator[Path]:
    """Return a folder that a player may read and write as nobody."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.mark.skipif(PLAYER is None, reason="VLC is not installed; .ci/browser installs it")
@pytest.mark.parametrize("codec", ["h264", "vp8"])
def test_a_playable_copy_plays_to_its_end_in_vlc(bench: Bench, room: Path, codec: str) -> None:
    """H.264 as the phone sent it, and VP8 encoded anew: every picture is shown, and all of the sound is heard."""
    record(bench.master, a_film(2, codec=codec))
    (file,) = bench.make("playable", 0, 2).files
    shutil.copy(bench.files[file.file], room / "copy.mp4")
    said = _play(room)
    shown = len(list(room.glob("shown*.png")))
    assert shown >= 58, said  # of 60: the player drops one now and then on a busy machine
    with wave.open(str(room / "heard.wav")) as heard:
        assert heard.getnframes() / heard.getframerate() == pytest.approx(2, abs=0.2), said


def _play(room: Path) -> str:
    """Play `copy.mp4` as a person would, but onto disk: each picture as PNG, the sound as WAV; return what it said."""
    screen = ("--vout", "dummy", "--video-filter", "scene", "--scene-ratio", "1", "--scene-prefix", "shown")
    speaker = ("--aout", "afile", "--audiofile-file", str(room / "heard.wav"))
    still = ("--intf", "dummy", "--play-and-exit", "--no-drop-late-frames", "--no-skip-frames", "--no-lua")
    command = [str(PLAYER), *still, *screen, "--scene-path", str(room), *speaker, str(room / "copy.mp4")]
    played = subprocess.run(  # noqa: S603  our own command, and a file of this test
        command, capture_output=True, check=False, text=True, timeout=60, env={"HOME": str(room)}, user=NOBODY
    )
    return played.stderr
