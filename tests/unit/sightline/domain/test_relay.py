"""Credentials of the relay."""

from datetime import UTC, datetime

from sightline.domain.relay import CREDENTIAL_LIFE, draw_relay_credential
from sightline.usecases.connections import RECONNECT_AFTER

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_credential_is_what_the_relay_computes() -> None:
    """Name and proof are those of the TURN REST draft; the figure is OpenSSL's (`openssl dgst -sha1 -hmac`)."""
    credential = draw_relay_credential("north", "citizen-7", NOON)
    assert credential.username == f"{int(NOON.timestamp()) + 7200}:citizen-7"
    assert credential.password == "SSV19ZQel6xgaunMV+NchSDiZ14="  # noqa: S105 of a made-up secret


def test_a_credential_outlives_the_connection_it_came_with() -> None:
    """A page that begins a leg anew has the credential of its last ticket, drawn when its WebSocket began."""
    assert CREDENTIAL_LIFE > RECONNECT_AFTER
