"""A bench for the tests that make copies."""

from pathlib import Path

import pytest

from tests.fakes.masters import Master, a_film, record
from tests.unit.derivations.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench without a recording."""
    return Bench(Master(), tmp_path)


@pytest.fixture
def film(bench: Bench) -> Bench:
    """Return a bench with six seconds of H.264 and Opus, a key frame each second."""
    record(bench.master, a_film())
    return bench
