"""Things of the domain as items with a version: whoever read an older version writes nothing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table
from sightline.domain.errors import NotFoundError, StoreUnavailableError


class Versioned(Protocol):
    """A frozen dataclass that counts its own changes."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def version(self) -> int:
        """Return how many changes there have been."""
        ...


Thing = TypeVar("Thing", bound=Versioned)

TRIES = 100
"""Each lost try means that another writer won, so this is how many may write to one thing at once."""


class VersionedTable(Generic[Thing]):
    """Frozen dataclasses by one key attribute. `index` names the attributes that the table's indexes need."""

    def __init__(self, table: Table, key: str, shape: TypeAdapter[Thing], index: Callable[[Thing], Item]) -> None:
        """Take the table and how a thing becomes an item."""
        self._table = table
        self._key = key
        self._shape: TypeAdapter[Thing] = shape
        self._index: Callable[[Thing], Item] = index

    def add(self, thing: Thing) -> None:
        """Store a new thing; adding it again, as a repeated event does, changes nothing."""
        self._store(None, thing)

    def get(self, key: str) -> Thing:
        """Return a thing, or raise NotFoundError."""
        item = self._table.get({self._key: key})
        if item is None:
            raise NotFoundError
        return self.from_item(item)

    def change(self, key: str, how: Callable[[Thing], Thing]) -> Thing:
        """Apply `how` to the newest version until no other writer comes between."""
        for _ in range(TRIES):
            thing = self.get(key)
            changed = how(thing)
            if changed == thing:
                return thing
            changed = replace(changed, version=thing.version + 1)
            if self._store(thing, changed):
                return changed
        raise StoreUnavailableError

    def from_item(self, item: Item) -> Thing:
        """Read a thing from an item of the table or an index."""
        thing: Thing = self._shape.validate_python(item)
        return thing

    def _store(self, before: Thing | None, after: Thing) -> bool:
        """Store a thing unless another writer came between; return whether it is stored."""
        return self._table.put(*self._to_put(before, after))

    def _to_put(self, before: Thing | None, after: Thing) -> tuple[Item, str, Item | None]:
        """Return the item, and the condition under which nobody came between."""
        if before is None:
            return self._to_item(after), f"attribute_not_exists({self._key})", None
        return self._to_item(after), "version = :read", {":read": before.version}

    def _to_item(self, thing: Thing) -> Item:
        return {**self._shape.dump_python(thing, mode="json"), **self._index(thing)}
