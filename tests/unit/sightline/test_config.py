"""The settings of a deployment."""

import pytest

from sightline.config import Settings, WorkerSettings, read_settings, read_worker_settings, required
from sightline.domain.errors import ConfigurationError


def test_settings_are_read_by_their_names() -> None:
    """In capitals behind the prefix, turned into what they are; others keep their defaults."""
    settings = read_settings({"SIGHTLINE_INVITES_TABLE": "i", "SIGHTLINE_INVITE_LIFE_MINUTES": "7", "OTHER": "x"})
    assert (settings.invites_table, settings.invite_life_minutes) == ("i", 7)
    assert settings.texts_per_officer_per_minute == Settings().texts_per_officer_per_minute


def test_a_setting_that_makes_no_sense_is_refused() -> None:
    """At the start, not when it is first used."""
    senseless = {"SMS_PROVIDER": "pigeon", "INVITE_LIFE_MINUTES": "soon", "ASK_REASON": "perhaps"}
    for name, value in senseless.items():
        with pytest.raises(ConfigurationError, match=f"SIGHTLINE_{name} makes no sense"):
            read_settings({f"SIGHTLINE_{name}": value})


def test_a_setting_is_yes_or_no_in_the_words_of_python_and_json() -> None:
    """What deploys writes the one, people write the other."""
    for value, meant in {"True": True, "false": False, "1": True, "0": False}.items():
        assert read_settings({"SIGHTLINE_ASK_REASON": value}).ask_reason is meant


def test_a_choice_is_one_of_its_words() -> None:
    """Those of its type."""
    assert read_settings({"SIGHTLINE_SMS_PROVIDER": "notify"}).sms_provider == "notify"


def test_the_environment_is_read_when_nothing_stands_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where it is."""
    monkeypatch.setenv("SIGHTLINE_FORCE_NAME", "Heddlu Gwyr")
    assert read_settings().force_name == "Heddlu Gwyr"


@pytest.mark.parametrize("value", [None, ""])
def test_what_is_required_is_named_when_it_is_missing(value: str | None) -> None:
    """By the name under which it must be given."""
    with pytest.raises(ConfigurationError, match="SIGHTLINE_SITE_ORIGIN"):
        required(Settings(site_origin=value), "site_origin")
    assert required(Settings(site_origin="https://x.test"), "site_origin") == "https://x.test"


def test_a_worker_has_settings_of_its_own() -> None:
    """It shares the bucket's name with the functions."""
    given = {"SIGHTLINE_WORKER_API_URL": "https://x.test/api", "SIGHTLINE_EVIDENCE_BUCKET": "bucket"}
    settings = read_worker_settings(given | {"SIGHTLINE_WORKER_DRAIN_SECONDS": "2.5"})
    assert settings.drain_seconds == 2.5
    assert (settings.api_url, settings.evidence_bucket) == ("https://x.test/api", "bucket")
    with pytest.raises(ConfigurationError, match="SIGHTLINE_WORKER_KEY"):
        required(settings, "key")
    with pytest.raises(ConfigurationError, match="SIGHTLINE_EVIDENCE_BUCKET"):
        required(WorkerSettings(), "evidence_bucket")
