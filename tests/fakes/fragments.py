"""A FragmentStore in memory, which can be away."""

from dataclasses import dataclass, field

from sightline.domain.errors import KeyTakenError, StoreUnavailableError
from sightline.domain.fragment import FragmentName


@dataclass
class FragmentsInMemory:
    """Objects by key, in the order stored."""

    objects: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    is_away: bool = False

    def stored_keys(self) -> list[str]:
        """Return the keys at this moment, while other threads go on storing."""
        return list(self.objects)

    def put_fragment(self, name: FragmentName, body: bytes, notes: dict[str, str]) -> None:
        """Store a fragment with its notes."""
        self.put_object(name.key, body, "video/iso.segment")
        self.notes[name.key] = notes

    def put_object(self, key: str, body: bytes, content_type: str) -> None:
        """Store an object once."""
        assert content_type
        if self.is_away:
            raise StoreUnavailableError
        if self.objects.setdefault(key, body) != body:
            raise KeyTakenError
