"""What browsers are told of the servers that help them through their network."""

from datetime import UTC, datetime

from sightline.domain.participant import Participant, Role
from sightline.domain.relay import draw_relay_credential
from sightline.messages.base import IceServer
from sightline.usecases.ice import IceDirectory, Relay
from sightline.usecases.tickets import draw_ticket
from tests.fakes.examples import OFFICER
from tests.fakes.office import Office

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
STUN = IceServer(urls=["stun:a.test"])
RELAY = Relay(("turn:a.test:3478?transport=udp", "turns:a.test:443?transport=tcp"), lambda: "secret")


def test_without_a_relay_the_settings_are_all() -> None:
    """No credential is made up."""
    assert IceDirectory((STUN,)).servers_for("somebody", NOW) == [STUN]


def test_each_holder_gets_a_credential_of_their_own() -> None:
    """Beside the fixed servers stands the relay, with both of its addresses."""
    stun, relay = IceDirectory((STUN,), RELAY).servers_for("somebody", NOW)
    credential = draw_relay_credential("secret", "somebody", NOW)
    assert stun == STUN
    assert relay.urls == list(RELAY.urls)
    assert (relay.username, relay.credential) == (credential.username, credential.password)


def test_a_ticket_brings_it_to_browsers_and_not_to_workers() -> None:
    """An officer's page can relay its legs; a worker is reached, and reaches nobody."""
    office, ice = Office(), IceDirectory(relay=RELAY)
    (relay,) = draw_ticket(office.desk, OFFICER, ice).ice_servers
    assert str(relay.username).endswith(f":{OFFICER.participant_id}")
    assert draw_ticket(office.desk, Participant("w", Role.WORKER, "w"), ice).ice_servers == []
