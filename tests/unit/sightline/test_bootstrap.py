"""Where adapters meet ports."""

import subprocess
import sys
from datetime import timedelta

import pytest

from sightline import bootstrap
from sightline.adapters.notify_texter import NotifyTexter
from sightline.adapters.texters import EndUserMessagingTexter, SnsTexter
from sightline.domain.errors import ConfigurationError
from tests.fakes.process import begin_process


def test_a_process_needs_only_the_settings_it_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    """One table is enough for who wants one; asking for another names what is missing."""
    begin_process(monkeypatch, invites_table="invites")
    assert bootstrap.invite_store() is not None
    with pytest.raises(ConfigurationError, match="SIGHTLINE_SESSIONS_TABLE"):
        bootstrap.session_store()


def test_a_process_makes_its_clients_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm function goes on with what it has."""
    begin_process(monkeypatch, connections_endpoint="https://ws.test", connections_table="connections")
    assert bootstrap.dynamodb() is bootstrap.dynamodb()
    assert bootstrap.sender() is bootstrap.sender()


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ({"sms_provider": "sns"}, SnsTexter),
        ({"sms_provider": "notify", "notify_secret_id": "s", "notify_template_id": "t"}, NotifyTexter),
        ({"sms_origination_identity": "Sightline", "sms_configuration_set": "texts"}, EndUserMessagingTexter),
    ],
)
def test_the_texter_is_a_setting(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], kind: type) -> None:
    """End User Messaging unless another is named."""
    begin_process(monkeypatch, **settings)
    assert isinstance(bootstrap.texter(), kind)


def test_lives_and_servers_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from the environment as minutes and as JSON."""
    begin_process(monkeypatch, invite_life_minutes="7", ice_servers='[{"urls": ["stun:a.test"]}]')
    assert bootstrap.invite_life() == timedelta(minutes=7)
    assert [server.urls for server in bootstrap.ice_directory().fixed] == [["stun:a.test"]]
    assert bootstrap.ice_directory().relay is None


def test_the_relay_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its addresses come from the environment; its secret is read only when somebody needs a credential."""
    urls = "turn:a.test:3478?transport=udp,turns:a.test:443?transport=tcp"
    begin_process(monkeypatch, turn_urls=urls, turn_secret_id="relay")  # noqa: S106 a name
    relay = bootstrap.ice_directory().relay
    assert relay is not None
    assert ",".join(relay.urls) == urls


def test_what_nobody_has_asked_for_is_not_loaded() -> None:
    """Who starts loads how one speaks to AWS, but no store: each function has a few of them, and their words."""
    asked = "import sys, sightline.bootstrap; print(*(name for name in sys.modules if name.startswith('sightline.')))"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603 ours
    loaded = set(ran.stdout.split())
    assert {name for name in loaded if name.startswith("sightline.adapters.")} == {
        f"sightline.adapters.{each}" for each in ("aws", "dynamo", "dynamo_values")
    }
    assert not loaded & {f"sightline.domain.{each}" for each in ("bundle", "invite", "material", "session", "share")}
    assert "sightline.messages.signalling" not in loaded
