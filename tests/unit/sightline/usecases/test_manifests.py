"""A manifest is gathered from the bucket and the tables as they are."""

from sightline.usecases.closings import read_closed_recordings
from sightline.usecases.manifests import gather_manifest
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position


def test_everything_that_is_there_is_gathered() -> None:
    """Recordings with the store's own digests, the trail, and nothing of other sessions."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    store_recording(exchange.evidence, "r1", NOON, 2)
    exchange.positions.add_all([make_position(0), make_position(1, "session-2")])

    closed = read_closed_recordings(exchange.evidence, session)
    manifest = gather_manifest(exchange, session, closed)

    assert [len(recording["fragments"]) for recording in manifest["recordings"]] == [2]  # type: ignore[attr-defined]
    assert [position["sequence"] for position in manifest["trail"]] == [0]  # type: ignore[attr-defined]
