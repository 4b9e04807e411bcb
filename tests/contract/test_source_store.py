"""What every SourceStore does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.source_store import DynamoSourceStore
from sightline.domain.errors import NotFoundError
from sightline.ports import SourceStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.examples import SOURCE
from tests.fakes.sources import SourcesInMemory


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> SourceStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return SourcesInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoSourceStore(table(client, "sources"))


def test_a_source_comes_back_as_it_was(store: SourceStore) -> None:
    """With every field, whether it is filled or not; adding it again changes nothing."""
    used = replace(SOURCE, source_id="used", session_id="session-1", revoked_at=NOON)
    for source in (SOURCE, used):
        store.add(source)
        store.add(replace(source, name="another"))
        assert store.get(source.source_id) == source


def test_an_unknown_source_is_not_found(store: SourceStore) -> None:
    """Neither to read nor to change."""
    with pytest.raises(NotFoundError):
        store.get("unknown")
    with pytest.raises(NotFoundError):
        store.change("unknown", lambda source: source)


def test_of_ten_at_once_one_begins_the_session(store: SourceStore) -> None:
    """Whoever comes second gets the session that the first one has begun."""
    store.add(SOURCE)

    def begin(number: int) -> str | None:
        return store.change("source-1", lambda source: source.began(f"session-{number}", None)).session_id

    with ThreadPoolExecutor(10) as pool:
        begun = set(pool.map(begin, range(10)))

    assert begun == {store.get("source-1").session_id}


def test_lists_a_forces_sources_newest_first(store: SourceStore) -> None:
    """And no other force's."""
    store.add(SOURCE)
    store.add(replace(SOURCE, source_id="newer", created_at=NOON + timedelta(hours=1)))
    store.add(replace(SOURCE, source_id="other", force_id="other-force"))

    assert [source.source_id for source in store.list_by_force("force")] == ["newer", "source-1"]
