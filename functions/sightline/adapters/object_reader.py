"""Reads objects of a bucket one after the other, with small ones fetched ahead, so that a run of them is quick."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING

from sightline.domain.bundle import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SMALL = 4 * 1024 * 1024
"""A fragment is one; what is larger is read as it is needed."""
AHEAD = 12
"""So many small objects are fetched ahead, hence at most this times `SMALL` bytes wait in memory."""
CHUNK = 1024 * 1024


class S3ObjectReader:
    """An ObjectReader of one bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        """Take the client, which threads may share, and the bucket's name."""
        self._client = client
        self._bucket = bucket

    def list_objects(self, prefix: str) -> Iterator[StoredObject]:
        """Yield all objects under a prefix, in order of their keys."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return (StoredObject(item["Key"], item["Size"]) for page in pages for item in page.get("Contents", []))

    def read_all(self, objects: Iterable[StoredObject]) -> Iterator[tuple[StoredObject, Iterable[bytes]]]:
        """Yield each object with its bytes, in the order given."""
        waiting: deque[tuple[StoredObject, Future[bytes] | None]] = deque()
        with ThreadPoolExecutor(max_workers=AHEAD) as pool:
            for each in chain(objects, [None]):
                if each:
                    fetched = pool.submit(self._fetch, each.key) if each.byte_count <= SMALL else None
                    waiting.append((each, fetched))
                while waiting and (each is None or len(waiting) > AHEAD):
                    ready, fetching = waiting.popleft()
                    yield ready, [fetching.result()] if fetching else self._stream(ready.key)

    def _fetch(self, key: str) -> bytes:
        return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()

    def _stream(self, key: str) -> Iterator[bytes]:
        yield from self._client.get_object(Bucket=self._bucket, Key=key)["Body"].iter_chunks(CHUNK)
