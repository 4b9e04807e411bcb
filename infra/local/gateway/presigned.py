"""Presigned URLs (Signature Version 4 in the query): moto checks neither their signature nor their life."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import quote

TIME_FORMAT = "%Y%m%dT%H%M%SZ"
REQUIRED = {
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
}


class UrlRefusedError(Exception):
    """S3 would answer 403 to this URL."""


class PresignedCall(NamedTuple):
    """A request by a presigned URL, as it came over the wire; headers by their names in lower case."""

    method: str
    raw_path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]


def check_presigned(call: PresignedCall, secret: str, now: datetime) -> None:
    """Raise UrlRefusedError unless the URL is signed with `secret`, for these headers, and still alive."""
    given = dict(call.query)
    if not given.keys() >= REQUIRED:
        message = "The URL is not presigned."
        raise UrlRefusedError(message)
    signed_at = datetime.strptime(given["X-Amz-Date"], TIME_FORMAT).replace(tzinfo=UTC)
    if now >= signed_at + timedelta(seconds=int(given["X-Amz-Expires"])):
        message = "Request has expired"
        raise UrlRefusedError(message)
    expected = _signature(_canonical_request(call, given["X-Amz-SignedHeaders"]), given, secret)
    if not hmac.compare_digest(expected, given["X-Amz-Signature"]):
        message = "The request signature we calculated does not match the signature you provided."
        raise UrlRefusedError(message)


def _canonical_request(call: PresignedCall, signed_headers: str) -> str:
    pairs = sorted((_encoded(name), _encoded(value)) for name, value in call.query if name != "X-Amz-Signature")
    canonical_query = "&".join(f"{name}={value}" for name, value in pairs)
    headers = "".join(f"{name}:{call.headers.get(name, '').strip()}\n" for name in signed_headers.split(";"))
    return f"{call.method}\n{call.raw_path}\n{canonical_query}\n{headers}\n{signed_headers}\nUNSIGNED-PAYLOAD"


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")


def _signature(canonical_request: str, given: dict[str, str], secret: str) -> str:
    scope = given["X-Amz-Credential"].split("/", 1)[1]
    digest = hashlib.sha256(canonical_request.encode()).hexdigest()
    to_sign = f"{given['X-Amz-Algorithm']}\n{given['X-Amz-Date']}\n{scope}\n{digest}"
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    return _hmac(key, to_sign).hex()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
