"""Errors: one code each, one answer each."""

import importlib
import pkgutil
from collections import Counter

import sightline
from boundary.problems import STATUS
from sightline.domain.errors import SightlineError

NEVER_ANSWERED = {
    "upload-hash-mismatch": "what an upload says of itself, not a refused request",
    "file-not-allowed": "the same",
    "file-kind-mismatch": "the same",
    "picture-too-large": "the same",
    "key-taken": "a media worker's: its store holds something else under a fragment's key",
    "master-unreadable": "a copy's outcome, written beside it",
    "nothing-to-copy": "a copy's outcome, written beside it",
    "turn-unknown": "a copy's outcome, written beside it",
    "chain-unsigned": "a bundle's outcome, noted with it",
    "copy-altered": "a copy's outcome, written beside it",
    "timestamp-failed": "an authority's: the root stands without, and is counted",
    "still-locked": "a disposal's, at night: nobody waits for an answer",
    "wrong-fingerprint": "a media worker's word on a leg that it has closed",
}


def _errors(base: type[SightlineError] = SightlineError) -> list[type[SightlineError]]:
    for module in pkgutil.walk_packages(sightline.__path__, "sightline."):
        importlib.import_module(module.name)
    return [base, *(error for child in base.__subclasses__() for error in _errors(child))]


def test_every_code_is_unique() -> None:
    """Programs tell errors apart by their code."""
    counted = Counter(error.code for error in _errors())
    assert [code for code, times in counted.items() if times > 1] == []


def test_every_code_is_kebab_case() -> None:
    """Codes are words with hyphens, and never change their form."""
    assert [error.code for error in _errors() if not all(word.islower() for word in error.code.split("-"))] == []


def test_every_error_has_a_sentence_for_the_person() -> None:
    """Whoever meets an error reads a sentence."""
    assert [error.code for error in _errors() if not error.text.endswith(".")] == []


def test_every_code_has_its_answer() -> None:
    """The boundary's table names every code, and no code that does not exist."""
    assert set(STATUS) | set(NEVER_ANSWERED) == {error.code for error in _errors()}
