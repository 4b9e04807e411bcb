"""What S3 refuses and moto does not: the rules on which the evidence's safety rests."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from moto.s3.models import s3_backends

from infra.local.cloud.s3_call import Refusal, S3Call
from infra.local.template.scope import ACCOUNT

NAMESPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"
Rule = Callable[[S3Call], Refusal | None]


def refuse_weaker_retention(call: S3Call) -> Refusal | None:
    """COMPLIANCE can be lengthened, never shortened or turned into another mode, by nobody."""
    if call.method != "PUT" or "retention" not in call.query:
        return None
    stored = _backend().get_object(call.bucket, call.key, version_id=call.query.get("versionId"))
    if stored is None or stored.lock_mode != "COMPLIANCE" or _instant(stored.lock_until) <= datetime.now(UTC):
        return None
    mode, until = _asked_retention(call.body)
    if mode == "COMPLIANCE" and until is not None and until >= _instant(stored.lock_until):
        return None
    return Refusal(403, "AccessDenied", "Access Denied because object protected by object lock.")


def refuse_past_retention(call: S3Call) -> Refusal | None:
    """A retain-until date must lie in the future."""
    given = call.headers.get("x-amz-object-lock-retain-until-date")
    if call.method == "PUT" and "retention" in call.query:
        until = _asked_retention(call.body)[1]
    else:
        until = _instant(given) if given else None
    if until is None or until > datetime.now(UTC):
        return None
    return Refusal(400, "InvalidArgument", "The retain until date must be in the future!")


def refuse_suspended_versions(call: S3Call) -> Refusal | None:
    """A bucket with Object Lock keeps its versions for good."""
    if call.method != "PUT" or "versioning" not in call.query or call.key:
        return None
    bucket = _backend().buckets.get(call.bucket)
    if bucket is None or not bucket.object_lock_enabled or b"Suspended" not in call.body:
        return None
    text = "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
    return Refusal(409, "InvalidBucketState", text)


def refuse_wrong_checksum(call: S3Call) -> Refusal | None:
    """A body must have the SHA-256 that was given with it."""
    given = call.headers.get("x-amz-checksum-sha256")
    if call.method != "PUT" or given is None:
        return None
    if given == base64.b64encode(hashlib.sha256(call.body).digest()).decode():
        return None
    return Refusal(400, "BadDigest", "The SHA256 you specified did not match the calculated checksum.")


RULES: tuple[Rule, ...] = (
    refuse_weaker_retention,
    refuse_past_retention,
    refuse_suspended_versions,
    refuse_wrong_checksum,
)


def _backend() -> Any:
    return s3_backends[ACCOUNT]["aws"]


def _asked_retention(body: bytes) -> tuple[str | None, datetime | None]:
    document = ET.fromstring(body)  # noqa: S314 only our own processes can speak to this server
    mode = document.findtext(f"{NAMESPACE}Mode") or document.findtext("Mode")
    until = document.findtext(f"{NAMESPACE}RetainUntilDate") or document.findtext("RetainUntilDate")
    return mode, _instant(until) if until else None


def _instant(text: str | None) -> datetime:
    """Read S3's time, with or without fractions; no time at all counts as long past."""
    if not text:
        return datetime.min.replace(tzinfo=UTC)
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
