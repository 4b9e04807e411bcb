"""The force's rules of retention, as the functions get them."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from infra.retention import FILE, read_retention, write_retention
from sightline.domain.invite import RetentionCategory
from sightline.domain.retention import read_rules


def test_what_is_delivered_is_what_the_functions_read() -> None:
    """Every category has its rule, and the product takes the JSON that it is handed."""
    rules = read_rules(json.loads(write_retention(read_retention())), lock_days=31)
    assert set(rules.by_category) == set(RetentionCategory)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"P31D"', '"31 days"'), ("[mopi-group-4]", "[mopi-group-5]"), ("first_review", "first"), ('"P1Y"', '"P"')],
)
def test_a_mistake_is_refused_at_synthesis(tmp_path: Path, right: str, wrong: str) -> None:
    """An unknown category, a missing date or a period of another form never reaches a function."""
    broken = tmp_path / "retention.toml"
    broken.write_text(FILE.read_text().replace(right, wrong))
    with pytest.raises(ValidationError):
        read_retention(broken)
