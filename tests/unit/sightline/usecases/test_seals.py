"""Seals close recordings for good."""

import hashlib
import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.domain.fragment import finish_key
from sightline.domain.session import SessionState
from sightline.messages.changes import SessionChanged
from sightline.usecases.seals import LONGEST_WAIT, seal_session, sweep_unsealed
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position

PREFIX = "avon/session-1/"


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange whose session has ended, at a worker that lives."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.connect_worker()
    ended: dict[str, Any] = {"state": SessionState.ENDED, "ended_at": NOON + timedelta(seconds=10)}
    begun: dict[str, Any] = {"worker_id": "worker-1", "recording_ids": ("r1",)}
    exchange.sessions.change("session-1", lambda each: replace(each, **begun, **ended))
    exchange.positions.add_all([make_position(0)])
    exchange.clock.advance(timedelta(seconds=11))
    return exchange


def manifest(exchange: ExchangeInMemory) -> dict[str, Any]:
    """Return the stored manifest."""
    document: dict[str, Any] = json.loads(exchange.evidence.objects[f"{PREFIX}manifest.json"])
    return document


def verify(exchange: ExchangeInMemory) -> None:
    """Check the seal as a court would: from the two documents alone."""
    seal = json.loads(exchange.evidence.objects[f"{PREFIX}seal.json"])
    digest = hashlib.sha256(exchange.evidence.objects[f"{PREFIX}manifest.json"]).hexdigest()
    assert json.loads(seal["statement"])["manifest_sha256"] == digest
    key = load_pem_public_key(seal["public_key"].encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(b64decode(seal["signature"]), seal["statement"].encode(), ec.ECDSA(hashes.SHA256()))


def test_signs_a_manifest_of_everything(exchange: ExchangeInMemory) -> None:
    """The manifest's digests are those of the objects, and the signature over it verifies."""
    place = store_recording(exchange.evidence, "r1", NOON, 5)
    officer = exchange.connect(an_officer(), "desk")

    seal_session(exchange, "session-1")

    verify(exchange)
    [recording] = manifest(exchange)["recordings"]
    for fragment in recording["fragments"]:
        assert fragment["sha256"] == hashlib.sha256(exchange.evidence.objects[fragment["key"]]).hexdigest()
    assert recording["closing_word"]["key"] == finish_key(place)
    assert len(manifest(exchange)["trail"]) == 1
    seal = exchange.heard(officer, SessionChanged)[-1].session.seal
    assert seal
    assert (seal.fragment_count, seal.gap_count) == (5, 0)


def test_a_changed_manifest_does_not_verify(exchange: ExchangeInMemory) -> None:
    """One changed byte of the statement breaks the signature."""
    store_recording(exchange.evidence, "r1", NOON, 1)
    seal_session(exchange, "session-1")
    key = f"{PREFIX}seal.json"
    changed_digest = hashlib.sha256(b"another manifest").hexdigest()
    seal = json.loads(exchange.evidence.objects[key])
    digest = json.loads(seal["statement"])["manifest_sha256"]
    seal["statement"] = seal["statement"].replace(digest, changed_digest)
    exchange.evidence.objects[key] = json.dumps(seal).encode()
    exchange.evidence.objects[f"{PREFIX}manifest.json"] = b"another manifest"

    with pytest.raises(InvalidSignature):
        verify(exchange)


def test_the_first_manifest_stands(exchange: ExchangeInMemory) -> None:
    """A run that broke off after the manifest is completed by the next one, around that manifest."""
    store_recording(exchange.evidence, "r1", NOON, 1)
    seal_session(exchange, "session-1")
    first = exchange.evidence.objects[f"{PREFIX}manifest.json"]
    del exchange.evidence.objects[f"{PREFIX}seal.json"]
    exchange.sessions.change("session-1", lambda each: replace(each, seal=None))
    store_recording(exchange.evidence, "r2", NOON, 9)

    seal_session(exchange, "session-1")

    assert exchange.evidence.objects[f"{PREFIX}manifest.json"] == first
    verify(exchange)
    seal = exchange.sessions.get("session-1").seal
    assert seal
    assert seal.fragment_count == 1


def test_sealing_again_changes_nothing(exchange: ExchangeInMemory) -> None:
    """A message of the queue may arrive twice."""
    store_recording(exchange.evidence, "r1", NOON, 1)
    seal_session(exchange, "session-1")
    before = (dict(exchange.evidence.objects), exchange.sessions.get("session-1"))

    seal_session(exchange, "session-1")

    assert (exchange.evidence.objects, exchange.sessions.get("session-1")) == before


def test_waits_for_a_living_worker(exchange: ExchangeInMemory) -> None:
    """While the worker lives and has not closed its recording, the session comes back to the queue."""
    store_recording(exchange.evidence, "r1", NOON, 3, finished=False)

    seal_session(exchange, "session-1")

    assert [session_id for session_id, _ in exchange.seal_queue.puts] == ["session-1"]
    assert f"{PREFIX}manifest.json" not in exchange.evidence.objects


def test_waits_for_what_has_not_reached_the_bucket_at_all(exchange: ExchangeInMemory) -> None:
    """A recording that a worker still holds on its disk is waited for, though the bucket knows nothing of it."""
    exchange.sessions.change("session-1", lambda each: replace(each, recording_ids=("r1", "r2")))
    store_recording(exchange.evidence, "r1", NOON, 3)

    seal_session(exchange, "session-1")

    assert f"{PREFIX}manifest.json" not in exchange.evidence.objects


def test_leaves_a_long_wait_to_the_sweep(exchange: ExchangeInMemory) -> None:
    """Sessions that wait for long do not multiply on the queue."""
    exchange.clock.advance(timedelta(minutes=5))
    exchange.connect_worker()

    seal_session(exchange, "session-1")

    assert exchange.seal_queue.puts == []
    assert sweep_unsealed(exchange) == 1


def test_does_not_wait_for_ever(exchange: ExchangeInMemory) -> None:
    """A worker that lives but does not close its recording is waited for so long and no longer."""
    store_recording(exchange.evidence, "r1", NOON, 3, finished=False)
    exchange.clock.advance(LONGEST_WAIT)
    exchange.connect_worker()

    seal_session(exchange, "session-1")

    verify(exchange)


def test_seals_what_a_lost_worker_left(exchange: ExchangeInMemory) -> None:
    """Without its worker a recording is sealed from the bucket, and what is missing is named."""
    store_recording(exchange.evidence, "r1", NOON, 3, finished=False)
    exchange.workers.workers.clear()

    seal_session(exchange, "session-1")

    assert manifest(exchange)["gaps"] == [
        {
            "track": "all",
            "began_at": "2026-11-21T12:00:06.000Z",
            "ended_at": "2026-11-21T12:00:10.000Z",
            "reason": "worker-lost",
        }
    ]


def test_keeps_the_gaps_that_fragments_name(exchange: ExchangeInMemory) -> None:
    """Where the closing word is missing, the gaps in the fragments' own notes are all there is."""
    store_recording(exchange.evidence, "r1", NOON, 5, finished=False)
    exchange.workers.workers.clear()
    note = {
        "track": "audio",
        "began_at": "2026-11-21T12:00:01Z",
        "ended_at": "2026-11-21T12:00:02Z",
        "reason": "packet-loss",
    }
    first = next(key for key in exchange.evidence.notes if "00000000-" in key)
    exchange.evidence.notes[first]["gaps"] = json.dumps([note])

    seal_session(exchange, "session-1")

    assert [gap["reason"] for gap in manifest(exchange)["gaps"]] == ["packet-loss"]


def test_names_a_missing_fragment(exchange: ExchangeInMemory) -> None:
    """A fragment that is not in the bucket is a gap, whatever the closing word says."""
    store_recording(exchange.evidence, "r1", NOON, 5, missing=[2])

    seal_session(exchange, "session-1")

    assert [gap["reason"] for gap in manifest(exchange)["gaps"]] == ["fragment-missing"]


def test_shows_a_tampered_fragment(exchange: ExchangeInMemory) -> None:
    """Bytes that are not what the worker recorded have another digest, and the manifest says whose."""
    store_recording(exchange.evidence, "r1", NOON, 2)
    tampered = next(key for key in exchange.evidence.notes if "00000001-" in key)
    exchange.evidence.objects[tampered] = b"another film"

    seal_session(exchange, "session-1")

    [discrepancy] = manifest(exchange)["discrepancies"]
    assert discrepancy["key"] == tampered
    assert discrepancy["stored_sha256"] == hashlib.sha256(b"another film").hexdigest()


def test_seals_a_session_without_a_recording(exchange: ExchangeInMemory) -> None:
    """A session of positions and chat alone is sealed too."""
    exchange.sessions.change("session-1", lambda each: replace(each, recording_ids=()))

    seal_session(exchange, "session-1")

    verify(exchange)
    assert manifest(exchange)["recordings"] == []


def test_leaves_a_running_session_open(exchange: ExchangeInMemory) -> None:
    """A message of the queue that comes too early seals nothing."""
    exchange.sessions.change("session-1", lambda each: replace(each, state=SessionState.LIVE))

    seal_session(exchange, "session-1")

    assert f"{PREFIX}manifest.json" not in exchange.evidence.objects


def test_writes_large_numbers_to_the_last_digit(exchange: ExchangeInMemory) -> None:
    """What is more than a JSON number holds, as a 64-bit timestamp is, canonical JSON has in digits."""
    _rewrite_closing_word(exchange, {"ntp_timestamp": 17198125221200124606, "rtp_timestamp": 90_000})

    seal_session(exchange, "session-1")

    [report] = manifest(exchange)["recordings"][0]["sender_reports"]
    assert report == {"ntp_timestamp": "17198125221200124606", "rtp_timestamp": 90_000}


@settings(max_examples=50, deadline=None)
@given(
    report=st.dictionaries(
        st.text(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=5,
        ),
    )
)
def test_seals_whatever_a_closing_word_holds(report: dict[str, Any]) -> None:
    """Nothing that a worker may write can keep a session from its seal."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.sessions.change("session-1", lambda each: replace(each, state=SessionState.ENDED, ended_at=NOON))
    _rewrite_closing_word(exchange, report)

    seal_session(exchange, "session-1")

    verify(exchange)


def test_survives_an_unreadable_closing_word(exchange: ExchangeInMemory) -> None:
    """A closing word that is not JSON is sealed as it lies, and does not keep the session from its seal."""
    place = store_recording(exchange.evidence, "r1", NOON, 5)
    exchange.evidence.objects[finish_key(place)] = b"\xff not JSON"

    seal_session(exchange, "session-1")

    verify(exchange)
    assert manifest(exchange)["recordings"][0]["codecs"] == []


def test_sweeps_up_what_nobody_sealed(exchange: ExchangeInMemory) -> None:
    """Ended sessions without a seal are queued again; those that have just ended are on the queue already."""
    assert sweep_unsealed(exchange) == 0

    exchange.clock.advance(timedelta(minutes=1))

    assert sweep_unsealed(exchange) == 1
    assert exchange.seal_queue.puts == [("session-1", timedelta(0))]


def _rewrite_closing_word(exchange: ExchangeInMemory, report: dict[str, Any]) -> None:
    """Store a recording whose closing word has this sender report."""
    place = store_recording(exchange.evidence, "r1", NOON, 1)
    word = json.loads(exchange.evidence.objects[finish_key(place)]) | {"sender_reports": [report]}
    exchange.evidence.objects[finish_key(place)] = json.dumps(word).encode()
