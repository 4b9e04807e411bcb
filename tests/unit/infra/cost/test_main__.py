"""The command's options are the demand's own figures."""

from pathlib import Path

from infra.cost.__main__ import read_options
from infra.cost.demand import Demand


def test_without_options_the_default_case_is_printed() -> None:
    """And nothing is drawn."""
    assert read_options([]) == (Demand(), None)


def test_every_figure_can_be_changed() -> None:
    """By its own name, with hyphens."""
    given, drawing = read_options(["--held-years", "6", "--officers-online", "250", "--draw", "cost.svg"])
    assert (given.held_years, given.officers_online, given.invites) == (6.0, 250, Demand().invites)
    assert drawing == Path("cost.svg")
