"""Packs a bag: what passes on its way into the zip is hashed, so that the bag's own lists can follow at its end.

Nothing is held but a line a file; the bytes go through once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from sightline.domain.bundle import DECLARATION, Member, write_sums

WriteBagInfo = Callable[[int, int], bytes]
"""Makes `bag-info.txt` of the bytes and the number of the payload's files."""


class Sums:
    """The SHA-256 of each file that has passed."""

    def __init__(self) -> None:
        """Begin with none."""
        self.by_name: dict[str, str] = {}
        self.byte_count = 0

    def pass_on(self, members: Iterable[Member]) -> Iterator[Member]:
        """Yield members that are hashed as they are read; each must be read before the next is asked for."""
        for member in members:
            yield Member(member.name, self._hash(member))

    def _hash(self, member: Member) -> Iterator[bytes]:
        digest = sha256()
        for chunk in member.chunks:
            digest.update(chunk)
            self.byte_count += len(chunk)
            yield chunk
        self.by_name[member.name] = digest.hexdigest()


def pack_bag(
    folder: str, payload: Iterable[Member], write_bag_info: WriteBagInfo, beside: Mapping[str, bytes]
) -> Iterator[Member]:
    """Yield all members of a bag in one folder (RFC 8493, section 4): the payload first, its lists last."""
    for member in _in_order(payload, write_bag_info, beside):
        yield Member(f"{folder}/{member.name}", member.chunks)


def _in_order(payload: Iterable[Member], write_bag_info: WriteBagInfo, beside: Mapping[str, bytes]) -> Iterator[Member]:
    packed, tags = Sums(), Sums()
    yield from packed.pass_on(payload)
    files = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": write_bag_info(packed.byte_count, len(packed.by_name)),
        "manifest-sha256.txt": write_sums(packed.by_name),
        **beside,
    }
    yield from tags.pass_on(Member(name, [body]) for name, body in files.items())
    yield Member("tagmanifest-sha256.txt", [write_sums(tags.by_name)])
