"""What holds for every test: properties give the same answer twice, and what takes too long is left out of the gate."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "gate",
    deadline=None,  # a slow machine is no failure
    derandomize=True,  # what passed once passes again; "explore" looks further
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", parent=settings.get_profile("gate"), derandomize=False, max_examples=2_000)
settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer all of it."""
    parser.addoption("--full", action="store_true", help="what is too long for the gate too; faults keep their figures")


def pytest_configure(config: pytest.Config) -> None:
    """Explain the mark."""
    config.addinivalue_line("markers", "full: too long for the gate")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long ones out of a sample; stop where tests have one id, of which xdist would run the first only."""
    ids = Counter(item.nodeid for item in items)
    if len(ids) < len(items):
        message = f"tests of one id: {', '.join(each for each, count in ids.items() if count > 1)}"
        raise pytest.UsageError(message)
    if not config.getoption("full"):
        for item in items:
            if item.get_closest_marker("full"):
                item.add_marker(pytest.mark.skip(reason="only with --full"))
