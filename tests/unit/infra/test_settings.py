"""The settings of environments: typed, and refused with a sentence."""

from pathlib import Path
from typing import Any, get_args

import pytest

from infra.settings import ENVIRONMENTS, DeploymentSettings, PurposeName, SettingsRefusedError, read_settings
from sightline.domain.invite import Purpose

DEV: dict[str, Any] = {
    "environment": "dev",
    "keep_data": False,
    "site_domain": "dev.example.police.uk",
    "sms_provider": "sns",
}
OIDC = 'idp_oidc = {issuer = "https://login.example", client_id = "sightline", secret_name = "oidc"}'
SMS = 'sms_provider = "sns"\n'


def _environment(directory: Path, name: str, text: str) -> Path:
    (directory / f"{name}.toml").write_text(f'site_domain = "video.example.police.uk"\nkeep_data = true\n{SMS}{text}')
    return directory


@pytest.mark.parametrize("name", sorted(path.stem for path in ENVIRONMENTS.glob("*.toml")))
def test_every_environments_file_is_accepted(name: str) -> None:
    """The files that are committed are valid, and evidence in each is locked by COMPLIANCE."""
    settings = read_settings(name)
    assert settings.environment == name
    assert settings.retention_mode == "COMPLIANCE"
    assert settings.region == "eu-west-2"


def test_a_setting_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """A misspelt setting is named, not passed over."""
    directory = _environment(tmp_path, "staging", "lock_day = 7")
    with pytest.raises(SettingsRefusedError, match="lock_day: there is no such setting"):
        read_settings("staging", directory)


def test_production_refuses_governance(tmp_path: Path) -> None:
    """Nobody can weaken the lock of production's evidence by a setting."""
    directory = _environment(tmp_path, "prod", 'retention_mode = "GOVERNANCE"')
    with pytest.raises(SettingsRefusedError, match="must be locked in COMPLIANCE mode"):
        read_settings("prod", directory)


@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ('hosted_zone_id = "Z012"', "lock_days to what the force decided"),
        ('lock_days = 31\nhosted_zone_id = "Z012"\nkeep_data = false', "set keep_data = true"),
        ("lock_days = 31", "set hosted_zone_id, or certificate_arn"),
    ],
)
def test_production_says_how_long_it_keeps_and_by_what_name(tmp_path: Path, text: str, asked_for: str) -> None:
    """Production without retention, without kept data, or without a name of its own is not deployed."""
    lines = {"site_domain": '"video.example.police.uk"', "keep_data": "true", "sms_provider": '"sns"'}
    lines |= dict(line.split(" = ") for line in text.split("\n"))
    (tmp_path / "prod.toml").write_text("\n".join(f"{name} = {value}" for name, value in lines.items()))
    with pytest.raises(SettingsRefusedError, match=asked_for):
        read_settings("prod", tmp_path)


def test_the_networks_of_a_force_are_read(tmp_path: Path) -> None:
    """Networks of both versions of IP are taken."""
    directory = _environment(tmp_path, "staging", 'force_networks = ["198.51.100.0/24", "2001:db8::/32"]')
    assert read_settings("staging", directory).force_networks == ("198.51.100.0/24", "2001:db8::/32")


def test_staging_may_try_governance(tmp_path: Path) -> None:
    """Where no evidence is, a lock that administrators can lift is allowed."""
    directory = _environment(tmp_path, "staging", 'retention_mode = "GOVERNANCE"')
    assert read_settings("staging", directory).retention_mode == "GOVERNANCE"


def test_an_environment_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """The refusal says which environments there are."""
    directory = _environment(tmp_path, "staging", "")
    with pytest.raises(SettingsRefusedError, match=r"no environment 'live'; there are: staging\."):
        read_settings("live", directory)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("lock_days = 0", "lock_days"),
        ('idp_metadata_url = "https://login.example/m.xml"', "say in idp_roles which of its groups has which role"),
        (
            'idp_oidc = {issuer = "https://login.example", secret_name = "oidc"}',
            "idp_oidc.client_id: this setting is missing",
        ),
        (
            'idp_oidc = {issuer = "http://login.example", client_id = "a", secret_name = "oidc"}',
            "'http://login.example' is no issuer",
        ),
        (
            'idp_oidc = {issuer = "https://login.example", client_id = "a", client_secret = "b"}',
            "client_secret: there is no such setting",
        ),
        (f"{OIDC}", "say in idp_roles which of its groups has which role"),
        (f'{OIDC}\nidp_metadata_url = "https://login.example/m.xml"', "one sign-in of its own"),
        ('idp_roles = {"Control Room" = "worker"}', "idp_roles.Control Room"),
        ('force_networks = ["198.51.100.0/33"]', r"force_networks.0: '198.51.100.0/33' is no network"),
        ('force_networks = ["198.51.100.7/24"]', r"force_networks.0: '198.51.100.7/24' is no network"),
        ('certificate_arn = "arn:aws:acm:eu-west-2:111122223333:certificate/1"', "certificate_arn"),
        ('hosted_zone_id = "example.police.uk"', "hosted_zone_id"),
        ('disposal_role = "arn:aws:iam::1:role/x"', "disposal_role"),
        ('region = "us-east-1"', "region"),
        ('ice_servers = "{}"', "ice_servers must be a JSON list"),
        ('ice_servers = "nonsense"', "ice_servers must be a JSON list"),
        ('map_style_url = "http://maps.example/style.json"', "map_style_url"),
        ("turn_count = 9", "turn_count"),
        ("worker_count = 7", "worker_count_most must not be below"),
        ('worker_shifts = [{at = "17:00", workers = 7}]', "worker_count_most must not be below"),
        ('worker_shifts = [{at = "24:00", workers = 2}]', "worker_shifts.0.at"),
        ('worker_shifts = [{at = "17:00", days = "Friday", workers = 2}]', "worker_shifts.0.days"),
        ('worker_shifts = [{at = "17:00", until = "18:00", workers = 2}]', "until: there is no such setting"),
        ('turn_certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/1"', "turn_certificate_arn"),
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, line: str, named: str) -> None:
    """A value of the wrong kind or out of its bounds is refused by the setting's name."""
    directory = _environment(tmp_path, "dev", line)
    with pytest.raises(SettingsRefusedError, match=named):
        read_settings("dev", directory)


BY_TLS = ("turns:relay-tls.dev.example.police.uk:443?transport=tcp",)


@pytest.mark.parametrize(
    ("update", "by_tls"),
    [
        ({}, ()),
        ({"hosted_zone_id": "Z1"}, BY_TLS),
        ({"turn_certificate_arn": "arn:aws:acm:eu-west-2:111122223333:certificate/1"}, BY_TLS),
    ],
)
def test_browsers_are_told_where_the_relay_is(update: dict[str, str], by_tls: tuple[str, ...]) -> None:
    """By UDP and by plain TCP; by TLS too where the relay has a certificate; and nothing where there is no relay."""
    relayed = DeploymentSettings.model_validate({**DEV, **update, "turn_count": 1})
    assert relayed.turn_urls == (
        "turn:relay.dev.example.police.uk:3478?transport=udp",
        "turn:relay.dev.example.police.uk:443?transport=tcp",
        *by_tls,
    )
    assert DeploymentSettings(**DEV).turn_urls == ()


def test_the_sites_origin_follows_from_its_domain() -> None:
    """Scheme and host are made in one place."""
    settings = DeploymentSettings(**DEV)
    assert settings.site_origin == "https://dev.example.police.uk"


@pytest.mark.parametrize(
    ("style", "origin"), [("", None), ("https://maps.example/styles/light.json?key=1", "https://maps.example")]
)
def test_another_maps_origin_follows_from_its_style(style: str, origin: str | None) -> None:
    """Pages may connect to the map that the setting names."""
    settings = DeploymentSettings(**DEV, map_style_url=style)
    assert settings.map_origin == origin


@pytest.mark.parametrize(
    ("provider", "asked_for"),
    [
        ("end-user-messaging", "set sms_origination_identity"),
        ("notify", "set notify_secret_arn and notify_template_id"),
    ],
)
def test_a_provider_without_its_settings_is_refused(tmp_path: Path, provider: str, asked_for: str) -> None:
    """What a provider of texts cannot do without is asked for before anything is deployed."""
    (tmp_path / "dev.toml").write_text(
        f'site_domain = "dev.example.police.uk"\nkeep_data = false\nsms_provider = "{provider}"'
    )
    with pytest.raises(SettingsRefusedError, match=asked_for):
        read_settings("dev", tmp_path)


def test_any_purpose_may_come_blurred() -> None:
    """The setting knows the purposes that invites know, and no others."""
    settings = DeploymentSettings(**DEV, blurred_purposes=tuple(Purpose))
    assert set(settings.blurred_purposes) == set(Purpose)
    assert set(get_args(PurposeName)) == set(Purpose)
