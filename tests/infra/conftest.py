"""Synthesises once for all tests of templates: it takes some ten seconds."""

from contextlib import nullcontext, suppress
from pathlib import Path

import aws_cdk as cdk
import pytest
from cdk_nag import AwsSolutionsChecks

from infra.app import add_stacks, make_app
from infra.local.template.assembly import read_assembly
from infra.settings import DeploymentSettings
from tests.infra.cloud import Cloud


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process when there are several, so that one synthesis serves them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("infra"))


def synthesise(settings: DeploymentSettings, output: Path, *, checked: bool = False) -> Cloud:
    """Write an environment's templates and read them back; what a checker finds is left to its own test."""
    app = make_app(output, is_validated=checked)
    add_stacks(app, settings)
    if checked:
        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    with suppress(RuntimeError) if checked else nullcontext():
        app.synth()
    return Cloud(read_assembly(output, settings.region))


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Cloud:
    """The environment that loses its tables with its stacks; the laptop's, too."""
    settings = DeploymentSettings(
        environment="dev", keep_data=False, site_domain="dev.example.police.uk", sms_provider="sns"
    )
    return synthesise(settings, tmp_path_factory.mktemp("dev"))


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Cloud:
    """The environment that keeps what it has, with a certificate and another provider of texts."""
    settings = DeploymentSettings(
        environment="prod",
        keep_data=True,
        site_domain="video.example.police.uk",
        hosted_zone_id="Z0123456789ABC",
        force_networks=("198.51.100.0/24", "2001:db8::/32"),
        sms_provider="notify",
        notify_template_id="5d1f",
        notify_secret_arn="arn:aws:secretsmanager:eu-west-2:111122223333:secret:notify-AbCdEf",  # noqa: S106 a name
        lock_days=90,
        citizen_concurrency=40,
        officer_concurrency=20,
        tracing=True,
        disposal_role="sightline-disposal",
        log_retention_days=365,
        mail_from="evidence@video.example.police.uk",
        alarm_email="on-call@example.police.uk",
        monthly_budget_dollars=3000,
        turn_count=2,
        synthetic_citizen_minutes=15,
    )
    return synthesise(settings, tmp_path_factory.mktemp("prod"), checked=True)
