"""The baseline of a checker's findings."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from infra.scanner.baseline import Accepted, Finding, outlived, read_baseline, unexplained

LOG = Accepted(
    rule="CKV_1", places=("*/Log*", "web/Gone"), on="2026-11-21", reason="It holds nothing of anybody at all."
)


def test_a_finding_without_a_reason_is_new() -> None:
    """Another rule at the same place, and the same rule at another place, are both new."""
    known, rule, place = (
        Finding("CKV_1", "", "web/Log1"),
        Finding("CKV_2", "", "web/Log1"),
        Finding("CKV_1", "", "web/X"),
    )
    assert unexplained([known, rule, place], [LOG]) == sorted([rule, place])


def test_a_reason_whose_finding_is_gone_has_outlived_it() -> None:
    """What was mended must not stay excused."""
    assert outlived([Finding("CKV_1", "", "web/Log1")], [LOG]) == ["CKV_1 at web/Gone"]


@pytest.mark.parametrize("line", ['on = "lately"', 'reason = "It is so."', 'because = "of something that I know"'])
def test_a_reason_has_a_date_and_a_sentence(tmp_path: Path, line: str) -> None:
    """An exception that says less than since when and why is refused."""
    said = {"rule": '"CKV_1"', "places": '["*"]', "on": '"2026-11-21"', "reason": '"Long enough to say something."'}
    name, _, value = line.partition(" = ")
    text = "\n".join(f"{key} = {said_value}" for key, said_value in {**said, name: value}.items())
    (tmp_path / "baseline.toml").write_text(f"[[accepted]]\n{text}\n")
    with pytest.raises(ValidationError, match=name):
        read_baseline(tmp_path / "baseline.toml")
