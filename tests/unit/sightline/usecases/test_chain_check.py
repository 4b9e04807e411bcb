"""Whatever is done to a chain of custody shows: each change of each entry, field and byte is tried."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from sightline.domain.custody import Actor, CustodyAction, Entry, Event, read_entry
from sightline.domain.fault import Fault, Finding
from sightline.usecases.chain_check import Chain, check_chain, read_statement
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event, seal_entry
from sightline.usecases.signing import sign_statement, write_canonical
from tests.fakes.evidence import SignerInMemory
from tests.fakes.exchange import ExchangeInMemory

SIGNER = SignerInMemory()
ANNA = Actor("officer-1", "PC Anna Łukasz", "investigator")
EVENTS = (
    Event(CustodyAction.CONSENTED, None, None, {"wording_version": "en-1", "capabilities": ["video"]}),
    Event(CustodyAction.SEALED, None, None, {"manifest_sha256": "ab" * 32, "version": 1}),
    Event(CustodyAction.VIEWED, ANNA, "Review for court"),
    Event(CustodyAction.MARKED, ANNA, "Charge", {"exhibit_ref": "AB/1"}),
    Event(CustodyAction.VIEWED, ANNA, "Disclosure"),
)
IN_PLACE_OF_NONE = {"actor": ANNA, "reason": "x"}
ELSEWHERE = ("force_id", "chain_id")


def _build() -> Chain:
    """Return a chain of five entries: two segments, and one entry that waits for its checkpoint."""
    exchange = ExchangeInMemory(signer=SIGNER)
    for count, event in enumerate(EVENTS, 1):
        note_event(exchange, "avon", "session-1", event)
        if count in {2, 4}:
            write_checkpoint(exchange, "session-1")
    return _as_stored(exchange)


def _as_stored(exchange: ExchangeInMemory) -> Chain:
    head = exchange.custody.find_head("session-1")
    assert head
    return Chain(exchange.custody.list_entries("session-1"), head, dict(exchange.evidence.objects))


CHAIN = _build()
KEYS = sorted(CHAIN.segments)
PLACES = range(len(EVENTS))


def faults(chain: Chain) -> set[Fault]:
    """Return which faults are found."""
    return {finding.fault for finding in check_chain(chain, SIGNER)}


def forge(entries: list[Entry]) -> Chain:
    """Return what somebody leaves who may write to the ledger: every hash and the head computed anew."""
    forged: list[Entry] = []
    for number, entry in enumerate(entries, 1):
        before = forged[-1].hash if forged else "0" * 64
        forged.append(seal_entry(replace(entry, sequence=number, previous_hash=before)))
    head = replace(CHAIN.head, sequence=len(forged), hash=forged[-1].hash)
    return replace(CHAIN, entries=forged, head=head)


def alter(entry: Entry, name: str) -> Entry:
    """Return an entry with one field changed."""
    value = getattr(entry, name)
    changed: dict[str, Any] = {name: IN_PLACE_OF_NONE[name] if value is None else other(value)}
    return replace(entry, **changed)


def other(value: Any) -> Any:
    """Return another value of the same kind."""
    match value:
        case CustodyAction():
            return CustodyAction.DISPOSED
        case Actor():
            return replace(value, name="PC Nobody")
        case int():
            return value + 1
        case str():
            return chr(ord(value[0]) ^ 1) + value[1:]
        case _:
            return {**value, "added": True}


def test_a_chain_that_nobody_touched_holds() -> None:
    """With and without entries that wait for their checkpoint, and before the first one."""
    assert check_chain(CHAIN, SIGNER) == []
    fresh = ExchangeInMemory(signer=SIGNER)
    note_event(fresh, "avon", "session-1", EVENTS[0])
    assert check_chain(_as_stored(fresh), SIGNER) == []


@pytest.mark.parametrize(("place", "name"), [(place, field.name) for place in PLACES for field in fields(Entry)])
def test_every_field_of_every_entry_counts(place: int, name: str) -> None:
    """Changed in the ledger without more, it shows at that very entry."""
    entries = list(CHAIN.entries)
    entries[place] = alter(entries[place], name)
    found = check_chain(replace(CHAIN, entries=entries), SIGNER)
    assert any(finding.where.startswith("entry") for finding in found)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("name", ["at", "action", "actor", "reason", "details"])
def test_hashes_computed_anew_do_not_help(place: int, name: str) -> None:
    """Who changes an entry that was signed, and every hash after it, is found out by the bucket."""
    entries = list(CHAIN.entries)
    entries[place] = alter(entries[place], name)
    assert Fault.SEGMENT_DIFFERS in faults(forge(entries))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("forged", [False, True])
def test_no_entry_can_be_dropped_doubled_or_moved(place: int, forged: bool) -> None:  # noqa: FBT001 a parameter
    """Not the last one either: the ledger knows where the chain stands, and the bucket what was signed of it."""
    whole = list(CHAIN.entries)
    dropped = whole[:place] + whole[place + 1 :]
    doubled = whole[: place + 1] + whole[place:]
    moved = [*dropped[: (place + 1) % 5], whole[place], *dropped[(place + 1) % 5 :]]
    for entries in (dropped, doubled, moved):
        if forged and entries[:4] == whole[:4]:
            continue  # what waits for its first checkpoint is not signed yet
        assert faults(forge(entries) if forged else replace(CHAIN, entries=entries))


@pytest.mark.parametrize("count", range(4))
def test_a_chain_cannot_be_cut_off(count: int) -> None:
    """Neither the ledger's, whatever its head says then, nor what is signed of it."""
    entries = list(CHAIN.entries)[:count]
    assert Fault.CUT_OFF in faults(replace(CHAIN, entries=entries))
    if entries:
        assert Fault.SEGMENT_DIFFERS in faults(forge(entries))


@pytest.mark.parametrize("key", KEYS)
def test_no_segment_can_go_or_change_places(key: str) -> None:
    """One that is missing leaves a hole; under another's name it is not where it should be."""
    (another,) = set(KEYS) - {key}
    without = {name: body for name, body in CHAIN.segments.items() if name != key}
    assert Fault.SEGMENT_MISPLACED in faults(replace(CHAIN, segments=without))
    assert faults(replace(CHAIN, segments={**CHAIN.segments, another: CHAIN.segments[key]}))
    later = key.replace("0000000", "0000001")
    assert Fault.SEGMENT_MISPLACED in faults(replace(CHAIN, segments={**without, later: CHAIN.segments[key]}))


def test_every_byte_of_a_segment_counts() -> None:
    """One flipped bit anywhere, in entries, statement, signature or key, shows."""
    exchange = ExchangeInMemory(signer=SIGNER)
    note_event(exchange, "avon", "session-1", EVENTS[2])
    write_checkpoint(exchange, "session-1")
    chain = _as_stored(exchange)
    ((key, body),) = chain.segments.items()
    flipped = (replace(chain, segments={key: _flip(body, place)}) for place in range(len(body)))
    assert (len(body) > 900, all(map(faults, flipped))) == (True, True)


@pytest.mark.parametrize("key", KEYS)
def test_a_segment_has_one_form_alone(key: str) -> None:
    """Nothing can be added to it, nor any of it be written in another way."""
    body = CHAIN.segments[key]
    for other in (body + b"\n", b" " + body, json.dumps(json.loads(body)).encode()):
        assert faults(replace(CHAIN, segments={**CHAIN.segments, key: other})) == {Fault.SEGMENT_UNREADABLE}
    assert faults(rewrite(key, lambda segment: segment.update(more=1))) == {Fault.SEGMENT_UNREADABLE}


def test_each_fault_has_its_name() -> None:
    """Where an entry is dropped, one is missing and the next is not bound; hashes that fit do not hide a hole."""
    entries = list(CHAIN.entries)
    dropped = faults(replace(CHAIN, entries=entries[:1] + entries[2:]))
    assert {Fault.OUT_OF_SEQUENCE, Fault.NOT_BOUND} <= dropped
    renumbered = seal_entry(replace(entries[4], sequence=6))
    head = replace(CHAIN.head, sequence=6, hash=renumbered.hash)
    assert faults(replace(CHAIN, entries=[*entries[:4], renumbered], head=head)) == {Fault.OUT_OF_SEQUENCE}
    unbound = seal_entry(replace(entries[4], previous_hash="0" * 64))
    head = replace(CHAIN.head, hash=unbound.hash)
    assert faults(replace(CHAIN, entries=[*entries[:4], unbound], head=head)) == {Fault.NOT_BOUND}


def _flip(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def rewrite(key: str, change: Callable[[dict[str, Any]], object]) -> Chain:
    """Return the chain with one segment changed as a document."""
    segment = json.loads(CHAIN.segments[key])
    change(segment)
    return replace(CHAIN, segments={**CHAIN.segments, key: write_canonical(segment)})


def _sign_anew(segment: dict[str, Any], signer: SignerInMemory, **changes: object) -> None:
    said = json.loads(segment["checkpoint"]["statement"])
    segment["checkpoint"] = sign_statement(signer, {**said, **changes})


@pytest.mark.parametrize("key", KEYS)
def test_another_key_is_not_ours(key: str) -> None:
    """Though its signature holds and it brings its public key along."""
    assert Fault.NOT_SIGNED in faults(rewrite(key, lambda segment: _sign_anew(segment, SignerInMemory())))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("change", [{"sequence": 1}, {"hash": "0" * 64}, {"chain_id": "session-2"}, {"more": 1}])
def test_a_signature_of_something_else_is_none_of_this(key: str, change: dict[str, object]) -> None:
    """Taken from an earlier checkpoint or another chain of the force."""
    assert faults(rewrite(key, lambda segment: _sign_anew(segment, SIGNER, **change))) == {Fault.WRONG_CHECKPOINT}


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"entries":[],"checkpoint":{}}', b'{"entries":1}'])
def test_what_is_no_segment_is_called_so(body: bytes) -> None:
    """Whatever lies there."""
    assert Fault.SEGMENT_UNREADABLE in faults(replace(CHAIN, segments={**CHAIN.segments, KEYS[0]: body}))


def test_a_whole_other_chain_is_found_out() -> None:
    """Ledger, head and segments of one that somebody has made up, but for our key."""
    forged = ExchangeInMemory(signer=SignerInMemory())
    for event in EVENTS:
        note_event(forged, "avon", "session-1", event)
    write_checkpoint(forged, "session-1")
    assert faults(_as_stored(forged)) == {Fault.NOT_SIGNED}


def test_a_finding_says_where() -> None:
    """An entry's sequence, or an object's key."""
    entries = [*CHAIN.entries[:4], replace(CHAIN.entries[4], reason="Another")]
    assert check_chain(replace(CHAIN, entries=entries), SIGNER) == [Finding(Fault.ALTERED, "entry 5")]
    assert read_entry(CHAIN.entries[4].document()).sequence == 5


def test_a_seal_is_ours_letter_by_letter() -> None:
    """What it says of the key is part of it."""
    seal = dict(sign_statement(SIGNER, {"a": 1}))
    assert read_statement(seal, SIGNER) == {"a": 1}
    for name in ("statement", "key_id", "public_key"):
        assert read_statement({**seal, name: f"{seal[name]} "}, SIGNER) is None
    assert read_statement({**seal, "more": 1}, SIGNER) is None


def test_a_head_of_another_force_is_not_this_chains() -> None:
    """Nor one of another chain."""
    for name in ELSEWHERE:
        elsewhere: dict[str, Any] = {name: "elsewhere"}
        assert Fault.OF_ANOTHER_CHAIN in faults(replace(CHAIN, head=replace(CHAIN.head, **elsewhere)))
