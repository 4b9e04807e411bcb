"""Materials in DynamoDB."""

from collections.abc import Callable

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.material import Material

_SHAPE = TypeAdapter(Material)


class DynamoMaterialStore:
    """A MaterialStore on table `materials`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._materials = VersionedTable(table, "material_id", _SHAPE, _index)

    def add(self, material: Material) -> None:
        """Store a new material; adding it again changes nothing."""
        self._materials.add(material)

    def get(self, material_id: str) -> Material:
        """Return a material, or raise NotFoundError."""
        return self._materials.get(material_id)

    def change(self, material_id: str, how: Callable[[Material], Material]) -> Material:
        """Apply `how` to the newest version by a conditional write."""
        return self._materials.change(material_id, how)


def _index(material: Material) -> Item:
    return {"created_at": sortable(material.created_at)}
