"""What every ShareStore does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.share_store import DynamoShareStore
from sightline.domain.errors import NotFoundError, TooManyCodesError
from sightline.domain.share import Code, Viewing
from sightline.ports import ShareStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.shares import SHARE, SharesInMemory


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ShareStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return SharesInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoShareStore(table(client, "shares"))


def test_a_share_comes_back_as_it_was(store: ShareStore) -> None:
    """With every field, whether it is filled or not; adding it again changes nothing."""
    used = replace(
        SHARE,
        share_id="used",
        opened_at=NOON,
        revoked_at=NOON,
        code=Code("hash", NOON),
        codes_sent_at=(NOON, NOON + timedelta(minutes=1)),
        viewing=Viewing("hash", NOON),
    )
    for share in (SHARE, used):
        store.add(share)
        store.add(replace(share, recipient_name="Another"))
        assert store.get(share.share_id) == share


def test_an_unknown_share_is_not_found(store: ShareStore) -> None:
    """Neither to read nor to change."""
    with pytest.raises(NotFoundError):
        store.get("unknown")
    with pytest.raises(NotFoundError):
        store.change("unknown", lambda share: share)


def test_of_ten_codes_at_once_three_are_sent(store: ShareStore) -> None:
    """The cap holds however many ask at the same time."""
    store.add(SHARE)

    def ask(number: int) -> bool:
        try:
            store.change(SHARE.share_id, lambda share: share.with_code(f"hash-{number}", NOON))
        except TooManyCodesError:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(ask, range(10))) == 3


def test_lists_a_materials_shares_newest_first(store: ShareStore) -> None:
    """And no other material's."""
    store.add(SHARE)
    store.add(replace(SHARE, share_id="newer", created_at=NOON + timedelta(hours=1)))
    store.add(replace(SHARE, share_id="other", material_id="session-2"))

    assert [share.share_id for share in store.list_by_material("session-1")] == ["newer", "share-1"]
