"""Generated parts go between their marks."""

import pytest

from infra.privacy.document import UnknownPartError, fill_in

TEXT = "before\n<!-- generated: tables -->\nold\n<!-- end -->\nafter\n"


def test_only_what_is_between_the_marks_changes() -> None:
    """Twice is once."""
    filled = fill_in(TEXT, {"tables": "new"})
    assert filled == TEXT.replace("old", "new")
    assert fill_in(filled, {"tables": "new"}) == filled


def test_an_empty_part_can_be_filled() -> None:
    """As in a document that somebody has just written."""
    empty = "<!-- generated: tables -->\n<!-- end -->"
    assert "new" in fill_in(empty, {"tables": "new"})


@pytest.mark.parametrize("parts", [{}, {"tables": "x", "stores": "y"}])
def test_marks_and_parts_are_the_same(parts: dict[str, str]) -> None:
    """A part that has lost its place is not left out silently."""
    with pytest.raises(UnknownPartError):
        fill_in(TEXT, parts)
