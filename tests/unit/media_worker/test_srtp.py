"""Packets are sealed and opened as pylibsrtp would do it; and what we rely on in it is still there."""

# ruff: noqa: SLF001 - the private names that srtp.py touches are what is tested here

import pytest
from pylibsrtp import Policy, Session
from pylibsrtp._binding import ffi, lib  # type: ignore[import-not-found]  # compiled, without stubs

from media_worker.inbox import SLOT_BYTES, contents
from media_worker.srtp import RUN_AT_MOST, Opener, Sealer
from tests.fakes.rtp import make_datagram

KEY = bytes(range(30))
REPORT = bytes.fromhex("80c90001 000004d2")


def fill(slot: int, datagram: bytes) -> None:
    """Let a datagram have come."""
    contents[slot * SLOT_BYTES : slot * SLOT_BYTES + len(datagram)] = datagram


def make_session(direction: int) -> Session:
    """Make one end's session."""
    return Session(Policy(key=KEY, ssrc_type=direction))


@pytest.fixture
def sealer() -> Sealer:
    """Return our end."""
    return Sealer(make_session(Policy.SSRC_ANY_OUTBOUND))


@pytest.fixture
def peer() -> Session:
    """Return the peer's end, which does it in pylibsrtp's own way."""
    return make_session(Policy.SSRC_ANY_INBOUND)


def test_a_sealed_run_lies_one_packet_behind_the_other(sealer: Sealer, peer: Session) -> None:
    """Cut at the first one's size, each is what was given; the last may be shorter."""
    run = [make_datagram(number, payload=bytes(900)) for number in range(RUN_AT_MOST - 1)]
    run.append(make_datagram(RUN_AT_MOST - 1, payload=b"short"))
    sealed, size = sealer.seal_rtp(run)
    pieces = [bytes(sealed[at : at + size]) for at in range(0, len(sealed), size)]
    assert [peer.unprotect(piece) for piece in pieces] == run


def test_a_control_packet_is_sealed(sealer: Sealer, peer: Session) -> None:
    """By the same keys, with an index of its own."""
    sealed, size = sealer.seal_rtcp(REPORT)
    assert len(sealed) == size
    assert peer.unprotect_rtcp(bytes(sealed)) == REPORT


def test_what_the_peer_sealed_is_opened_once() -> None:
    """A forged or repeated packet gives nothing."""
    opener, peer = Opener(make_session(Policy.SSRC_ANY_INBOUND)), make_session(Policy.SSRC_ANY_OUTBOUND)
    plain = make_datagram(1)
    sealed = peer.protect(plain)
    forged = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for slot, datagram in enumerate((forged, sealed, sealed, peer.protect_rtcp(REPORT))):
        fill(slot, datagram)
    assert [opener.open_rtp(slot, len(sealed)) for slot in range(3)] == [None, plain, None]
    assert opener.open_rtcp(3, len(peer.protect_rtcp(REPORT))) == REPORT


@pytest.mark.parametrize("length", range(0, 40, 3))
def test_rubbish_is_not_opened(length: int) -> None:
    """However short."""
    opener = Opener(make_session(Policy.SSRC_ANY_INBOUND))
    fill(0, bytes([0x80]) * length)
    assert opener.open_rtp(0, length) is None
    assert opener.open_rtcp(0, length) is None


def test_a_packet_that_fits_nowhere_is_an_error(sealer: Sealer) -> None:
    """The buffer has a slot of that size and no more."""
    with pytest.raises(ValueError, match=r"^$"):
        sealer.seal_rtp([make_datagram(1, payload=bytes(2100))])


def test_contract_a_session_holds_what_libsrtps_own_functions_take() -> None:
    """A pointer to libsrtp's session, a buffer and a length that is changed; 0 says that all is well."""
    session = make_session(Policy.SSRC_ANY_OUTBOUND)
    buffer, length = ffi.new("char[]", 100), ffi.new("int *", 20)
    ffi.buffer(buffer)[0:20] = make_datagram(1, payload=bytes(8))
    assert lib.srtp_protect(session._srtp[0], buffer, length) == 0
    assert length[0] == 30
    for name in ("srtp_protect_rtcp", "srtp_unprotect", "srtp_unprotect_rtcp"):
        assert callable(getattr(lib, name))
