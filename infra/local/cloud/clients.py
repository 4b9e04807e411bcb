"""boto3 clients that talk to moto, with credentials that open nothing else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

ACCESS_KEY_ID = "AKIALOCALLOCALLOCAL1"
SECRET_ACCESS_KEY = "local-secret-that-opens-nothing"  # noqa: S105 moto accepts any; nothing else does


class Clients:
    """Clients of one region at one endpoint, each made once."""

    def __init__(self, endpoint: str, region: str) -> None:
        """Talk to moto at `endpoint` as if it were AWS in `region`."""
        self._endpoint = endpoint
        self.region = region
        self._client = cache(self._make)

    def __call__(self, service: str) -> Any:
        """Return the client of a service."""
        return self._client(service)

    def _make(self, service: str) -> Any:
        return boto3.session.Session().client(  # type: ignore[call-overload] # the name is a variable
            service,
            endpoint_url=self._endpoint,
            region_name=self.region,
            aws_access_key_id=ACCESS_KEY_ID,
            aws_secret_access_key=SECRET_ACCESS_KEY,
            config=Config(retries={"total_max_attempts": 2}, max_pool_connections=20),
        )


def aws_environment(endpoint: str, region: str) -> Mapping[str, str]:
    """Return the variables by which an SDK in another process finds moto."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
