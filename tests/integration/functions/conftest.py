"""A deployment for each test."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from boundary import repeats
from sightline import bootstrap
from tests.contract.tables import OneAtATime, make_tables
from tests.integration.functions.deployment import REGION, Deployment, environment, make_surroundings


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    """Return the functions with empty tables behind them."""
    with mock_aws():
        for name, value in environment("", "").items():
            monkeypatch.setenv(name, value)
        for name, value in environment(*make_surroundings()).items():
            monkeypatch.setenv(name, value)
        _forget_adapters()
        dynamodb: Any = OneAtATime(boto3.client("dynamodb", region_name=REGION))
        make_tables(dynamodb)
        monkeypatch.setattr(bootstrap, "dynamodb", lambda: dynamodb)
        running = Deployment()
        _listen(bootstrap.texter()._client, running)  # type: ignore[attr-defined]  # noqa: SLF001
        yield running
        _forget_adapters()


def _listen(client: BaseClient, running: Deployment) -> None:
    """Keep every text that goes out."""
    client.meta.events.register("provide-client-params.sns.Publish", lambda params, **_: running.texts.append(params))


def _forget_adapters() -> None:
    for made in (*vars(bootstrap).values(), *vars(repeats).values()):
        if hasattr(made, "cache_clear"):
            made.cache_clear()
