"""What a check of evidence can find, each with a stable code and a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What does not hold."""

    OF_ANOTHER_CHAIN = "entry-of-another-chain"
    OUT_OF_SEQUENCE = "entry-out-of-sequence"
    NOT_BOUND = "entry-not-bound-to-the-one-before"
    ALTERED = "entry-altered"
    CUT_OFF = "chain-cut-off"
    SEGMENT_MISPLACED = "segment-missing-or-misplaced"
    SEGMENT_UNREADABLE = "segment-unreadable"
    SEGMENT_DIFFERS = "segment-differs-from-ledger"
    NOT_SIGNED = "checkpoint-not-signed-by-us"
    WRONG_CHECKPOINT = "checkpoint-of-something-else"
    NOT_SEALED = "manifest-not-sealed-by-us"
    MANIFEST_ALTERED = "manifest-altered"
    MANIFEST_MISSING = "manifest-missing"
    SEALED_UNTOLD = "seal-not-in-chain"
    OBJECT_MISSING = "object-missing"
    OBJECT_STORED_OVER = "object-stored-over"
    OBJECT_OF_ANOTHER_SIZE = "object-of-another-size"
    NOT_CERTIFIED = "certificate-missing-or-altered"


@dataclass(frozen=True)
class Finding:
    """A fault and where it is: an entry's sequence, an object's key, or a digest."""

    fault: Fault
    where: str


WORDS: Mapping[Fault, str] = {
    Fault.OF_ANOTHER_CHAIN: "An entry belongs to another chain.",
    Fault.OUT_OF_SEQUENCE: "An entry is missing, doubled or out of its place.",
    Fault.NOT_BOUND: "An entry is not bound to the one before it.",
    Fault.ALTERED: "An entry was changed after it was written.",
    Fault.CUT_OFF: "The chain ends before its last entry.",
    Fault.SEGMENT_MISPLACED: "A signed part of the chain is missing, or not in its place.",
    Fault.SEGMENT_UNREADABLE: "A signed part of the chain cannot be read.",
    Fault.SEGMENT_DIFFERS: "The chain is not the one that was signed.",
    Fault.NOT_SIGNED: "A checkpoint is not signed with the force's key.",
    Fault.WRONG_CHECKPOINT: "A checkpoint was signed for something else.",
    Fault.NOT_SEALED: "A manifest is not sealed with the force's key.",
    Fault.MANIFEST_ALTERED: "A manifest is not the one that was sealed.",
    Fault.MANIFEST_MISSING: "A manifest that was sealed is missing.",
    Fault.SEALED_UNTOLD: "A manifest was sealed that the chain does not tell of.",
    Fault.OBJECT_MISSING: "A file that a sealed manifest names is missing.",
    Fault.OBJECT_STORED_OVER: "Something was stored over a sealed file, which lies beneath it unchanged.",
    Fault.OBJECT_OF_ANOTHER_SIZE: "A file has not the size that the sealed manifest says.",
    Fault.NOT_CERTIFIED: "The certificate of its disposal is missing, altered, or not signed with the force's key.",
}
