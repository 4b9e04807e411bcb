"""What a phone says of its own recording is bounded before anything is done with it."""

from typing import Any

import pytest
from pydantic import ValidationError

from sightline.messages.originals import PieceRequest

PIECE: dict[str, Any] = {
    "take_id": "t1",
    "sequence": 0,
    "captured_at": "2026-03-01T12:00:00Z",
    "duration_milliseconds": 4000,
    "bytes": 9,
    "sha256": "ab" * 32,
}


def test_takes_a_piece() -> None:
    """As a phone describes it."""
    assert PieceRequest.model_validate(PIECE).sequence == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"bytes": 0},
        {"bytes": 8_000_001},
        {"sequence": -1},
        {"sequence": 10_000},
        {"sha256": "AB" * 32},
        {"take_id": "../t1"},
        {"duration_milliseconds": 600_001},
        {"captured_at": 1},
    ],
)
def test_refuses_what_is_no_piece(wrong: dict[str, Any]) -> None:
    """Sizes, places, digests, names and times each have their bounds."""
    with pytest.raises(ValidationError):
        PieceRequest.model_validate({**PIECE, **wrong})
