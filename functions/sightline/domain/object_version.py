"""Objects of the evidence bucket by their versions: what is to be done with them, and which outlive a disposal."""

from dataclasses import dataclass

_STAYS = ("/custody/", "/disposal/")
_STAYING_NAMES = ("manifest.json", "seal.json")


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


def outlives_disposal(key: str) -> bool:
    """Say whether an object says what there was, and what became of it: chain, manifests and seals, certificate."""
    return any(part in key for part in _STAYS) or key.rpartition("/")[2] in _STAYING_NAMES
