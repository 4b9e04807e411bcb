"""Workers get the environment of the task definition, secrets and all."""

from typing import Any

import pytest

from infra.local.cloud.applier import Applied
from infra.local.cloud.physical import Exists
from infra.local.deployed import Deployed
from infra.local.media_workers import task_environment

SECRET = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:key-abc"  # noqa: S105 - a name


class Manager:
    """Secrets Manager with one secret."""

    def get_secret_value(self, **asked: str) -> dict[str, str]:
        """Return it."""
        assert asked["SecretId"] == SECRET
        return {"SecretString": '{"password": "inner"}'}


def environment(value_from: str) -> dict[str, str]:
    """Return a worker's environment whose key comes from a secret."""
    container = {
        "Environment": [{"Name": "SIGHTLINE_WORKER_PLACES", "Value": "20"}],
        "Secrets": [{"Name": "SIGHTLINE_WORKER_KEY", "ValueFrom": value_from}],
    }
    task = Applied("s", "Task", "AWS::ECS::TaskDefinition", {"ContainerDefinitions": [container]}, Exists("task"))
    clients: Any = lambda _service: Manager()  # noqa: E731 - stands for Clients
    return task_environment(Deployed([task], lambda value: value, "eu-west-2"), clients, "http://moto")


@pytest.mark.parametrize(
    ("value_from", "expected"), [(SECRET, '{"password": "inner"}'), (f"{SECRET}:password::", "inner")]
)
def test_a_secret_is_read_whole_or_by_key(value_from: str, expected: str) -> None:
    """ECS reads a whole secret, or one key of its JSON."""
    assert environment(value_from)["SIGHTLINE_WORKER_KEY"] == expected


def test_plain_values_and_moto_are_there() -> None:
    """What the template says plainly is there, and where AWS is."""
    given = environment(SECRET)
    assert given["SIGHTLINE_WORKER_PLACES"] == "20"
    assert given["AWS_ENDPOINT_URL"] == "http://moto"
