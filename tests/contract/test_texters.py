"""Every Texter keeps the same promises: a text goes out with an id, or its refusal says nothing private."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber

from sightline.adapters.notify_texter import NotifyTexter
from sightline.adapters.texters import EndUserMessagingTexter, SnsTexter
from sightline.domain.errors import TextRefusedError
from sightline.ports import Texter
from tests.fakes.texter import TexterInMemory

NUMBER = "+447700900123"
API_KEY = "sightline-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


@dataclass
class Provider:
    """A texter, and what its provider does and has seen."""

    texter: Texter
    refuse: Callable[[], object]
    seen: Callable[[], tuple[str, str]]
    """Number and text of the last message."""


def _memory() -> Iterator[Provider]:
    texter = TexterInMemory()
    yield Provider(texter, lambda: setattr(texter, "refusing", True), lambda: texter.sent[-1][:2])


def _sns() -> Iterator[Provider]:
    client = boto3.client("sns", region_name="eu-west-2")
    calls: list[dict[str, Any]] = []
    client.meta.events.register("provide-client-params.sns.Publish", lambda params, **_: calls.append(params))

    def refuse() -> None:
        stubber = Stubber(client)
        stubber.add_client_error("publish", "InvalidParameter", f"PhoneNumber {NUMBER} is not valid")
        stubber.activate()

    yield Provider(SnsTexter(client, "Sightline"), refuse, lambda: (calls[-1]["PhoneNumber"], calls[-1]["Message"]))


def _end_user_messaging() -> Iterator[Provider]:
    client = boto3.client("pinpoint-sms-voice-v2", region_name="eu-west-2")
    calls: list[dict[str, Any]] = []
    operation = "provide-client-params.pinpoint-sms-voice-v2.SendTextMessage"
    client.meta.events.register(operation, lambda params, **_: calls.append(params))
    stubber = Stubber(client)
    expected = {
        "DestinationPhoneNumber": NUMBER,
        "OriginationIdentity": "Sightline",
        "MessageBody": ANY,
        "MessageType": "TRANSACTIONAL",
        "ConfigurationSetName": "texts",
        "TimeToLive": 1800,
        "Context": {"invite_id": "invite-1"},
    }
    stubber.add_response("send_text_message", {"MessageId": "m-1"}, expected)

    def refuse() -> None:
        refusing = Stubber(client)
        refusing.add_client_error("send_text_message", "ConflictException", f"{NUMBER} has opted out")
        stubber.deactivate()
        refusing.activate()

    with stubber:
        texter = EndUserMessagingTexter(client, "Sightline", "texts", timedelta(minutes=30))
        yield Provider(texter, refuse, lambda: (calls[-1]["DestinationPhoneNumber"], calls[-1]["MessageBody"]))


def _notify() -> Iterator[Provider]:
    requests: list[dict[str, Any]] = []
    statuses = [201]
    with _serve(requests, statuses) as base_url:
        secret = json.dumps({"api_key": API_KEY, "callback_token": "x"})
        texter = NotifyTexter(lambda: secret, "template-1", base_url)
        yield Provider(
            texter,
            lambda: statuses.append(400),
            lambda: (requests[-1]["phone_number"], requests[-1]["personalisation"]["text"]),
        )


@contextmanager
def _serve(requests: list[dict[str, Any]], statuses: list[int]) -> Iterator[str]:
    """Play GOV.UK Notify's API on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            refused = {"status_code": 400, "errors": [{"error": "BadRequestError", "message": f"{NUMBER} is no good"}]}
            answer = {"id": "m-1"} if statuses[-1] == 201 else refused
            self.send_response(statuses[-1])
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=[_memory, _sns, _end_user_messaging, _notify])
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    """Return each texter in turn."""
    if request.param is not _notify:
        request.getfixturevalue("aws")
    yield from request.param()


def test_a_text_goes_out_and_has_an_id(provider: Provider) -> None:
    """The provider is given number and text as they are, and its message id comes back."""
    message_id = provider.texter.send(NUMBER, "Example Police: tap https://x.test/j#ab", "invite-1")
    assert message_id
    assert provider.seen() == (NUMBER, "Example Police: tap https://x.test/j#ab")


def test_a_refusal_names_its_cause_but_no_number(provider: Provider) -> None:
    """Whatever a provider says, the number does not reach the log with it."""
    provider.refuse()
    with pytest.raises(TextRefusedError) as refused:
        provider.texter.send(NUMBER, "text", "invite-1")
    assert NUMBER not in f"{refused.value} {refused.value.__cause__!r}"
