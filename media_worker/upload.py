"""What is to be stored, and how it is handed to the store."""

from dataclasses import dataclass, field

from sightline.domain.fragment import parse_fragment_key
from sightline.ports import FragmentStore


@dataclass(frozen=True)
class Upload:
    """One object on its way to the evidence bucket."""

    key: str
    body: bytes
    content_type: str
    notes: dict[str, str] = field(default_factory=dict)


def send(upload: Upload, store: FragmentStore) -> None:
    """Store an object; return only when the store has answered. Blocks; storing twice is harmless."""
    name = parse_fragment_key(upload.key)
    if name is not None:
        store.put_fragment(name, upload.body, upload.notes)
    else:
        store.put_object(upload.key, upload.body, upload.content_type)
