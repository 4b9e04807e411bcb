"""The document that is deployed by says nothing that is not so."""

import re

from infra.settings import DeploymentSettings
from infra.sign_in import OidcProvider
from tests.rules.sources import ROOT

DEPLOY = (ROOT / "docs" / "deploy.md").read_text()
SETTING = re.compile(r"`([a-z]+(?:_[a-z]+)+)`")
NOT_SETTINGS = {"attribute_not_exists"}


def test_every_setting_that_it_names_exists() -> None:
    """A setting that was renamed is renamed here too."""
    named = set(SETTING.findall(DEPLOY)) - NOT_SETTINGS
    assert "site_domain" in named
    assert named - set(DeploymentSettings.model_fields) - set(OidcProvider.model_fields) == set()


def test_every_setting_without_a_default_is_named() -> None:
    """Whoever writes a new environment's file reads here what it cannot do without."""
    needed = {name for name, field in DeploymentSettings.model_fields.items() if field.is_required()}
    assert needed - set(SETTING.findall(DEPLOY)) == {"environment"}


def test_its_steps_are_numbered_in_order() -> None:
    """From the first decision to the first month's bill, without a gap."""
    first, _, _ = DEPLOY.partition("## Upgrade")
    assert [int(number) for number in re.findall(r"^(\d+)\. ", first, re.MULTILINE)] == list(range(1, 24))


def test_the_files_that_it_points_to_exist() -> None:
    """Paths in the text lead somewhere."""
    paths = re.findall(r"\b((?:docs|infra|functions)/[\w/]+\.(?:md|py|toml))\b", DEPLOY)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
