"""One synthesis for all, of no more stacks than it takes: the container of the relay as the template carries it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from infra.app import make_app
from infra.local.template.assembly import Json, read_assembly
from infra.settings import read_settings
from infra.stacks.evidence import EvidenceStack
from infra.stacks.identity import IdentityStack
from infra.stacks.media import MediaStack
from infra.stacks.turn import TurnStack
from tests.infra.cloud import Cloud
from tests.integration.turn.relay import Relay, run_relay


@pytest.fixture(scope="session")
def container(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What ECS would start."""
    settings, output = read_settings("prod"), tmp_path_factory.mktemp("prod")
    app = make_app(output)
    evidence = EvidenceStack(app, "evidence", settings=settings)
    identity = IdentityStack(app, "identity", settings=settings)
    media = MediaStack(app, "media", evidence=evidence, identity=identity, settings=settings)
    TurnStack(app, "turn", media=media, identity=identity, settings=settings)
    app.synth()
    cloud = Cloud(read_assembly(output, settings.region))
    declared: Json
    (declared,) = cloud.only("turn", "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    return declared


@pytest.fixture
async def relay(container: Json, tmp_path: Path) -> AsyncIterator[Relay]:
    """Run a relay for one test, whose quotas are untouched."""
    async with run_relay(container, tmp_path) as running:
        yield running
