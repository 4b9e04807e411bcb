"""Daily roots: which are missing, and what one says."""

from datetime import date, timedelta

from sightline.domain.custody import Head
from sightline.domain.root import build_root, read_roots, root_key

MONDAY = date(2026, 11, 16)
TUESDAY = MONDAY + timedelta(days=1)
THURSDAY = MONDAY + timedelta(days=3)
SEAL = root_key("force", MONDAY, "seal.json")


def test_keys_name_the_day() -> None:
    """Beside the root lie its seal and its time-stamp."""
    kinds = [root_key("force", MONDAY, kind) for kind in ("json", "seal.json", "tsr")]
    assert kinds == [f"force/roots/2026-11-16.{kind}" for kind in ("json", "seal.json", "tsr")]


def test_days_after_the_last_seal_are_missing_until_today() -> None:
    """Today is not over; a root whose seal is not there is not done."""
    roots = read_roots([root_key("force", MONDAY), SEAL, root_key("force", TUESDAY)])
    assert roots.missing(THURSDAY, first=THURSDAY) == [TUESDAY, TUESDAY + timedelta(days=1)]
    assert roots.missing(TUESDAY, first=TUESDAY) == []


def test_without_a_root_the_first_change_begins() -> None:
    """Other names in the folder are no roots."""
    assert read_roots(["force/roots/readme.txt"]).missing(THURSDAY, first=TUESDAY)[0] == TUESDAY
    assert read_roots([]).missing(THURSDAY, first=THURSDAY) == []


def test_time_stamps_are_missed_for_a_month() -> None:
    """An authority that is gone is not asked for ever."""
    roots = read_roots([SEAL])
    assert roots.unstamped(THURSDAY) == [MONDAY]
    assert roots.unstamped(MONDAY + timedelta(days=32)) == []
    assert read_roots([SEAL, root_key("force", MONDAY, "tsr")]).unstamped(THURSDAY) == []


def test_a_root_names_chains_in_order() -> None:
    """However they were found."""
    heads = [Head("force", name, 3, "ab" * 32) for name in ("chain-2", "chain-1")]
    root = build_root("force", MONDAY, heads, None)
    assert root == {
        "format": "sightline-root/1",
        "force_id": "force",
        "day": "2026-11-16",
        "chains": [{"chain_id": name, "sequence": 3, "hash": "ab" * 32} for name in ("chain-1", "chain-2")],
        "previous_sha256": None,
    }
