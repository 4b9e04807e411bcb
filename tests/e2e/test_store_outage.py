"""While the evidence store answers 503, fragments wait on the worker's disk and follow later, in order."""

import json
import urllib.request
from collections.abc import Callable

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import wait_for_picture
from tests.e2e.verify import check_hashes, check_signature, decode_recording, wait_for_seal


def test_an_outage_of_the_store_loses_nothing(laptop: Laptop, start_session: Callable[[str], Live]) -> None:
    """The picture goes on, and the sealed recording has every fragment, in order, without a gap."""
    live = start_session("CAD 5001/21NOV")
    stored = wait_for(lambda: count if (count := _fragments(laptop, live.session_id)) >= 2 else None, "fragments")
    with laptop.outage("s3"):
        wait_for(lambda: _spooled(laptop) >= 3, "spooled fragments", 60)
        wait_for_picture(live.officer, FILM)
    wait_for(lambda: _fragments(laptop, live.session_id) >= stored + 3, "the spooled fragments", 60)
    live.end()
    sealed = wait_for_seal(laptop, live.session_id)
    check_signature(sealed)
    check_hashes(laptop, sealed.manifest)
    recording = sealed.manifest["recordings"][0]
    sequences = [fragment["sequence"] for fragment in recording["fragments"]]
    assert sequences == list(range(len(sequences)))
    assert "fragment-missing" not in {gap["reason"] for gap in sealed.manifest["gaps"]}
    assert decode_recording(laptop, recording)


def _fragments(laptop: Laptop, session_id: str) -> int:
    return len(laptop.fragments(session_id))


def _spooled(laptop: Laptop) -> int:
    with urllib.request.urlopen(laptop.addresses["workers"][0]["health"]) as answer:
        return int(json.load(answer)["spooled"])
