"""The way of the tables: lived with for some weeks, lost all at once, and back from the bucket."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import boto3
import pytest

from infra import rebuild
from sightline import bootstrap
from sightline.domain.sealed_session import LOST as LOST_OF_SESSIONS
from sightline.domain.share_record import LOST as LOST_OF_SHARES
from tests.contract.tables import KEYS, table
from tests.integration.functions.deployment import REGION
from tests.integration.functions.lives import (
    ask_for_clip,
    bring_in,
    decide,
    hold_session,
    make_clip,
    open_share,
    share,
)
from tests.integration.functions.stores import Stores

REBUILT = ("custody", "materials", "library", "sessions", "positions", "chat", "shares")
LOST = {"sessions": LOST_OF_SESSIONS, "shares": LOST_OF_SHARES}
MARKS = ("event#", "segment#", "ref#")
"""Which events, runs of entries and senders' marks are known."""

Items = dict[tuple[str, ...], dict[str, Any]]


@pytest.fixture(autouse=True)
def _mail(monkeypatch: pytest.MonkeyPatch, stores: Stores) -> None:  # noqa: ARG001  it emulates AWS
    """Let mails go out."""
    settings = {"MAIL_FROM": "evidence@avon.example", "MAIL_CONFIGURATION_SET": "mails", "FORCE_ID": "force"}
    for name, value in settings.items():
        monkeypatch.setenv(f"SIGHTLINE_{name}", value)
    bootstrap.settings.cache_clear()
    boto3.client("sesv2", region_name=REGION).create_email_identity(EmailIdentity="avon.example")


def live(stores: Stores) -> dict[str, str]:
    """Let some weeks pass; return the ids of what is looked at afterwards."""
    hold_session(stores, "session-2", "r1")
    share(stores, "session-2")
    make_clip(stores, "session-2")
    went = bring_in(stores, "old till.mp4")
    stores.clock.advance(timedelta(days=40))

    hold_session(stores, "session-1", "r1", "r2")
    decide(stores, "session-1", "mark", exhibit_ref="AB/1", crime_number="0123/26")
    decide(stores, "session-1", "category", category="mopi-group-2")
    clip = make_clip(stores, "session-1")
    decide(stores, clip, "mark", exhibit_ref="AB/2", crime_number="0123/26")
    opened = share(stores, "session-1", recipient_name="Moss, Ann")
    open_share(stores)
    withdrawn = share(stores, clip)
    stores.ask("DC Patel", "investigator", f"/shares/{withdrawn}/revoke", {"reason": "Wrong person"})
    stores.work_off("hold")

    upload = bring_in(stores, "till 3.mp4")
    until = (stores.clock.now() + timedelta(days=60)).date().isoformat()
    decide(stores, upload, "holds", review_on=until)
    first = bootstrap.material_store().get(upload).holds[0].hold_id
    decide(stores, upload, "holds", review_on=until)
    decide(stores, upload, f"holds/{first}/release", "Insp Moss")
    decide(stores, upload, "reviews", "Insp Moss", decision="keep", review_on=until)
    decide(stores, "session-2", "disposal", "Insp Moss")
    decide(stores, "session-2", "disposal/approve", "Insp Webb")
    for _ in range(3):
        stores.night()
    awaited = ask_for_clip(stores, "session-1")
    stores.minute()
    return {"clip": clip, "awaited": awaited, "opened": opened, "upload": upload, "went": went}


def read_all(name: str) -> Items:
    """Return all items of a table by their keys, but for what only marks what is known."""
    items = table(bootstrap.dynamodb(), name).scan()
    keyed = {tuple(str(item[key]) for key in KEYS[name]): _plain(item) for item in items}
    return {key: item for key, item in keyed.items() if not any(part.startswith(MARKS) for part in key)}


def _plain(value: Any, name: str = "") -> Any:
    """Return what an item says, however its JSON is written and in whatever order a set is."""
    if name == "document":
        return json.loads(value)
    if isinstance(value, dict):
        return {each: _plain(part, each) for each, part in value.items()}
    return sorted(value) if name == "capabilities" else value


def differing(name: str, before: Items, after: Items) -> dict[tuple[str, ...], set[str]]:
    """Return by key in which attributes the items differ; how often one was changed is no matter."""
    passed_over = {"version", *LOST.get(name, ())}
    found = {
        key: {
            each
            for each in {**before.get(key, {}), **after.get(key, {})}
            if _value(before, key, each) != _value(after, key, each)
        }
        - passed_over
        for key in before.keys() | after.keys()
    }
    return {key: names for key, names in found.items() if names}


def _value(items: Mapping[tuple[str, ...], Mapping[str, Any]], key: tuple[str, ...], attribute: str) -> Any:
    return items.get(key, {}).get(attribute)


def lose_all_tables() -> None:
    """Delete every item of every table."""
    for name, key in KEYS.items():
        lost = table(bootstrap.dynamodb(), name)
        for item in list(lost.scan()):
            lost.delete({part: item[part] for part in key})


def go_on_working(stores: Stores, ids: dict[str, str]) -> None:
    """See that references stay taken, a clip is still awaited, and evidence is found, holds and can be shared anew."""
    taken = {"exhibit_ref": "AB/2", "crime_number": "0123/26", "reason": "Charge"}
    refused = stores.ask("DC Patel", "investigator", "/materials/session-1/mark", taken)
    assert (refused.status, refused.body["code"]) == (409, "exhibit-ref-taken")
    assert [copy.copy_id for copy in bootstrap.ports().awaited_copies.list_all()] == [ids["awaited"]]
    (found,) = stores.ask("DC Patel", "investigator", "/materials?exhibit_ref=AB/1").body["materials"]
    assert found["material_id"] == "session-1"
    stores.minute()
    for material_id in ("session-1", "session-2", ids["clip"], ids["upload"], ids["went"]):
        checked = stores.ask("DC Patel", "investigator", f"/materials/{material_id}/verify", {})
        assert (checked.status, checked.body["findings"]) == (200, [])
    share(stores, "session-1")
    open_share(stores)


def test_the_tables_come_back_from_the_bucket(stores: Stores, capsys: pytest.CaptureFixture[str]) -> None:
    """Attribute by attribute, but for a disposed session, and a share that stood and is withdrawn."""
    ids = live(stores)
    before = {name: read_all(name) for name in REBUILT}
    sequence = len(bootstrap.custody_ledger().list_entries("session-1"))
    lose_all_tables()
    capsys.readouterr()
    assert rebuild.main() == 0
    assert capsys.readouterr().out == "6 chains of custody, 6 materials, 3 disposed of.\n"

    differences = {name: differing(name, before[name], read_all(name)) for name in REBUILT}
    ended = {(ids["opened"],): {"revoked_at"}}
    head, entry = ("session-1", "0"), ("session-1", str(sequence + 1))
    assert differences["shares"] == ended
    assert set(differences.pop("sessions")) == {("session-2",)}
    assert differences["materials"] == {("session-1",): {"custody_sequence"}}
    assert set(differences["custody"]) == {head, entry}
    assert [differences[name] for name in ("library", "positions", "chat")] == [{}, {}, {}]

    go_on_working(stores, ids)
