"""A media worker that is killed in mid-stream takes one fragment with it and nothing else."""

import os
import signal
from collections.abc import Callable

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import wait_for_picture
from tests.e2e.verify import check_hashes, check_signature, decode_recording, wait_for_seal


def test_a_killed_worker_loses_one_fragment_at_most_and_the_picture_comes_back(
    laptop: Laptop, start_session: Callable[[str], Live]
) -> None:
    """Nobody does anything: the same session goes on in a new recording, and the gap is named."""
    live = start_session("CAD 3001/21NOV")
    before = wait_for(lambda: keys if len(keys := laptop.fragments(live.session_id)) >= 3 else None, "fragments")
    os.kill(laptop.worker_pid(), signal.SIGKILL)
    wait_for(
        lambda: {key.split("/")[2] for key in laptop.fragments(live.session_id)} - {before[0].split("/")[2]},
        "a second recording",
        60,
    )
    stale = live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)
    live.end()
    sealed = wait_for_seal(laptop, live.session_id)
    check_signature(sealed)
    check_hashes(laptop, sealed.manifest)
    first, second = sealed.manifest["recordings"]
    assert {fragment["key"] for fragment in first["fragments"]} >= set(before)
    assert "worker-lost" in {gap["reason"] for gap in sealed.manifest["gaps"]}
    for recording in (first, second):
        assert decode_recording(laptop, recording)


def test_a_worker_whose_websocket_is_cut_keeps_its_sessions(
    laptop: Laptop, start_session: Callable[[str], Live]
) -> None:
    """It comes back by itself, the picture runs on, and the recording is one, without a gap."""
    live = start_session("CAD 3002/21NOV")
    before = wait_for(lambda: keys if len(keys := laptop.fragments(live.session_id)) >= 1 else None, "fragments")
    cut = laptop.cut_connections("worker#")
    assert cut
    wait_for(lambda: not cut & laptop.announced_over(), "the worker to come back", 30)
    stale = live.officer.stamp()
    wait_for_picture(live.officer, FILM, after=stale.frame if stale else None)
    count = len(before) + 3
    wait_for(lambda: len(laptop.fragments(live.session_id)) >= count, "more fragments", 30)
    live.end()
    sealed = wait_for_seal(laptop, live.session_id)
    assert len(sealed.manifest["recordings"]) == 1
    assert "worker-lost" not in {gap["reason"] for gap in sealed.manifest["gaps"]}
