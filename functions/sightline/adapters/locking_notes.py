"""How far legal holds are: an item of table `materials` for each material whose objects are being held."""

from sightline.adapters.dynamo import Item, Table
from sightline.domain.locking import Locking


class DynamoLockingNotes:
    """LockingNotes on table `materials`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table

    def note(self, material_id: str, locking: Locking) -> None:
        """Say how far it is, in place of what was said before."""
        self._table.put({**_key(material_id), "locked": locking.locked, "of": locking.of})

    def find(self, material_id: str) -> Locking | None:
        """Return how far it is, or None while nothing is under way."""
        item = self._table.get(_key(material_id))
        return Locking(int(item["locked"]), int(item["of"])) if item else None

    def remove(self, material_id: str) -> None:
        """Say no more of it."""
        self._table.delete(_key(material_id))


def _key(material_id: str) -> Item:
    return {"material_id": f"locking\n{material_id}"}
