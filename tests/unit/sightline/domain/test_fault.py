"""Every fault can be told to a person."""

from sightline.domain.fault import WORDS, Fault


def test_every_fault_has_its_sentence() -> None:
    """And no two the same."""
    assert set(WORDS) == set(Fault)
    assert len(set(WORDS.values())) == len(Fault)
    assert all(text.endswith(".") for text in WORDS.values())
