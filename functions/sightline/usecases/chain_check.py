"""Checks a chain of custody: what the ledger tells against what lies signed in the bucket.

Hashes alone show what was changed by accident. Whoever may write to the ledger can compute them anew, so that what
counts is the bucket: its segments cannot be overwritten, and are signed by a key that writers of the ledger cannot use.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.domain.custody import BEFORE_THE_FIRST, Entry, Head, segment_key
from sightline.domain.fault import Fault, Finding
from sightline.ports import Signer
from sightline.usecases.custody import hash_entry
from sightline.usecases.signing import write_canonical

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What a document of another form than ours makes Python raise."""


@dataclass(frozen=True)
class Chain:
    """All that is known of a chain: its entries and where it stands by the ledger, its segments by their keys."""

    entries: Sequence[Entry]
    head: Head
    segments: Mapping[str, bytes]


def check_chain(chain: Chain, signer: Signer) -> list[Finding]:
    """Return all that does not hold, in the order of the chain."""
    return [*_check_entries(chain), *_check_segments(chain, signer)]


def _check_entries(chain: Chain) -> Iterator[Finding]:
    before = (0, BEFORE_THE_FIRST)
    for entry in chain.entries:
        where = f"entry {entry.sequence}"
        if (entry.force_id, entry.chain_id) != (chain.head.force_id, chain.head.chain_id):
            yield Finding(Fault.OF_ANOTHER_CHAIN, where)
        if entry.sequence != before[0] + 1:
            yield Finding(Fault.OUT_OF_SEQUENCE, where)
        if entry.previous_hash != before[1]:
            yield Finding(Fault.NOT_BOUND, where)
        if hash_entry(entry) != entry.hash:
            yield Finding(Fault.ALTERED, where)
        before = (entry.sequence, entry.hash)
    if before != (chain.head.sequence, chain.head.hash):
        yield Finding(Fault.CUT_OFF, f"entry {before[0]}")


def _check_segments(chain: Chain, signer: Signer) -> Iterator[Finding]:
    told = [entry.document() for entry in chain.entries]
    last = 0
    for key in sorted(chain.segments):
        try:
            segment = json.loads(chain.segments[key])
            yield from _check_segment(chain, key, segment, told[last : last + len(segment["entries"])])
            yield from _check_signature(segment, key, signer)
            expected = segment_key(chain.head.force_id, chain.head.chain_id, last + 1, last + len(segment["entries"]))
            if key != expected:
                yield Finding(Fault.SEGMENT_MISPLACED, key)
            last = int(segment["entries"][-1]["sequence"])
        except UNREADABLE:
            yield Finding(Fault.SEGMENT_UNREADABLE, key)
    if last < chain.head.checkpoint:
        yield Finding(Fault.SEGMENT_MISPLACED, f"after entry {last}")


def _check_segment(
    chain: Chain, key: str, segment: Mapping[str, Any], told: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    if chain.segments[key] != write_canonical(segment) or set(segment) != {"entries", "checkpoint"}:
        yield Finding(Fault.SEGMENT_UNREADABLE, key)
    if segment["entries"] != list(told):
        yield Finding(Fault.SEGMENT_DIFFERS, key)


def _check_signature(segment: Mapping[str, Any], key: str, signer: Signer) -> Iterator[Finding]:
    last = segment["entries"][-1]
    statement = read_statement(segment["checkpoint"], signer)
    if statement is None:
        yield Finding(Fault.NOT_SIGNED, key)
    elif {**statement, "at": ""} != {"at": "", **{name: last[name] for name in ("chain_id", "sequence", "hash")}}:
        yield Finding(Fault.WRONG_CHECKPOINT, key)


def read_statement(seal: Mapping[str, Any], signer: Signer) -> dict[str, Any] | None:
    """Return what a seal states, or None unless it is, letter by letter, one by the force's own key."""
    statement, signature = seal["statement"].encode(), b64decode(seal["signature"], validate=True)
    key_id, public_key = signer.public_key()
    ours = {"statement": seal["statement"], "signature": b64encode(signature).decode()}
    if seal != {**ours, "key_id": key_id, "public_key": public_key} or not signer.verify(statement, signature):
        return None
    said: dict[str, Any] = json.loads(statement)
    return said
