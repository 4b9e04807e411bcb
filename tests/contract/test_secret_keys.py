"""Secrets as Secrets Manager keeps them."""

from datetime import timedelta

import boto3
import pytest

from sightline.adapters.secret_keys import LIFE, SecretKey
from tests.fakes.clock import ClockAtRest


@pytest.mark.usefixtures("aws")
def test_a_secret_is_kept_until_a_rotation_must_show() -> None:
    """It is read anew after some minutes, and not at every request."""
    client = boto3.client("secretsmanager", region_name="eu-west-2")
    client.create_secret(Name="key", SecretString="old")
    clock = ClockAtRest()
    key = SecretKey(client, "key", clock)
    assert key.read() == "old"
    client.put_secret_value(SecretId="key", SecretString="new")
    clock.advance(LIFE - timedelta(seconds=1))
    assert key.read() == "old"
    clock.advance(timedelta(seconds=1))
    assert key.read() == "new"
