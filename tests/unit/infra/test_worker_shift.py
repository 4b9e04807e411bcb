"""Hours at which more media workers stand ready."""

import pytest
from pydantic import ValidationError

from infra.worker_shift import WorkerShift


def test_a_shift_holds_each_day_unless_it_names_some() -> None:
    """Ranges and lists of days, as CloudWatch's schedules write them."""
    assert WorkerShift(at="17:30", workers=5).days == "MON-SUN"
    assert WorkerShift(at="00:00", days="FRI-SAT,MON", workers=0).days == "FRI-SAT,MON"


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "24:00"},
        {"at": "7:30"},
        {"at": "17:60"},
        {"days": "Friday"},
        {"days": "FRI-"},
        {"days": ""},
        {"workers": -1},
        {"until": "18:00"},
    ],
)
def test_what_is_no_hour_no_day_or_no_number_is_refused(wrong: dict[str, object]) -> None:
    """Before anything is deployed."""
    with pytest.raises(ValidationError):
        WorkerShift.model_validate({"at": "17:30", "workers": 5, **wrong})
