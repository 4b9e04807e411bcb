"""An emulated AWS for the contract suites."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.contract.tables import OneAtATime, make_tables


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Emulate AWS in this process."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    with mock_aws():
        yield


@pytest.fixture
def dynamodb(aws: None) -> Any:  # noqa: ARG001  it must come first
    """Return a client of an emulated DynamoDB with all our tables."""
    client = OneAtATime(boto3.client("dynamodb", region_name="eu-west-2"))
    make_tables(client)
    return client
