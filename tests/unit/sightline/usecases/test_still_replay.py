"""What officers are shown of stills."""

from sightline.domain.still import name_still
from sightline.usecases.still_replay import show_stills
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, an_officer


def test_lists_stills_with_addresses() -> None:
    """Replay gets a run of them, and how many there are."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    for sequence in range(3):
        name = name_still("avon/session-1", sequence, NOON, "0" * 64)
        exchange.evidence.put_still(name, b"jpeg", {})

    shown = show_stills(exchange, an_officer(), "session-1", first=1, count=5)

    assert [still.sequence for still in shown.stills] == [1, 2]
    assert shown.total == 3
    assert shown.stills[0].url.startswith("https://bucket.test/avon/session-1/stills/0000000001-")
