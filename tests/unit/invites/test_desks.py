"""What the work on invites is given."""

from datetime import timedelta

import pytest

from invites.desks import invite_desk, invite_policy, receipt_desk
from sightline.domain.errors import ConfigurationError
from tests.fakes.process import begin_process

TABLES = {f"{name}_table": name for name in ("invites", "tokens", "sessions", "tickets", "connections", "positions")}
OUTSIDE = {
    "site_origin": "https://x.test",
    "connections_endpoint": "https://ws.test",
    "seal_queue_url": "https://queue.test",
    "custody_table": "custody",
    "sms_provider": "sns",
}


def test_the_desk_has_the_deployments_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caps, countries and names come from the settings."""
    begin_process(
        monkeypatch,
        **TABLES,
        **OUTSIDE,
        force_name="Heddlu Gwyr",
        sms_allowed_countries="GB, IM",
        texts_per_officer_per_minute="2",
        invite_life_minutes="7",
    )
    policy = invite_desk().policy
    assert (policy.force_name, policy.site_origin) == ("Heddlu Gwyr", "https://x.test")
    assert policy.allowed_countries == {"GB", "IM"}
    assert (policy.texts_per_officer_per_minute, policy.invite_life) == (2, timedelta(minutes=7))


def test_without_the_sites_address_there_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text with half a link must not go out."""
    begin_process(monkeypatch, **TABLES)
    with pytest.raises(ConfigurationError, match="SIGHTLINE_SITE_ORIGIN"):
        invite_policy()


def test_noting_receipts_needs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """No texter, no sessions, no site."""
    begin_process(
        monkeypatch,
        invites_table="invites",
        tokens_table="tokens",
        connections_table="connections",
        connections_endpoint="https://ws.test",
    )
    assert receipt_desk().receipts is not None
