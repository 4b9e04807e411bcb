"""Objects of the evidence bucket by their versions: what is to be done with them, and which outlive a disposal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_STAYS = ("/custody/", "/disposal/")


@dataclass(frozen=True)
class ObjectVersion:
    """A version by its key and the store's id of it."""

    key: str
    version_id: str
    byte_count: int
    is_marker: bool = False
    """Whether it is a delete marker: no bytes, but a name that hides what lies under it."""


@dataclass(frozen=True)
class Stretch:
    """The objects of a material that are still to be worked off: those after a key, in the order of keys."""

    material_id: str
    after: str = ""
    manifest_sha256: str | None = None
    """The material's newest manifest as the work began; of no account before."""
    done: int = 0
    """How many objects lie before it."""
    count: int = 0
    """How many there were in all as the work began."""

    def after_next(self, versions: Sequence[ObjectVersion]) -> "Stretch":
        """Return what is left once these are done, of which there is at least one."""
        return replace(self, after=versions[-1].key, done=self.done + len(versions))


def outlives_disposal(key: str) -> bool:
    """Say whether an object proves what there was without telling of a person: chain, seals, certificate."""
    return any(part in key for part in _STAYS) or _name(key) == "seal.json"


def is_manifest(key: str) -> bool:
    """Say whether an object tells what all the others are; it holds trail, chat and consent, so it goes as well."""
    return _name(key) == "manifest.json"


def _name(key: str) -> str:
    return key.rpartition("/")[2]
