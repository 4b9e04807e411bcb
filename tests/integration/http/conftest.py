"""One running system for all tests of the HTTP API."""

from collections.abc import Iterator

import pytest

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop, run_laptop


@pytest.fixture(scope="package")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """The running system."""
    with run_laptop(tmp_path_factory.mktemp("laptop")) as running:
        yield running


@pytest.fixture(scope="package")
def officer(laptop: Laptop) -> dict[str, str]:
    """The headers of a call handler."""
    return {"Authorization": f"Bearer {sign_in(laptop.addresses)}"}
