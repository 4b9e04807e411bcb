"""Reads the SDP fragments in which trickle ICE candidates come over HTTP (RFC 8840, section 9).

Only candidates are taken: a leg's ICE username and password stay those of its offer.
"""

import re
from dataclasses import dataclass

from sightline.domain.errors import InvalidRequestError

BYTES_AT_MOST = 16_384
CANDIDATES_AT_MOST = 30

_LINE = re.compile(r"^[a-z]=[\x20-\x7e]{0,512}$")


@dataclass(frozen=True)
class IceFragment:
    """What a fragment says. Candidates are candidate-attributes (RFC 8839), without "a="."""

    candidates: tuple[str, ...]
    is_last: bool


def read_ice_fragment(text: str) -> IceFragment:
    """Read a fragment; raise InvalidRequestError if it is none, or larger than any camera's."""
    lines = text.split("\n")
    lines = [line for line in (line.removesuffix("\r") for line in lines) if line]
    if len(text) > BYTES_AT_MOST or not lines or not all(map(_LINE.match, lines)):
        message = "The SDP fragment (RFC 8840) cannot be read."
        raise InvalidRequestError(message)
    candidates = tuple(line.removeprefix("a=") for line in lines if line.startswith("a=candidate:"))
    if len(candidates) > CANDIDATES_AT_MOST:
        message = f"At most {CANDIDATES_AT_MOST} candidates are taken."
        raise InvalidRequestError(message)
    return IceFragment(candidates, is_last="a=end-of-candidates" in lines)
