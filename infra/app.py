"""All stacks of one environment: `python -m infra.app` writes their templates to `cdk.out`.

Under the CDK CLI (`-c environment=prod`) the code assets are bundled and the templates validated; run alone it
needs neither credentials nor network nor Docker, and makes the same templates but for the assets' hashes.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

import aws_cdk as cdk

from infra.settings import DeploymentSettings, SettingsRefusedError, read_settings
from infra.stacks.access_log import AccessLogStack
from infra.stacks.api import ApiStack
from infra.stacks.derivations import DerivationsStack
from infra.stacks.edge import EdgeStack
from infra.stacks.evidence import EvidenceStack
from infra.stacks.functions import FunctionsStack
from infra.stacks.identity import IdentityStack
from infra.stacks.media import MediaStack
from infra.stacks.messaging import MessagingStack
from infra.stacks.monitoring import MonitoringStack, Watched
from infra.stacks.provenance import ProvenanceStack
from infra.stacks.routes import RoutesStack
from infra.stacks.surroundings import Surroundings
from infra.stacks.synthetic import SyntheticStack
from infra.stacks.tables import TablesStack
from infra.stacks.turn import TurnStack
from infra.stacks.web import WebStack

CONTEXT: dict[str, object] = {
    "@aws-cdk/aws-iam:minimizePolicies": True,
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
    "@aws-cdk/core:checkSecretUsage": True,
    "aws:cdk:bundling-stacks": [],
}
"""How templates are made, and that nothing is bundled; the CLI's own context stands above this."""


def make_app(output: Path, *, is_validated: bool = False) -> cdk.App:
    """Make the app alone; its context says which environment is meant.

    The CDK's own validation of templates takes more than half of a synthesis: it is for those that are deployed.
    """
    return cdk.App(outdir=str(output), context=CONTEXT, builtin_cloud_formation_validation=is_validated)


def add_stacks(app: cdk.App, settings: DeploymentSettings) -> None:
    """Add every stack, each given the ones before it that it needs."""
    evidence = EvidenceStack(app, "sightline-evidence", settings=settings)
    tables = TablesStack(app, "sightline-tables", settings=settings)
    identity = IdentityStack(app, "sightline-identity", settings=settings)
    messaging = MessagingStack(app, "sightline-messaging", settings=settings)
    api = ApiStack(app, "sightline-api", settings=settings)
    around = Surroundings(settings, tables, evidence, identity, messaging, api)
    functions = FunctionsStack(app, "sightline-functions", surroundings=around, settings=settings).functions
    RoutesStack(app, "sightline-routes", api=api, identity=identity, functions=functions, settings=settings)
    DerivationsStack(app, "sightline-derivations", evidence=evidence, settings=settings)
    ProvenanceStack(app, "sightline-provenance", evidence=evidence, settings=settings)
    media = MediaStack(app, "sightline-media", evidence=evidence, identity=identity, settings=settings)
    turn = None
    if settings.turn_count:
        turn = TurnStack(app, "sightline-turn", media=media, identity=identity, settings=settings)
    if settings.synthetic_citizen_minutes:
        SyntheticStack(app, "sightline-synthetic", media=media, identity=identity, settings=settings)
    edge = EdgeStack(app, "sightline-edge", settings=settings)
    web = WebStack(app, "sightline-web", edge=edge, surroundings=around, settings=settings)
    AccessLogStack(app, "sightline-access-log", distribution=web.distribution, bucket=web.logs, settings=settings)
    watched = Watched(api, evidence, functions, turn)
    MonitoringStack(app, "sightline-monitoring", watched=watched, settings=settings)


def main() -> int:
    """Synthesise the environment that the context names, dev if none."""
    output = os.environ.get("CDK_OUTDIR")
    app = make_app(Path(output or "cdk.out"), is_validated=output is not None)
    try:
        settings = read_settings(app.node.try_get_context("environment") or "dev")
    except SettingsRefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    add_stacks(app, settings)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
