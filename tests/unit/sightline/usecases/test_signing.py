"""A signed manifest stands as it was first signed."""

import json

import pytest

from sightline.domain.errors import StoreUnavailableError
from sightline.usecases.signing import sign_manifest
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import ExchangeInMemory


def test_the_first_manifest_and_the_first_seal_stand() -> None:
    """A second run takes them for its own, whatever it would have written."""
    exchange = ExchangeInMemory()
    first = sign_manifest(exchange, "session-1", "p/", {"b": 1, "a": 2})

    second = sign_manifest(exchange, "session-1", "p/", {"a": 3})

    assert second == first
    assert first.manifest == b'{"a":2,"b":1}'
    assert json.loads(json.loads(first.seal)["statement"])["session_id"] == "session-1"


def test_a_store_that_contradicts_itself_is_not_believed() -> None:
    """One that holds an object and then does not is asked again later."""

    class Forgetful(EvidenceInMemory):
        """Its objects are there, and are not."""

        def read_object(self, key: str) -> bytes | None:  # noqa: ARG002  the port's signature
            """Return nothing."""
            return None

    exchange = ExchangeInMemory(evidence=Forgetful(objects={"p/manifest.json": b"{}"}))

    with pytest.raises(StoreUnavailableError):
        sign_manifest(exchange, "session-1", "p/", {})
