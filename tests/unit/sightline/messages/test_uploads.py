"""What an officer's browser says of a file is bounded before anything is done with it."""

from typing import Any

import pytest
from pydantic import ValidationError

from sightline.messages.uploads import UploadRequest

FILE: dict[str, Any] = {"incident_ref": "INC-7", "file_name": "Tür 2.mp4", "bytes": 9}


def test_takes_a_file() -> None:
    """Whatever letters its name has; 20 GiB at most."""
    assert UploadRequest.model_validate(FILE).file_name == "Tür 2.mp4"
    assert UploadRequest.model_validate({**FILE, "bytes": 20 * 2**30}).bytes == 20 * 2**30


@pytest.mark.parametrize(
    "wrong",
    [
        {"file_name": "../../etc/passwd"},
        {"file_name": "a\\b.mp4"},
        {"file_name": "a\r\nSet-Cookie: x"},
        {"file_name": "x" * 256},
        {"file_name": ""},
        {"bytes": 0},
        {"bytes": 20 * 2**30 + 1},
        {"incident_ref": " "},
    ],
)
def test_refuses_what_no_file_is(wrong: dict[str, Any]) -> None:
    """Paths, line breaks, nothing at all and too much."""
    with pytest.raises(ValidationError):
        UploadRequest.model_validate({**FILE, **wrong})
