"""What is altered, broken or hostile ends in a refusal that names it."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from sightline.domain.copy import MasterAlteredError, MasterUnreadableError, NothingToCopyError
from tests.fakes.masters import a_film, record
from tests.unit.derivations.bench import Bench, at


@pytest.mark.parametrize("spoil", [lambda body: body[:-1] + b"\0", lambda body: body[:100], lambda _: None])
def test_an_altered_master_is_not_copied(film: Bench, spoil: Callable[[bytes], bytes | None]) -> None:
    """A bit, an end or a whole object that is not as it was sealed stops the copy, with the object named."""
    key = film.master.fragments()[1]
    sealed = film.master.seal()
    spoilt = spoil(film.master.evidence.objects[key])
    if spoilt is None:
        del film.master.evidence.objects[key]
    else:
        film.master.evidence.objects[key] = spoilt
    film.master.seal = lambda **_: sealed  # type: ignore[method-assign]  # what was sealed stays what was sealed
    with pytest.raises(MasterAlteredError) as refusal:
        film.make("clip", 0, 6)
    assert refusal.value.key == key
    assert film.files == {}


def test_an_altered_manifest_is_not_believed(film: Bench) -> None:
    """The manifest itself has to be the one that the job names."""
    sealed = film.master.seal()
    film.master.evidence.objects[sealed.key] += b" "
    film.master.seal = lambda **_: sealed  # type: ignore[method-assign]  # what was sealed stays what was sealed
    with pytest.raises(MasterAlteredError) as refusal:
        film.make("clip", 0, 6)
    assert refusal.value.key == sealed.key


@pytest.mark.parametrize("garbage", [b"", b"\0" * 5000, b"moof" * 500, bytes(range(256)) * 20])
def test_sealed_garbage_ends_in_a_refusal_that_names_it(film: Bench, garbage: bytes) -> None:
    """What was recorded broken, and sealed so, is refused by name, not skipped."""
    key = film.master.fragments()[1]
    film.master.evidence.objects[key] = garbage
    with pytest.raises(MasterUnreadableError) as refusal:
        film.make("playable", 0, 6)
    assert refusal.value.key == key


def test_a_time_without_pictures_is_refused(film: Bench) -> None:
    """Where nothing was recorded there is nothing to copy."""
    with pytest.raises(NothingToCopyError):
        film.make("clip", 20, 25)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_sealed_ends_in_a_copy_or_a_refusal(bench: Bench, seed: int) -> None:
    """Boxes that lie, of a stranger's making: no other error, no copy without an end."""
    record(bench.master, a_film(2, sound_from=0.3))
    chance = random.Random(seed)  # noqa: S311  a sample that can be had again
    objects = bench.master.evidence.objects
    key = chance.choice([key for key in objects if key.endswith((".m4s", ".mp4"))])
    spoilt = bytearray(objects[key])
    for _ in range(chance.choice([1, 4, 16, 64])):
        spoilt[chance.randrange(8, min(len(spoilt), 2000))] = chance.choice([0, 255, chance.randrange(256)])
    objects[key] = bytes(spoilt)
    with suppress(MasterUnreadableError, NothingToCopyError):
        made = bench.make(chance.choice(["clip", "playable"]), 0, 2, exact=bool(seed % 2))
        assert made.files[-1].ended_at <= at(20)
