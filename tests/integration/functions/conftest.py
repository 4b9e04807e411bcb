"""A deployment for each test."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws
from mypy_boto3_sns import SNSClient

from boundary import repeats
from sightline import bootstrap
from sightline.adapters.texters import SnsTexter
from tests.contract.tables import OneAtATime, make_tables
from tests.integration.functions.deployment import REGION, Deployment, environment, make_surroundings
from tests.integration.functions.stores import Stores


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    """Return the functions with empty tables behind them."""
    with mock_aws():
        for name, value in environment("", "").items():
            monkeypatch.setenv(name, value)
        for name, value in environment(*make_surroundings()).items():
            monkeypatch.setenv(name, value)
        forget_adapters()
        dynamodb: Any = OneAtATime(boto3.client("dynamodb", region_name=REGION))
        make_tables(dynamodb)
        monkeypatch.setattr(bootstrap, "dynamodb", lambda: dynamodb)
        running = Deployment()
        monkeypatch.setattr(bootstrap, "texter", lambda: SnsTexter(_listening_client(running), None))
        yield running
        forget_adapters()


@pytest.fixture
def stores(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> Stores:
    """Return what lies around the functions: empty, and at a time that stands still."""
    stores = Stores(deployment)
    for name, value in stores.settings().items():
        monkeypatch.setenv(f"SIGHTLINE_{name}", value)
    bootstrap.settings.cache_clear()
    monkeypatch.setattr(bootstrap.ports(), "clock", stores.clock, raising=False)
    return stores


def _listening_client(running: Deployment) -> SNSClient:
    """Return a client of which every text is kept."""
    client = boto3.client("sns", region_name=REGION)
    client.meta.events.register("provide-client-params.sns.Publish", lambda params, **_: running.texts.append(params))
    return client


def forget_adapters() -> None:
    """Let the next deployment make its own."""
    for made in (*vars(bootstrap).values(), *vars(repeats).values()):
        if hasattr(made, "cache_clear"):
            made.cache_clear()
