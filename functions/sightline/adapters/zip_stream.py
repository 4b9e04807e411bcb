"""A zip as a stream: stored, with zip64 wherever it is needed, never more of it in memory than a chunk.

A member's size is not known when its header is written, so it follows the bytes (a data descriptor).
"""

from collections.abc import Iterable, Iterator

from sightline.domain.bundle import Member


def stream_zip(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield the zip of these members; each is read before the next is asked for."""
    from zipstream import ZIP_STORED, ZipStream  # noqa: PLC0415  15 ms that only the function that packs must wait

    archive = ZipStream(compress_type=ZIP_STORED)
    for member in members:
        archive.add(_never_empty(member.chunks), member.name)
        yield from archive.all_files()
    yield from archive.finalize()


def _never_empty(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield b""  # the library takes what yields nothing for no file
    yield from chunks


def cut_into_parts(chunks: Iterable[bytes], part_bytes: int) -> Iterator[bytes]:
    """Yield the same bytes in parts of one size, the last one excepted."""
    part = bytearray()
    for chunk in chunks:
        part += chunk
        while len(part) >= part_bytes:
            yield bytes(part[:part_bytes])
            del part[:part_bytes]
    if part:
        yield bytes(part)
