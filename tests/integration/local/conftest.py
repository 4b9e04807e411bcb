"""One running laptop for the tests that only use it."""

from collections.abc import Iterator

import pytest

from tests.e2e.laptop import Laptop, run_laptop


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """Return the whole system, with one media worker."""
    with run_laptop(tmp_path_factory.mktemp("laptop")) as running:
        yield running
