"""A TimeStamper over HTTP (RFC 3161, section 3.4): the authority sees a hash, never what is stamped.

Whether its signature holds is for whoever relies on it to check, by the authority's certificate; that the answer is
one to our own question is checked here.
"""

from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    decode_timestamp_response,
)

from sightline.domain.errors import TimestampFailedError

if TYPE_CHECKING:
    from http.client import HTTPResponse

TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 64 * 1024
GRANTED = frozenset({PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS})


class HttpTimeStamper:
    """Asks one authority."""

    def __init__(self, url: str) -> None:
        """Take its address, which the deployment sets."""
        self._url = url

    def stamp(self, body: bytes) -> bytes:
        """Return the authority's answer of the SHA-256 of these bytes, in DER, its certificate included."""
        builder = TimestampRequestBuilder().data(body).hash_algorithm(HashAlgorithm.SHA256)
        asked = builder.nonce(nonce=True).cert_request(cert_request=True).build()
        try:
            answer = self._ask(asked.as_bytes())
            _require_answer(decode_timestamp_response(answer), asked, sha256(body).digest())
        except (URLError, OSError, ValueError) as error:
            raise TimestampFailedError from error
        return answer

    def _ask(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query"}
        request = Request(self._url, question, headers)  # noqa: S310 an address that the deployment sets
        answer: HTTPResponse
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 the same
            return answer.read(LARGEST_ANSWER)


def _require_answer(said: TimeStampResponse, asked: TimeStampRequest, digest: bytes) -> None:
    """Raise unless the authority has granted just what it was asked for."""
    if PKIStatus(said.status) not in GRANTED:
        raise TimestampFailedError
    if said.tst_info.message_imprint.message != digest or said.tst_info.nonce != asked.nonce:
        raise TimestampFailedError
