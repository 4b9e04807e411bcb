"""The routes of invites; what they do is tested through an emulated AWS in tests/integration/functions."""

import pytest

from invites import app as routes
from invites.app import app, receipts
from sightline.usecases.receipts import ReceiptDesk
from tests.fakes.office import Office
from tests.unit.boundary.requests import CONTEXT
from tests.unit.invites.test_provider_events import end_user_messaging, from_topic


def test_officers_routes_ask_for_an_officer() -> None:
    """Whatever lies under /invites is nobody else's."""
    callers = {endpoint.path: endpoint.caller for endpoint in app.endpoints if endpoint.path.startswith("/invites")}
    assert len(callers) == 5
    assert set(callers.values()) == {"officer"}


def test_citizens_show_a_token_and_providers_their_own() -> None:
    """No authorizer stands before these."""
    open_to_all = {endpoint.path for endpoint in app.endpoints if endpoint.caller is None}
    assert open_to_all == {
        "/citizen/look-up",
        "/citizen/accept",
        "/citizen/decline",
        "/receipts/notify",
        "/synthetic/invites",
    }


def test_a_click_that_sends_a_text_must_have_a_key() -> None:
    """Without it a repetition could not be told from another text."""
    (create,) = (endpoint for endpoint in app.endpoints if endpoint.name == "create_invite")
    headers = create.messages["headers"].model_fields
    assert headers["idempotency_key"].alias == "Idempotency-Key"
    assert headers["idempotency_key"].is_required()


def test_every_receipt_of_an_event_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A topic may bring several at a time."""
    office = Office()
    first, second = office.invite(), office.invite()
    desk = ReceiptDesk(office.clock, office.invites, office.receipts, office.connections, office.sender)
    monkeypatch.setattr(routes, "receipt_desk", lambda: desk)
    events = [end_user_messaging("TEXT_DELIVERED", messageId=f"message-{number}") for number in (1, 2)]
    receipts(from_topic(*events), CONTEXT)
    assert {office.invites.get(view.invite_id).state for view in (first, second)} == {"delivered"}
