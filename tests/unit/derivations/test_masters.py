"""Objects are used only if they are the sealed ones."""

import hashlib

import pytest

from derivations.masters import AHEAD, FragmentFile, MasterReader, check_fragment
from sightline.domain.copy import MasterAlteredError, MasterUnreadableError
from sightline.messages.copies import SourceObject
from tests.fakes.evidence import EvidenceInMemory

FRAGMENT = b"\0\0\0\x08moof\0\0\0\x0amdat!!"


def stored(bodies: dict[str, bytes]) -> tuple[MasterReader, list[SourceObject]]:
    """Return a reader of a bucket, and the names of all in it."""
    sources = [SourceObject(key=key, sha256=hashlib.sha256(body).hexdigest()) for key, body in bodies.items()]
    return MasterReader(EvidenceInMemory(dict(bodies))), sources


def test_objects_come_in_order_and_are_remembered() -> None:
    """However many are fetched ahead, they are handed out in order, and noted as they are."""
    reader, sources = stored({str(number): bytes([number]) for number in range(3 * AHEAD)})
    read = reader.read_all(sources)
    assert [next(read)[1] for _ in range(5)] == [bytes([number]) for number in range(5)]
    assert reader.used == sources[:5]
    assert [source for source, _ in read] == sources[5:]


@pytest.mark.parametrize("body", [None, b"other"])
def test_an_object_that_is_not_the_sealed_one_is_refused_by_name(body: bytes | None) -> None:
    """Neither a missing nor a changed object is used."""
    bucket = EvidenceInMemory({} if body is None else {"a": body})
    with pytest.raises(MasterAlteredError) as refusal:
        MasterReader(bucket).read(SourceObject(key="a", sha256="0" * 64))
    assert refusal.value.key == "a"


def test_fragments_read_as_one_file() -> None:
    """The initialisation segment comes first; each fragment is announced as it is reached."""
    reader, sources = stored({"a": FRAGMENT, "b": FRAGMENT})
    seen: list[str | None] = []
    file = FragmentFile(b"init", reader.read_all(sources), lambda: seen.append(file.key))
    content = b"".join(iter(lambda: file.read(5), b""))
    assert content == b"init" + FRAGMENT * 2
    assert seen == ["a", "b"]


def test_a_failure_is_kept_for_who_asks_why_the_file_ended() -> None:
    """Libav may take an exception for the end of the file."""
    reader, sources = stored({"a": b"garbage"})
    file = FragmentFile(b"", reader.read_all(sources), lambda: None)
    with pytest.raises(MasterUnreadableError):
        file.read(5)
    assert isinstance(file.failure, MasterUnreadableError)


@pytest.mark.parametrize(
    "body", [b"", FRAGMENT[:-1], FRAGMENT + b"\0", FRAGMENT * 2, b"\0\0\0\0moof" + FRAGMENT, b"\xff" * 16]
)
def test_only_a_whole_fragment_passes(body: bytes) -> None:
    """One moof and one mdat, and not a byte besides."""
    check_fragment("a", FRAGMENT)
    with pytest.raises(MasterUnreadableError):
        check_fragment("a", body)
