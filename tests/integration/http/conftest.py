"""One running system for all tests of the HTTP API."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from schemathesis.pytest.plugin import SchemathesisFunction

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop, run_laptop


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give each operation's test an id of its own: schemathesis has it in the name, which pytest leaves out."""
    if isinstance(item, SchemathesisFunction):
        item._id = replace(item.id, params=item.operation_label)  # noqa: SLF001 - there is no other way to say it


@pytest.fixture(scope="package")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """The running system."""
    with run_laptop(tmp_path_factory.mktemp("laptop")) as running:
        yield running


@pytest.fixture(scope="package")
def officer(laptop: Laptop) -> dict[str, str]:
    """The headers of a call handler."""
    return {"Authorization": f"Bearer {sign_in(laptop.addresses)}"}
