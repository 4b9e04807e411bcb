"""Bundles in the derived bucket: `{force_id}/bundles/{bundle_id}.zip`, and beside it how far it has come."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from sightline.adapters.zip_stream import cut_into_parts, stream_zip
from sightline.domain.bundle import Bundle, Member, state_key, zip_key
from sightline.domain.errors import NotFoundError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

_BUNDLE = TypeAdapter(Bundle)
PART_BYTES = 16 * 1024 * 1024
"""10,000 parts, which is all that S3 takes, hold three times the largest bundle."""
SENDERS = 2
"""Parts that are sent while the next one is filled."""


class S3BundleStore:
    """A BundleStore. `presigner` is a client whose endpoint the browsers can reach."""

    def __init__(self, client: "S3Client", presigner: "S3Client", bucket: str) -> None:
        """Take the clients, which threads may share, and the bucket's name."""
        self._client = client
        self._presigner = presigner
        self._bucket = bucket

    def note(self, bundle: Bundle) -> None:
        """Store how far a bundle has come, instead of what was noted before."""
        key, body = state_key(bundle.force_id, bundle.bundle_id), _BUNDLE.dump_json(bundle)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/json")

    def get(self, force_id: str, bundle_id: str) -> Bundle:
        """Return a bundle as it was last noted, or raise NotFoundError."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=state_key(force_id, bundle_id))
        except self._client.exceptions.NoSuchKey as error:
            raise NotFoundError from error
        return _BUNDLE.validate_json(answer["Body"].read())

    def pack(self, bundle: Bundle, members: Iterable[Member]) -> int:
        """Store the zip of these members in parts as they come; return its bytes. A run that fails leaves nothing."""
        key = zip_key(bundle.force_id, bundle.bundle_id)
        upload = self._client.create_multipart_upload(Bucket=self._bucket, Key=key, ContentType="application/zip")
        upload_id = upload["UploadId"]
        try:
            parts, byte_count = self._send(key, upload_id, cut_into_parts(stream_zip(members), PART_BYTES))
        except BaseException:
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=key, UploadId=upload_id)
            raise
        self._client.complete_multipart_upload(
            Bucket=self._bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}
        )
        return byte_count

    def presign(self, bundle: Bundle, life: timedelta) -> str:
        """Return a URL by which a browser can save the zip until `life` is over."""
        place = {
            "Bucket": self._bucket,
            "Key": zip_key(bundle.force_id, bundle.bundle_id),
            "ResponseContentDisposition": f'attachment; filename="{bundle.bundle_id}.zip"',
        }
        return self._presigner.generate_presigned_url("get_object", Params=place, ExpiresIn=int(life.total_seconds()))

    def _send(self, key: str, upload_id: str, bodies: Iterable[bytes]) -> "tuple[list[CompletedPartTypeDef], int]":
        """Send parts, a few at a time, so that packing waits when the store is slower."""
        sent: list[CompletedPartTypeDef] = []
        sending: deque[Future[CompletedPartTypeDef]] = deque()
        byte_count = 0
        with ThreadPoolExecutor(max_workers=SENDERS) as pool:
            for number, body in enumerate(bodies, 1):
                byte_count += len(body)
                sending.append(pool.submit(self._send_part, key, upload_id, number, body))
                if len(sending) >= SENDERS:
                    sent.append(sending.popleft().result())
            sent += [each.result() for each in sending]
        return sent, byte_count

    def _send_part(self, key: str, upload_id: str, number: int, body: bytes) -> "CompletedPartTypeDef":
        answer = self._client.upload_part(
            Bucket=self._bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=body
        )
        return {"PartNumber": number, "ETag": answer["ETag"]}
