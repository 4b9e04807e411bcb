"""Presigned URLs (Signature Version 4 in the query): moto checks neither their signature nor their life."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
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


def check_presigned(
    method: str, raw_path: str, query: Sequence[tuple[str, str]], host: str, secret: str, now: datetime
) -> None:
    """Raise UrlRefusedError unless the URL is signed with `secret`, for this host, and still alive."""
    given = dict(query)
    if not given.keys() >= REQUIRED:
        message = "The URL is not presigned."
        raise UrlRefusedError(message)
    signed_at = datetime.strptime(given["X-Amz-Date"], TIME_FORMAT).replace(tzinfo=UTC)
    if now >= signed_at + timedelta(seconds=int(given["X-Amz-Expires"])):
        message = "Request has expired"
        raise UrlRefusedError(message)
    expected = _signature(_canonical_request(method, raw_path, query, host), given, secret)
    if not hmac.compare_digest(expected, given["X-Amz-Signature"]):
        message = "The request signature we calculated does not match the signature you provided."
        raise UrlRefusedError(message)


def _canonical_request(method: str, raw_path: str, query: Sequence[tuple[str, str]], host: str) -> str:
    pairs = sorted((_encoded(name), _encoded(value)) for name, value in query if name != "X-Amz-Signature")
    canonical_query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{method}\n{raw_path}\n{canonical_query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD"


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
