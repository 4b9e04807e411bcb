"""A seal says in the log what the boundary counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.session import SessionState
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.recordings import store_recording


def test_a_seal_says_how_late_it_is_and_what_it_found(caplog: pytest.LogCaptureFixture) -> None:
    """Seconds since the session's end, gaps, and objects that are not what was recorded; nothing of whose they are."""
    caplog.set_level("INFO")
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.sessions.change("session-1", lambda each: replace(each, state=SessionState.ENDED, ended_at=NOON))
    store_recording(exchange.evidence, "r1", NOON, 5)
    exchange.clock.advance(timedelta(seconds=7))

    seal_session(exchange, "session-1")

    [line] = [vars(line) for line in caplog.records if line.getMessage() == "sealed"]
    assert (line["seconds"], line["gaps"], line["discrepancies"]) == (7.0, 0, 0)
    assert not any("session-1" in str(said) for said in line.values())
