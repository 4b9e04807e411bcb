"""Chains of custody in DynamoDB: an item an entry, and one that says where the chain stands.

Of several writers at once one moves the head on; the others read it anew and try again. Entry and head are written
in one transaction, so that there is never a hole and never a fork.
"""

import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import date

from botocore.exceptions import BotoCoreError, ClientError

from sightline.adapters.dynamo import Item, Put, Table
from sightline.domain.custody import Entry, Head, read_entry
from sightline.domain.errors import StoreUnavailableError

_HEAD = 0
"""The head's place in the chain's partition, before the first entry."""
TRIES = 200
"""Each lost try but a throttled one means that another writer won: so many may write to one chain at once."""
LONGEST_PAUSE_SECONDS = 0.5


class DynamoCustodyLedger:
    """A CustodyLedger on table `custody` with its sparse indexes `by-work` and `by-day`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table

    def append(self, chain_id: str, make: Callable[[Entry | None], Entry], event_id: str | None = None) -> Entry:
        """Add what `make` makes of the last entry; return the one there is if the event is known."""
        try:
            return self._append(chain_id, make, event_id)
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailableError from error

    def _append(self, chain_id: str, make: Callable[[Entry | None], Entry], event_id: str | None) -> Entry:
        for tried in range(TRIES):
            if event_id and (known := self.find_event(chain_id, event_id)):
                return known
            head = self._table.get({"chain_id": chain_id, "sequence": _HEAD})
            entry = make(self._entry(chain_id, int(head["last"])) if head else None)
            if self._table.put_all(list(_write(entry, head, event_id))):
                return entry
            time.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.005 * 2**tried)))  # noqa: S311  full jitter
        raise StoreUnavailableError

    def list_entries(self, chain_id: str, after: int = 0) -> list[Entry]:
        """Return a chain's entries in order."""
        condition = "chain_id = :chain_id AND #sequence > :after"
        found = self._table.query(condition, {":chain_id": chain_id, ":after": max(after, _HEAD)})
        return [_read(item) for item in found]

    def find_event(self, chain_id: str, event_id: str) -> Entry | None:
        """Return the entry that an event has made, by the marker that it has left."""
        marker = self._table.get(_marker_key(chain_id, event_id))
        return self._entry(chain_id, int(marker["entry"])) if marker else None

    def find_head(self, chain_id: str) -> Head | None:
        """Return where a chain stands, or None if there is none."""
        item = self._table.get({"chain_id": chain_id, "sequence": _HEAD})
        return _read_head(item) if item else None

    def list_unchecked(self) -> Iterator[Head]:
        """Yield the chains that have entries after their checkpoint."""
        return map(_read_head, self._table.query("#work = :work", {":work": "unchecked"}, index="by-work"))

    def list_changed(self, force_id: str, day: date) -> Iterator[Head]:
        """Yield a force's chains whose last entry is of that day."""
        values = {":force_day": _force_day(force_id, day.isoformat())}
        return map(_read_head, self._table.query("force_day = :force_day", values, index="by-day"))

    def claim_segment(self, chain_id: str, first: int, last: int) -> int:
        """Decide where a segment ends, by an item that the first to ask leaves."""
        key = {"chain_id": f"segment#{chain_id}", "sequence": first}
        if self._table.put({**key, "last": last}, "attribute_not_exists(chain_id)"):
            return last
        claimed = self._table.get(key)
        if claimed is None:
            raise StoreUnavailableError
        return int(claimed["last"])

    def note_checkpoint(self, head: Head) -> None:
        """Note that all entries up to this head lie in the bucket; a chain that has gone on since stays unchecked."""
        key, values = {"chain_id": head.chain_id, "sequence": _HEAD}, {":checked": head.sequence}
        if not self._table.update(key, "SET checked = :checked REMOVE #work", values, "#last = :checked"):
            self._table.update(key, "SET checked = :checked", values, "checked < :checked")

    def _entry(self, chain_id: str, sequence: int) -> Entry | None:
        item = self._table.get({"chain_id": chain_id, "sequence": sequence})
        return _read(item) if item else None


def _write(entry: Entry, head: Item | None, event_id: str | None) -> Iterator[Put]:
    # As text: DynamoDB's own types would give numbers and absent members back as something else than was hashed.
    document = json.dumps(entry.document(), ensure_ascii=False)
    item = {"chain_id": entry.chain_id, "sequence": entry.sequence, "document": document}
    yield Put(item, "attribute_not_exists(chain_id)")
    moved = {
        "chain_id": entry.chain_id,
        "sequence": _HEAD,
        "force_id": entry.force_id,
        "last": entry.sequence,
        "hash": entry.hash,
        "checked": head["checked"] if head else 0,
        "work": "unchecked",
        "force_day": _force_day(entry.force_id, entry.at[:10]),
    }
    # `checked` is among what must not have changed: a checkpoint may be noted between our read and our write.
    unchanged = {":last": head["last"], ":checked": head["checked"]} if head else None
    yield Put(moved, "#last = :last AND checked = :checked" if head else "attribute_not_exists(chain_id)", unchanged)
    if event_id:
        marker = {**_marker_key(entry.chain_id, event_id), "entry": entry.sequence}
        yield Put(marker, "attribute_not_exists(chain_id)")


def _marker_key(chain_id: str, event_id: str) -> Item:
    return {"chain_id": f"event#{chain_id}#{event_id}", "sequence": _HEAD}


def _force_day(force_id: str, day: str) -> str:
    return f"{force_id}#{day}"


def _read(item: Item) -> Entry:
    return read_entry(json.loads(item["document"]))


def _read_head(item: Item) -> Head:
    return Head(item["force_id"], item["chain_id"], int(item["last"]), item["hash"], int(item["checked"]))
