"""GOV.UK Notify's delivery receipts."""

import json
from types import SimpleNamespace

import pytest

from invites.notify import NotifyReceipt, require_notify
from sightline import bootstrap
from sightline.config import Settings
from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.usecases.receipts import Receipt


def a_receipt(status: str, reference: str | None = "invite-1") -> NotifyReceipt:
    """Return a receipt as Notify's documentation shows it."""
    body = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
        "reference": reference,
        "to": "07700900123",
        "status": status,
        "created_at": "2026-11-21T12:00:00.000000Z",
        "notification_type": "sms",
    }
    return NotifyReceipt.model_validate_json(json.dumps(body))


def test_a_delivered_text_comes_with_our_reference() -> None:
    """Notify gives back what was sent with the text."""
    expected = Receipt("740e5834-3a29-46b4-9a6f-16142fde533a", delivered=True, invite_id="invite-1")
    assert a_receipt("delivered").to_receipt() == expected


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_every_failure_is_undelivered(status: str) -> None:
    """For the officer they are the same: it has not come."""
    receipt = a_receipt(status, reference=None).to_receipt()
    assert receipt is not None
    assert (receipt.delivered, receipt.invite_id) == (False, None)


def test_what_is_under_way_is_no_receipt() -> None:
    """Notify may report that it is sending."""
    assert a_receipt("sending").to_receipt() is None


@pytest.fixture
def notify(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set GOV.UK Notify up."""
    secret = SimpleNamespace(read=lambda: json.dumps({"api_key": "k", "callback_token": "token-of-notify"}))
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(notify_secret_id="s"))  # noqa: S106 a name
    monkeypatch.setattr(bootstrap, "notify_secret", lambda: secret)


@pytest.mark.usefixtures("notify")
@pytest.mark.parametrize("authorization", [None, "", "Bearer other", "token-of-notify"])
def test_only_notifys_own_token_is_taken(authorization: str | None) -> None:
    """Anybody could claim that a text has come."""
    require_notify("Bearer token-of-notify")
    with pytest.raises(NotSignedInError):
        require_notify(authorization)


def test_without_notify_there_is_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployment with another provider has no such route to speak of."""
    monkeypatch.setattr(bootstrap, "settings", Settings)
    with pytest.raises(NotFoundError):
        require_notify("Bearer token-of-notify")
