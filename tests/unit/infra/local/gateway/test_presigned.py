"""A presigned URL is taken for what was signed and for as long as was said, and not otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from botocore.config import Config

from infra.local.gateway.presigned import PresignedCall, UrlRefusedError, check_presigned

SECRET = "a-secret-for-tests"  # noqa: S105 - opens nothing
HOST = "127.0.0.1:8080"


@pytest.fixture(scope="module")
def client() -> Any:
    """Return a client that presigns as the functions' does."""
    return boto3.session.Session().client(
        "s3",
        endpoint_url=f"http://{HOST}",
        region_name="eu-west-2",
        aws_access_key_id="KEY",
        aws_secret_access_key=SECRET,
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )


@pytest.fixture(scope="module")
def url(client: Any) -> str:
    """Return a URL as boto3 presigns it, for 60 s."""
    asked = {"Bucket": "evidence", "Key": "a b/1.m4s", "ResponseContentType": "video/mp4"}
    return str(client.generate_presigned_url("get_object", Params=asked, ExpiresIn=60))


def check(
    url: str,
    method: str = "GET",
    host: str = HOST,
    secret: str = SECRET,
    late: int = 0,
    headers: dict[str, str] | None = None,
) -> None:
    """Check a URL as the gateway does, so many seconds late."""
    parts = urlsplit(url)
    now = datetime.now(UTC) + timedelta(seconds=late)
    query = parse_qsl(parts.query, keep_blank_values=True)
    check_presigned(PresignedCall(method, parts.path, query, {"host": host, **(headers or {})}), secret, now)


def test_what_was_signed_is_taken_until_it_ends(url: str) -> None:
    """boto3's signature is the one calculated here; after its life a URL is worth nothing."""
    check(url, late=50)
    with pytest.raises(UrlRefusedError, match="expired"):
        check(url, late=61)


def test_nothing_of_it_may_change(url: str) -> None:
    """Another key, life, method, host or secret does not match the signature."""
    changes: list[dict[str, Any]] = [
        {"url": url.replace("1.m4s", "2.m4s")},
        {"url": url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")},
        {"method": "PUT"},
        {"host": "elsewhere:80"},
        {"secret": "guessed"},
    ]
    for change in changes:
        with pytest.raises(UrlRefusedError, match="signature"):
            check(**{"url": url, **change})


def test_what_is_put_must_be_what_was_signed(client: Any) -> None:
    """A body's checksum, length and type stand in signed headers: others do not match."""
    asked = {
        "ContentType": "video/webm;codecs=vp8,opus",
        "ContentLength": 3,
        "ChecksumSHA256": "AAA=",
        "IfNoneMatch": "*",
    }
    url = client.generate_presigned_url("put_object", Params={"Bucket": "evidence", "Key": "1.webm", **asked})
    headers = {
        "content-type": "video/webm;codecs=vp8,opus",
        "content-length": "3",
        "x-amz-checksum-sha256": "AAA=",
        "if-none-match": "*",
    }
    check(url, "PUT", headers=headers)
    for name in headers:
        with pytest.raises(UrlRefusedError, match="signature"):
            check(url, "PUT", headers={**headers, name: "4"})


def test_an_unsigned_url_is_refused() -> None:
    """The bucket is not public."""
    with pytest.raises(UrlRefusedError, match="not presigned"):
        check(f"http://{HOST}/evidence/a")
