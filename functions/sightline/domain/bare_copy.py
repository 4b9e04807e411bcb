"""A bare copy: one that was made and has no credentials yet.

It lies under `bare/` beside where the copy will be: each file, and `derivation.json`, whose arrival is what gets it its
credentials. Once the copy stands, nothing of it is left.
"""

from sightline.domain.copy import derivation_key
from sightline.domain.errors import SightlineError

_BARE = "bare/"


class CopyAlteredError(SightlineError):
    """A file of a copy is not there, or not the one that was made."""

    code = "copy-altered"
    text = "What was made was changed before it was ready. Ask for the copy again, and tell a supervisor."


def bare_prefix(prefix: str) -> str:
    """Name the beginning of the keys of a copy without credentials."""
    return f"{prefix}{_BARE}"


def is_bare(key: str) -> bool:
    """Say whether an object of the derived bucket is of a copy without credentials."""
    return f"/{_BARE}" in key


def finished_prefix(key: str) -> str | None:
    """Return where the copy is to be whose bare derivation this is; None for any other object."""
    prefix, bare, _ = key.partition(_BARE)
    return prefix if bare and key == derivation_key(bare_prefix(prefix)) else None
