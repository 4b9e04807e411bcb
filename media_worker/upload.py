"""What is to be stored, and how it is handed to the store."""

from dataclasses import dataclass, field

from sightline.domain.fragment import parse_fragment_key
from sightline.ports import FragmentStore

_HEAD_BYTES = 1024


@dataclass(frozen=True)
class Upload:
    """One object on its way to the evidence bucket."""

    key: str
    body: bytes
    content_type: str
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it takes on disk, its notes generously counted."""
        return len(self.body) + _HEAD_BYTES

    @property
    def session_id(self) -> str:
        """The session that it belongs to: the second part of its key."""
        return self.key.split("/")[1]


def send(upload: Upload, store: FragmentStore) -> None:
    """Store an object; return only when the store has answered. Blocks; storing twice is harmless."""
    name = parse_fragment_key(upload.key)
    if name is not None:
        store.put_fragment(name, upload.body, upload.notes)
    else:
        store.put_object(upload.key, upload.body, upload.content_type)
