"""Progress is told now and then, and the time is not overrun."""

import pytest

from derivations.watch import Watch
from sightline.domain.copy import CopyTooLongError


def test_progress_is_told_every_few_seconds() -> None:
    """Each word is an object in a bucket: not every fragment is worth one."""
    told: list[float] = []
    times = iter([0.0, 0.0, 1.0, 3.0, 4.0, 7.0])
    watch = Watch(told.append, 100, lambda: next(times))
    for share in (0.1, 0.2, 0.3, 1.4):
        watch.look(share)
    assert told == [0.2, 1.0]


def test_progress_never_goes_back() -> None:
    """Whoever only looks at the time has done no more, nor less."""
    told: list[float] = []
    times = iter([0.0, 0.0, 3.0, 6.0])
    watch = Watch(told.append, 100, lambda: next(times))
    for share in (0.4, 0.0):
        watch.look(share)
    assert told == [0.4, 0.4]


def test_a_copy_stops_when_its_time_is_over() -> None:
    """It ends with a reason, before the function is ended without one."""
    times = iter([0.0, 0.0, 10.0, 10.1])
    watch = Watch(lambda _: None, 10, lambda: next(times))
    watch.look(0.5)
    with pytest.raises(CopyTooLongError):
        watch.look(0.6)
