"""The routes of bundles and the queue's function."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bundles import app as bundles
from sightline.domain.bundle import MOST_BYTES, BundleState, StoredObject
from sightline.domain.material import MaterialState
from sightline.domain.participant import Role
from sightline.messages.bundles import BundleRequest
from sightline.usecases.bundle_making import LONGEST_WAIT
from sightline.usecases.bundles import ask_for_bundle
from sightline.usecases.checkpoints import write_checkpoint
from tests.fakes.exchange import an_officer
from tests.fakes.exports import CounterInMemory, ReaderInMemory
from tests.fakes.materials import a_material

CONTEXT = SimpleNamespace(
    function_name="pack", memory_limit_in_mb=512, invoked_function_arn="arn:aws:lambda:::pack", aws_request_id="r1"
)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> CounterInMemory:
    """Return what the functions work on: a material of which a bundle was asked for, and whose chain is signed."""
    counter = CounterInMemory()
    counter.materials.add(a_material(force_id="avon"))
    officer, now = an_officer(role=Role.INVESTIGATOR), counter.clock.now()
    ask_for_bundle(counter, officer, "material-1", BundleRequest(reason="charging"), now)
    write_checkpoint(counter, "material-1")
    monkeypatch.setattr(bundles, "ports", lambda: counter)
    monkeypatch.setattr(bundles, "_beside", dict)
    return counter


def pack(*bundle_ids: str) -> Any:
    """Call the function with a batch; each message's id is its bundle's."""
    records = [{"messageId": each, "body": json.dumps({"force_id": "avon", "bundle_id": each})} for each in bundle_ids]
    return bundles.pack({"Records": records}, CONTEXT)


def test_every_route_asks_for_an_officer() -> None:
    """And what lets evidence leave asks when that officer signed in."""
    assert {endpoint.caller for endpoint in bundles.app.endpoints} == {"officer"}
    assert [endpoint.path for endpoint in bundles.app.endpoints if endpoint.asks_sign_in] == [
        "/materials/{material_id}/bundle"
    ]


def test_a_click_that_exports_must_have_a_key() -> None:
    """Without it a repetition could not be told from another export."""
    (post,) = (endpoint for endpoint in bundles.app.endpoints if endpoint.name == "post_bundle")
    assert post.messages["headers"].model_fields["idempotency_key"].is_required()


def test_makes_what_the_queue_names(counter: CounterInMemory) -> None:
    """A bundle that is made is no failure."""
    (bundle,) = counter.bundles.noted
    assert pack(bundle.bundle_id) == {"batchItemFailures": []}
    assert counter.bundles.noted[-1].state is BundleState.READY


def test_what_is_too_large_is_not_tried_again(counter: CounterInMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The officer is told; the queue is done with it."""
    large = [StoredObject("avon/material-1/upload", MOST_BYTES + 1)]
    monkeypatch.setattr(ReaderInMemory, "list_objects", lambda _, prefix: large if "material" in prefix else [])
    assert pack(counter.bundles.noted[0].bundle_id) == {"batchItemFailures": []}
    assert counter.bundles.noted[-1].failure == "bundle-too-large"


def test_what_is_being_disposed_of_is_not_packed(counter: CounterInMemory) -> None:
    """It was asked for before; the officer is told, the queue is done with it, and no zip keeps what is to go."""
    counter.materials.change("material-1", lambda newest: replace(newest, state=MaterialState.DISPOSAL_BEGUN))
    assert pack(counter.bundles.noted[0].bundle_id) == {"batchItemFailures": []}
    assert counter.bundles.noted[-1].failure == "export-not-possible"


def test_what_nobody_could_check_is_not_tried_for_ever(counter: CounterInMemory) -> None:
    """A chain that stays unsigned: the officer is told, the queue is done with it, and no zip raises a false alarm."""
    asked_at, officer = counter.clock.now(), an_officer(role=Role.INVESTIGATOR)
    unsigned = ask_for_bundle(counter, officer, "material-1", BundleRequest(reason="appeal"), asked_at)
    counter.clock.advance(LONGEST_WAIT)
    assert pack(unsigned.bundle_id) == {"batchItemFailures": []}
    assert counter.bundles.noted[-1].failure == "chain-unsigned"


def test_what_fails_comes_again(counter: CounterInMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """And meanwhile says so; the next run may make it."""
    bundle_id = counter.bundles.noted[0].bundle_id
    with monkeypatch.context() as broken:
        broken.setattr(type(counter.bundles), "pack", lambda *_: 1 / 0)
        assert pack(bundle_id) == {"batchItemFailures": [{"itemIdentifier": bundle_id}]}
    states = [counter.bundles.noted[-1].state]
    assert pack(bundle_id) == {"batchItemFailures": []}
    states.append(counter.bundles.noted[-1].state)
    assert states == [BundleState.FAILED, BundleState.READY]
