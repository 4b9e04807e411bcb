"""Other people's WebRTC against the worker, as citizen and as officer.

aiortc is in every test of the worker, and Chromium in all of tests/e2e; here each is a citizen that aiortc
watches, and an officer who watches aiortc.
"""

import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from tests.faults.browser_peers import Tab, connect, open_chromium, until_shown
from tests.faults.conftest import Table
from tests.faults.other_peers import DEBIANS_PYTHON, FIREFOX, open_firefox, open_gstreamer
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264, film_vp8, record_opus
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream, watch_stream

PICTURES = 45
H264, VP8, OPUS = film_h264(3), film_vp8(3), record_opus(3)
FILMS = {"h264": (H264, "video/H264"), "vp8": (VP8, "video/VP8")}
Codec = Literal["h264", "vp8"]

pytestmark = pytest.mark.full


def has_gstreamer() -> bool:
    """Tell whether Debian's Python finds a webrtcbin that can connect."""
    if shutil.which(DEBIANS_PYTHON) is None:
        return False
    look = "import gi; gi.require_version('GstWebRTC', '1.0'); from gi.repository import Gst; Gst.init(None)"
    look += "; [Gst.ElementFactory.find(name).get_name() for name in ('webrtcbin', 'nicesink', 'x264enc')]"
    return subprocess.run([DEBIANS_PYTHON, "-c", look], capture_output=True, check=False).returncode == 0  # noqa: S603


needs_firefox = pytest.mark.skipif(shutil.which(FIREFOX) is None, reason="needs Debian's firefox-esr")
needs_gstreamer = pytest.mark.skipif(
    not has_gstreamer(),
    reason="needs Debian's python3-gst-1.0, gir1.2-gst-plugins-bad-1.0 and gstreamer1.0-{nice,plugins-*}",
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker."""
    async with open_stage(tmp_path / "spool") as stage:
        yield stage


async def check_as_citizen(stage: Stage, codec: str, table: Table, name: str) -> None:
    """See that what a citizen sends is shown and recorded."""
    await eventually(lambda: "first-frame" in stage.leg_states("up"))
    officer = await watch_stream(stage, "watching")
    await eventually(lambda: officer.pictures >= PICTURES, 30)
    await stage.end()
    await officer.peer.close()
    film = play(stage.store.objects)
    assert film.corrupt == 0
    assert film.pictures >= PICTURES
    assert film.sounds > 0
    ((recording, word),) = read_stored(stage.store.objects)
    assert recording.is_whole()
    assert any(one.startswith(codec) for one in word.codecs)
    table.note("interoperability", f"{name}, {codec}", "pictures recorded as citizen", film.pictures)


async def play_citizen(stage: Stage, codec: Codec) -> None:
    """Let aiortc send for others to watch."""
    packets, name = FILMS[codec]
    await send_stream(stage, "up", EncodedTrack("audio", OPUS), EncodedTrack("video", packets), codec=name)
    await eventually(lambda: "first-frame" in stage.leg_states("up"))


async def check_as_officer(stage: Stage, tab: Tab, codec: Codec, table: Table, name: str) -> None:
    """See that a browser shows what is sent."""
    await play_citizen(stage, codec)
    await connect(tab, stage, "down")
    shown = await until_shown(tab, PICTURES, 30)
    assert "first-frame" in stage.leg_states("down")
    table.note("interoperability", f"{name}, {codec}", "pictures shown as officer", shown.pictures)


async def test_chromium_sends(stage: Stage, table: Table) -> None:
    """Chromium's H.264 and Opus are recorded and shown."""
    async with open_chromium() as tab:
        await connect(tab, stage, "up")
        await check_as_citizen(stage, "avc1", table, "Chromium")


@pytest.mark.parametrize("codec", ["h264", "vp8"])
async def test_chromium_watches(codec: Codec, stage: Stage, table: Table) -> None:
    """Chromium shows both codecs."""
    async with open_chromium() as tab:
        await check_as_officer(stage, tab, codec, table, "Chromium")


@needs_firefox
async def test_firefox_sends(stage: Stage, table: Table, tmp_path: Path) -> None:
    """Firefox's VP8 and Opus are recorded and shown."""
    async with open_firefox(tmp_path) as tab:
        await connect(tab, stage, "up")
        await check_as_citizen(stage, "vp08", table, "Firefox")


@needs_firefox
async def test_firefox_watches(stage: Stage, table: Table, tmp_path: Path) -> None:
    """Firefox shows VP8."""
    async with open_firefox(tmp_path) as tab:
        await check_as_officer(stage, tab, "vp8", table, "Firefox")


@needs_gstreamer
@pytest.mark.parametrize(("codec", "stored"), [("h264", "avc1"), ("vp8", "vp08")])
async def test_gstreamer_sends(codec: Codec, stored: str, stage: Stage, table: Table) -> None:
    """A webrtcbin's stream is recorded and shown."""
    async with open_gstreamer("send", codec) as gstreamer:
        await gstreamer.connect(stage, "up")
        await check_as_citizen(stage, stored, table, "GStreamer")


@needs_gstreamer
@pytest.mark.parametrize("codec", ["h264", "vp8"])
async def test_gstreamer_watches(codec: Codec, stage: Stage, table: Table) -> None:
    """A webrtcbin shows both codecs."""
    await play_citizen(stage, codec)
    async with open_gstreamer("watch", codec) as gstreamer:
        await gstreamer.connect(stage, "down")
        await gstreamer.until_shown(PICTURES)
    table.note("interoperability", f"GStreamer, {codec}", "pictures shown as officer", gstreamer.pictures)
    assert "first-frame" in stage.leg_states("down")
