"""A bag's lists are of the bytes that went by, and come after them."""

import hashlib
from collections.abc import Iterator

from sightline.domain.bundle import Member
from sightline.usecases.packing import pack_bag


def read(members: Iterator[Member]) -> dict[str, bytes]:
    """Read members as a zip would: each to its end, then the next."""
    return {member.name: b"".join(member.chunks) for member in members}


def test_the_lists_name_what_went_by() -> None:
    """Payload in one list with its size, the bag's own files in the other, all in one folder."""
    payload = [Member("data/a", [b"one", b"two"]), Member("data/b", [])]
    bag = read(pack_bag("bundle-1", iter(payload), lambda size, count: f"{size}.{count}".encode(), {"verify.py": b"x"}))

    sums = {name: hashlib.sha256(body).hexdigest() for name, body in bag.items()}
    assert list(bag)[:2] == ["bundle-1/data/a", "bundle-1/data/b"]
    assert bag["bundle-1/bag-info.txt"] == b"6.2"
    listed = bag["bundle-1/manifest-sha256.txt"].decode()
    assert listed == "".join(f"{sums[f'bundle-1/data/{name}']}  data/{name}\n" for name in "ab")
    tags = [line.split("  ")[1] for line in bag["bundle-1/tagmanifest-sha256.txt"].decode().splitlines()]
    assert tags == ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "verify.py"]


def test_nothing_is_read_ahead() -> None:
    """A file's bytes are asked for when the zip comes to it, so that one chunk at a time is in memory."""
    asked: list[str] = []

    def chunks(name: str) -> Iterator[bytes]:
        asked.append(name)
        yield b"x"

    payload = (Member(f"data/{name}", chunks(name)) for name in "abc")
    members = pack_bag("bundle-1", payload, lambda _size, _count: b"", {})
    first = next(members)
    assert asked == []
    assert list(first.chunks) == [b"x"]
    next(members)
    assert asked == ["a"]
