"""One answer for one key. The table behind it is emulated."""

from collections.abc import Iterator
from types import SimpleNamespace

import boto3
import pytest
from moto import mock_aws

from boundary import repeats
from boundary.endpoints import current_request
from boundary.repeats import answer_once
from sightline import bootstrap
from sightline.domain.errors import InviteClosedError, RepeatedRequestError
from sightline.messages.base import Model
from tests.unit.boundary.requests import a_request


class Parcel(Model):
    """A request and an answer of these tests."""

    name: str


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Emulate the idempotency table, within a request."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-2")
        client.create_table(
            TableName="idempotency",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        )
        monkeypatch.setattr(bootstrap, "dynamodb", lambda: client)
        monkeypatch.setattr(bootstrap, "settings", lambda: SimpleNamespace(idempotency_table="idempotency"))
        repeats._memory.cache_clear()  # noqa: SLF001  a table for each test
        token = current_request.set(a_request())
        yield
        current_request.reset(token)
        repeats._memory.cache_clear()  # noqa: SLF001  and none is left


def test_a_repetition_gets_the_first_answer() -> None:
    """The act is done once for a key, whatever it would answer the second time."""
    answers = iter([Parcel(name="first"), Parcel(name="second")])
    for _ in range(2):
        assert answer_once("k", Parcel(name="ask"), lambda: next(answers), Parcel) == Parcel(name="first")
    assert answer_once("other", Parcel(name="ask"), lambda: next(answers), Parcel) == Parcel(name="second")


def test_another_content_under_the_same_key_is_refused() -> None:
    """The client has mixed up its keys, and must look."""
    answer_once("k", Parcel(name="ask"), lambda: Parcel(name="done"), Parcel)
    with pytest.raises(RepeatedRequestError):
        answer_once("k", Parcel(name="more"), lambda: Parcel(name="done"), Parcel)


def test_what_is_still_under_way_is_refused() -> None:
    """A second click while the first one waits for the provider sends nothing."""

    def click_again() -> Parcel:
        with pytest.raises(RepeatedRequestError):
            answer_once("k", Parcel(name="ask"), lambda: Parcel(name="second"), Parcel)
        return Parcel(name="first")

    assert answer_once("k", Parcel(name="ask"), click_again, Parcel) == Parcel(name="first")


def test_a_refusal_is_not_remembered() -> None:
    """Whoever was refused may try again under the same key."""

    def refuse() -> Parcel:
        raise InviteClosedError

    with pytest.raises(InviteClosedError):
        answer_once("k", Parcel(name="ask"), refuse, Parcel)
    assert answer_once("k", Parcel(name="ask"), lambda: Parcel(name="done"), Parcel) == Parcel(name="done")
