"""What `python -m infra.rebuild` says."""

from infra.rebuild import describe
from sightline.usecases.rebuilding import Rebuilt


def test_says_what_was_made_and_what_was_not() -> None:
    """One line a chain that people must look at."""
    said = describe(Rebuilt(chains=3, materials=2, disposed=1, broken=["session-1"], unsealed=["session-2"]))
    assert said.splitlines() == [
        "3 chains of custody, 2 materials, 1 disposed of.",
        "The chain of session-1 is not whole: it was left out.",
        "What lies under session-2 is no material: it was never sealed, or was refused.",
    ]
