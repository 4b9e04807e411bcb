"""Puts what is new of a chain of custody into the bucket, locked, under a signature over its last entry.

From then on neither the tables nor whoever may write to them can change what the chain says. Runs may overlap: where
a segment ends is decided once, by the ledger, so that segments never do.
"""

from dataclasses import replace
from typing import Protocol

from sightline.domain.custody import Head, segment_key
from sightline.domain.instant import write_instant
from sightline.usecases.custody import Chains
from sightline.usecases.signing import Document, Signing, put_or_read, sign_statement


class Vault(Chains, Signing, Protocol):
    """The ports that checkpoints need."""


def write_checkpoint(vault: Vault, chain_id: str) -> None:
    """Bring all that a chain holds by now under checkpoints; doing it again changes nothing."""
    head = vault.custody.find_head(chain_id)
    while head and head.checkpoint < head.sequence:
        checked = _write_segment(vault, head)
        head = replace(head, checkpoint=checked.sequence)


def _write_segment(vault: Vault, head: Head) -> Head:
    """Write the entries after the last checkpoint, or those of them that another run has begun to write."""
    first = head.checkpoint + 1
    last = vault.custody.claim_segment(head.chain_id, first, head.sequence)
    entries = [entry for entry in vault.custody.list_entries(head.chain_id, first - 1) if entry.sequence <= last]
    checked = replace(head, sequence=last, hash=entries[-1].hash)
    segment = {"entries": [entry.document() for entry in entries], "checkpoint": _sign(vault, checked)}
    put_or_read(vault.evidence, segment_key(head.force_id, head.chain_id, first, last), segment)
    vault.custody.note_checkpoint(checked)
    return checked


def _sign(vault: Vault, head: Head) -> Document:
    """Sign where the chain stands; `at` says since when nobody can have changed it."""
    said = {
        "chain_id": head.chain_id,
        "sequence": head.sequence,
        "hash": head.hash,
        "at": write_instant(vault.clock.now()),
    }
    return sign_statement(vault.signer, said)
