"""Locks and legal holds of the evidence bucket: a thousand objects are deleted a call, each is held by its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sightline.domain.errors import StillLockedError
from sightline.domain.object_version import ObjectVersion

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ListObjectVersionsOutputTypeDef, ObjectIdentifierTypeDef

AT_A_TIME = 16
MOST_AT_ONCE = 1_000
"""What S3 lists or deletes in one call."""
GONE = frozenset({"NoSuchKey", "NoSuchVersion"})

Told = TypeVar("Told")


class S3ObjectLocks:
    """An ObjectLocks. Only one role may lift a hold or delete a version: the bucket's policy says which."""

    def __init__(self, client: "S3Client", bucket: str, at_once: int = MOST_AT_ONCE) -> None:
        """Take the client, which threads may share, and the bucket's name."""
        self._client = client
        self._bucket = bucket
        self._at_once = at_once

    def list_versions(self, prefix: str, after: str = "") -> Iterator[ObjectVersion]:
        """Yield all versions under a prefix after a key, delete markers included."""
        marker: dict[str, Any] = {"KeyMarker": after} if after else {}
        while True:
            page = self._client.list_object_versions(
                Bucket=self._bucket, Prefix=prefix, MaxKeys=self._at_once, **marker
            )
            yield from _read_page(page)
            if not page["IsTruncated"]:
                return
            marker = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}

    def hold(self, versions: Sequence[ObjectVersion]) -> None:
        """Put versions on legal hold, several at a time."""
        self._each(lambda version: self._set_hold(version, "ON"), versions)

    def locked_until(self, versions: Sequence[ObjectVersion]) -> datetime | None:
        """Return the latest instant to which any version is locked."""
        instants = [instant for instant in self._each(self._locked_until, versions) if instant]
        return max(instants, default=None)

    def delete(self, versions: Iterable[ObjectVersion]) -> None:
        """Delete for good; a run that is cut off has less to do when it comes again."""
        left = iter(versions)
        locked = 0
        while batch := list(islice(left, self._at_once)):
            locked += len(self._delete_batch(batch))
        if locked:
            message = f"{locked} objects are still locked."
            raise StillLockedError(message)

    def _delete_batch(self, versions: Sequence[ObjectVersion]) -> list[ObjectVersion]:
        """Delete; lift the holds of what is refused, and try that once more; return what the store keeps."""
        held = self._delete_at_once(versions)
        self._each(lambda version: self._set_hold(version, "OFF"), held)
        return self._delete_at_once(held) if held else []

    def _delete_at_once(self, versions: Sequence[ObjectVersion]) -> list[ObjectVersion]:
        asked: list[ObjectIdentifierTypeDef] = [{"Key": each.key, "VersionId": each.version_id} for each in versions]
        answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": asked, "Quiet": True})
        refused = {error["Key"] for error in answer.get("Errors", []) if error.get("Code") not in GONE}
        return [each for each in versions if each.key in refused]

    def _set_hold(self, version: ObjectVersion, status: Literal["ON", "OFF"]) -> None:
        if not version.is_marker:  # it covers nothing that could be read, and takes no hold
            self._client.put_object_legal_hold(
                Bucket=self._bucket, Key=version.key, VersionId=version.version_id, LegalHold={"Status": status}
            )

    def _locked_until(self, version: ObjectVersion) -> datetime | None:
        if version.is_marker:
            return None
        head = self._client.head_object(Bucket=self._bucket, Key=version.key, VersionId=version.version_id)
        return head.get("ObjectLockRetainUntilDate")

    def _each(self, call: Callable[[ObjectVersion], Told], versions: Iterable[ObjectVersion]) -> list[Told]:
        with ThreadPoolExecutor(max_workers=AT_A_TIME) as pool:
            return list(pool.map(call, versions))


def _read_page(page: "ListObjectVersionsOutputTypeDef") -> list[ObjectVersion]:
    """Return a page's versions and delete markers, in the order of their keys."""
    found = [ObjectVersion(each["Key"], each["VersionId"], each["Size"]) for each in page.get("Versions", [])]
    found += [
        ObjectVersion(each["Key"], each["VersionId"], 0, is_marker=True) for each in page.get("DeleteMarkers", [])
    ]
    return sorted(found, key=lambda version: version.key)
