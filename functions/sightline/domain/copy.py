"""A copy: a clip, a snapshot or a playable rendition of a part of a master, and where in the derived bucket it lies.

Keys of the derived bucket:

    {force_id}/{material_id}/{copy_id}/{file}              each file, a part of its digest in its name
    {force_id}/{material_id}/{copy_id}/derivation.json     how it was made, of what; the copy is ready once it is there
    {force_id}/{material_id}/{copy_id}/failure.json        why it could not be made
    {force_id}/{material_id}/{copy_id}/progress.json       how far it is
"""

from sightline.domain.errors import SightlineError


class MasterAlteredError(SightlineError):
    """An object of the master is not there, or not the one that its manifest names."""

    code = "master-altered"
    text = "A part of the recording is not what was sealed, so no copy was made of it. Tell a supervisor."

    def __init__(self, key: str | None = None) -> None:
        """Take the object's key, where it is known."""
        super().__init__()
        self.key = key


class MasterUnreadableError(SightlineError):
    """What was sealed cannot be read as pictures and sound."""

    code = "master-unreadable"
    text = "A part of the recording cannot be read as pictures and sound. It is kept as it is."

    def __init__(self, key: str | None = None) -> None:
        """Take the object's key, where it is known."""
        super().__init__()
        self.key = key


class NothingToCopyError(SightlineError):
    """The master has no pictures or sound at that time."""

    code = "nothing-to-copy"
    text = "There is nothing recorded at that time. Choose another one."


class CopyTooLongError(SightlineError):
    """Making a copy would take longer, or more room, than there is."""

    code = "copy-too-long"
    text = "This is too much for one copy. Choose a shorter time."


def copy_prefix(force_id: str, material_id: str, copy_id: str) -> str:
    """Name the beginning of all keys of a copy."""
    return f"{force_id}/{material_id}/{copy_id}/"


def derivation_key(prefix: str) -> str:
    """Name the object that says how a copy was made."""
    return f"{prefix}derivation.json"


def failure_key(prefix: str) -> str:
    """Name the object that says why a copy could not be made."""
    return f"{prefix}failure.json"


def progress_key(prefix: str) -> str:
    """Name the object that says how far a copy is."""
    return f"{prefix}progress.json"
