"""What came of a phone's own recording is signed once, after the live recording, when nothing more comes."""

import hashlib
import json
from base64 import b64decode
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from sightline.domain.errors import OriginalClosedError
from sightline.domain.original import SENDING_TIME
from sightline.domain.session import EndReason
from sightline.usecases.original_seals import seal_original, sweep_originals
from sightline.usecases.originals import declare_original
from sightline.usecases.replay import read_manifest
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer
from tests.fakes.originals import a_declaration, end, keep_original, store_piece
from tests.fakes.recordings import store_recording

PREFIX = "avon/session-1/"


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an ended session with a live recording, of whose original two of three pieces are stored."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    keep_original(exchange)
    store_recording(exchange.evidence, "r1", NOON, 5)
    store_piece(exchange, 0)
    store_piece(exchange, 1)
    end(exchange)
    declare_original(exchange, a_citizen(), a_declaration(3))
    return exchange


def manifest(exchange: ExchangeInMemory) -> dict[str, Any] | None:
    """Return the supplementary manifest, its signature checked as a court would."""
    body = exchange.evidence.objects.get(f"{PREFIX}original/manifest.json")
    if body is None:
        return None
    seal = json.loads(exchange.evidence.objects[f"{PREFIX}original/seal.json"])
    key = load_pem_public_key(seal["public_key"].encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(b64decode(seal["signature"]), seal["statement"].encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(seal["statement"])["manifest_sha256"] == hashlib.sha256(body).hexdigest()
    document: dict[str, Any] = json.loads(body)
    return document


def test_waits_for_the_phones_last_word(exchange: ExchangeInMemory) -> None:
    """While the phone may still send, nothing is signed."""
    seal_session(exchange, "session-1")
    seal_original(exchange, "session-1")

    assert manifest(exchange) is None
    assert sweep_originals(exchange) == 0


def test_waits_for_the_live_recordings_manifest(exchange: ExchangeInMemory) -> None:
    """Which it supplements."""
    declare_original(exchange, a_citizen(), a_declaration(3, complete=True))
    seal_original(exchange, "session-1")
    assert manifest(exchange) is None

    seal_session(exchange, "session-1")
    seal_original(exchange, "session-1")

    live = hashlib.sha256(exchange.evidence.objects[f"{PREFIX}manifest.json"]).hexdigest()
    signed = manifest(exchange)
    assert signed
    assert signed["supplements_manifest_sha256"] == live


def test_names_what_came_and_what_did_not(exchange: ExchangeInMemory) -> None:
    """The digests are those of the stored bytes."""
    declare_original(exchange, a_citizen(), a_declaration(3, complete=True))
    seal_session(exchange, "session-1")
    seal_original(exchange, "session-1")

    signed = manifest(exchange)
    assert signed
    [take] = signed["takes"]
    assert [piece["sha256"] for piece in take["pieces"]] == [
        hashlib.sha256(f"piece {number}".encode()).hexdigest() for number in range(2)
    ]
    assert (take["missing"], signed["complete"]) == ([2], True)
    assert take["covers"][0]["fragments"] == [0, 1, 2, 3]


def test_is_signed_when_the_time_is_over(exchange: ExchangeInMemory) -> None:
    """A phone that never came back holds nothing up."""
    seal_session(exchange, "session-1")
    exchange.clock.advance(SENDING_TIME)
    assert sweep_originals(exchange) == 1

    seal_original(exchange, "session-1")

    signed = manifest(exchange)
    assert signed
    assert signed["complete"] is False
    assert sweep_originals(exchange) == 0


def test_the_first_signature_stands(exchange: ExchangeInMemory) -> None:
    """What comes later is refused, and a second run changes nothing."""
    declare_original(exchange, a_citizen(), a_declaration(3, complete=True))
    seal_session(exchange, "session-1")
    seal_original(exchange, "session-1")
    first = dict(exchange.evidence.objects)

    seal_original(exchange, "session-1")

    assert exchange.evidence.objects == first
    with pytest.raises(OriginalClosedError):
        declare_original(exchange, a_citizen(), a_declaration(3))


def test_a_withdrawn_links_original_is_closed_with_it() -> None:
    """What had come until then is signed at once."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    keep_original(exchange)
    end(exchange, EndReason.REVOKED)
    seal_session(exchange, "session-1")

    assert sweep_originals(exchange) == 1


def test_a_session_without_one_gets_no_such_manifest() -> None:
    """Where the phone keeps nothing there is nothing to sign."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    end(exchange)
    seal_session(exchange, "session-1")
    exchange.clock.advance(SENDING_TIME)

    seal_original(exchange, "session-1")

    assert manifest(exchange) is None


def test_officers_read_it_beside_the_first_manifest(exchange: ExchangeInMemory) -> None:
    """Once it is signed, in the same answer."""
    seal_session(exchange, "session-1")
    assert "original" not in json.loads(read_manifest(exchange, an_officer(), "session-1"))

    declare_original(exchange, a_citizen(), a_declaration(3, complete=True))
    seal_original(exchange, "session-1")

    answer = json.loads(read_manifest(exchange, an_officer(), "session-1"))
    assert answer["original"]["manifest"] == manifest(exchange)
    assert answer["original"]["seal"]["key_id"] == answer["seal"]["key_id"]
