"""An entry of a chain of custody."""

from dataclasses import replace

from sightline.domain.custody import (
    BEFORE_THE_FIRST,
    CustodyAction,
    Event,
    actor_of,
    follow,
    read_entry,
    segment_key,
)
from tests.fakes.clock import NOON
from tests.fakes.examples import OFFICER


def test_an_entry_follows_the_last_one() -> None:
    """The first entry names zeros, every other one the hash and sequence before it."""
    viewed = Event(CustodyAction.VIEWED, actor_of(OFFICER), "Review")
    first = replace(follow(None, "force", "chain", viewed, NOON), hash="ab" * 32)
    second = follow(first, "force", "chain", viewed, NOON)
    assert (first.sequence, first.previous_hash) == (1, BEFORE_THE_FIRST)
    assert (second.sequence, second.previous_hash) == (2, "ab" * 32)


def test_the_hash_is_not_part_of_what_is_hashed() -> None:
    """All else is, the format included."""
    entry = replace(follow(None, "force", "chain", Event(CustodyAction.ENDED), NOON), hash="ab" * 32)
    assert set(entry.document()) - set(entry.statement()) == {"hash"}
    assert entry.statement()["format"] == "sightline-custody/1"


def test_an_entry_is_read_back_as_it_was_written() -> None:
    """With and without somebody who did it."""
    for actor in (None, actor_of(OFFICER)):
        entry = follow(None, "force", "chain", Event(CustodyAction.HELD, actor, "Appeal", {"hold_id": "h"}), NOON)
        assert read_entry(entry.document()) == entry


def test_keys_sort_as_the_entries_do() -> None:
    """A listing of the bucket gives a chain's runs in order."""
    assert segment_key("force", "chain", 9, 10) < segment_key("force", "chain", 11, 100)
