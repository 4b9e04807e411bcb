"""SDP fragments of trickle ICE (RFC 8840)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.errors import InvalidRequestError
from sightline.domain.ice_fragment import CANDIDATES_AT_MOST, read_ice_fragment

CANDIDATE = "candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1"
FRAGMENT = f"""a=ice-ufrag:EsAw
a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
m=audio 9 RTP/AVP 0
a=mid:0
a={CANDIDATE}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_the_candidates(end: str) -> None:
    """Of RFC 9725's own example, with either end of line; that more may come."""
    fragment = read_ice_fragment(FRAGMENT.replace("\n", end))
    assert fragment.candidates == (CANDIDATE,)
    assert not fragment.is_last


def test_notices_that_no_more_will_come() -> None:
    """By its own line."""
    assert read_ice_fragment("a=end-of-candidates\r\n").is_last


@pytest.mark.parametrize("text", ["", "\n", "{}", "a=mid:0\nno line of SDP", "a=ü", "a=" + "x" * 600, "a=x\n" * 5_000])
def test_refuses_what_is_no_fragment(text: str) -> None:
    """Nothing, JSON, other letters, and what is longer than any program's."""
    with pytest.raises(InvalidRequestError):
        read_ice_fragment(text)


def test_takes_so_many_candidates_and_no_more() -> None:
    """As many as a worker takes for a leg."""
    assert len(read_ice_fragment(f"a={CANDIDATE}\n" * CANDIDATES_AT_MOST).candidates) == CANDIDATES_AT_MOST
    with pytest.raises(InvalidRequestError):
        read_ice_fragment(f"a={CANDIDATE}\n" * (CANDIDATES_AT_MOST + 1))


@given(st.text(alphabet=st.sampled_from("a=candite:- 0\r\n\x00é"), max_size=60))
def test_any_text_is_a_fragment_or_refused(text: str) -> None:
    """Nothing else is ever raised, and what is taken for a candidate begins like one."""
    try:
        fragment = read_ice_fragment(text)
    except InvalidRequestError:
        return
    assert all(candidate.startswith("candidate:") for candidate in fragment.candidates)
