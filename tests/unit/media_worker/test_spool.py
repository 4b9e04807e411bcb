"""What waits on disk survives the process, in order, within bounds."""

from pathlib import Path

import pytest

from media_worker.spool import Spool, SpoolFullError
from media_worker.upload import Upload


def make_upload(number: int, size: int = 10) -> Upload:
    """Make something to store; its body has line ends in it."""
    return Upload(f"force/session/recording/{number}", b"\n" * size, "text/plain", {"sha256": "x"})


def test_what_is_put_comes_back_oldest_first(tmp_path: Path) -> None:
    """Key, body, type and notes are all kept, also when the clock stands still."""
    spool = Spool(tmp_path, 10_000, ticks=lambda: 5)
    for number in range(3):
        spool.put(make_upload(number))
    for number in range(3):
        assert spool.oldest() == make_upload(number)
        spool.remove_oldest()
    assert spool.oldest() is None
    assert list(tmp_path.iterdir()) == []


def test_another_process_takes_up_what_was_left(tmp_path: Path) -> None:
    """Half-written files are no objects; new ones go behind the old ones, even if the clock was set back."""
    Spool(tmp_path, 10_000, ticks=lambda: 500).put(make_upload(1))
    (tmp_path / "00000000000000000001.part").write_bytes(b"half")
    spool = Spool(tmp_path, 10_000, ticks=lambda: 3)
    spool.put(make_upload(2))
    assert len(spool) == 2
    assert spool.oldest() == make_upload(1)


def test_a_full_spool_says_so_and_has_room_again_later(tmp_path: Path) -> None:
    """The disk is bounded."""
    spool = Spool(tmp_path, 400)
    spool.put(make_upload(1, 200))
    with pytest.raises(SpoolFullError):
        spool.put(make_upload(2, 200))
    spool.remove_oldest()
    spool.put(make_upload(2, 200))


def test_what_the_store_refuses_is_kept_but_not_tried_again(tmp_path: Path) -> None:
    """Nothing that was recorded is thrown away."""
    spool = Spool(tmp_path, 10_000)
    spool.put(make_upload(1))
    spool.set_oldest_aside()
    assert spool.oldest() is None
    assert len(list(tmp_path.iterdir())) == 1
    assert len(Spool(tmp_path, 10_000)) == 0
