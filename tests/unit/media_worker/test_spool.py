"""What waits on disk survives the process, in order."""

from pathlib import Path

import pytest

from media_worker.spool import Spool
from media_worker.upload import Upload


def make_upload(number: int, size: int = 10) -> Upload:
    """Make something to store; its body has line ends in it."""
    return Upload(f"force/session/recording/{number}", b"\n" * size, "text/plain", {"sha256": "x"})


def test_what_is_put_comes_back_oldest_first(tmp_path: Path) -> None:
    """Key, body, type and notes are all kept, also when the clock stands still."""
    spool = Spool(tmp_path, ticks=lambda: 5)
    for number in range(3):
        spool.put(make_upload(number))
    for number in range(3):
        assert spool.oldest() == make_upload(number)
        spool.remove_oldest()
    assert spool.oldest() is None
    assert list(tmp_path.iterdir()) == []


def test_another_process_takes_up_what_was_left(tmp_path: Path) -> None:
    """Half-written files are no objects; new ones go behind the old ones, even if the clock was set back."""
    Spool(tmp_path, ticks=lambda: 500).put(make_upload(1))
    (tmp_path / "00000000000000000001.part").write_bytes(b"half")
    spool = Spool(tmp_path, ticks=lambda: 3)
    spool.put(make_upload(2))
    assert len(spool) == 2
    assert spool.oldest() == make_upload(1)


def test_what_is_damaged_stops_nothing(tmp_path: Path) -> None:
    """A file that is no object is set aside, and what lies behind it is taken up."""
    (tmp_path / f"{1:020d}.spooled").write_bytes(b"\x00\xff")
    (tmp_path / f"{2:020d}.spooled").write_bytes(b"{}\nbody")
    Spool(tmp_path).put(make_upload(1))
    assert list(Spool(tmp_path).waiting()) == [make_upload(1)]
    assert len(list(tmp_path.glob("*.refused"))) == 2


def test_a_disk_that_fails_keeps_the_order(tmp_path: Path) -> None:
    """What could not be written is not counted; what comes next is."""
    spool = Spool(tmp_path / "spool")
    (tmp_path / "spool").rmdir()
    with pytest.raises(OSError, match="No such file"):
        spool.put(make_upload(1))
    (tmp_path / "spool").mkdir()
    spool.put(make_upload(2))
    assert list(spool.waiting()) == [make_upload(2)]


def test_what_the_store_refuses_is_kept_but_not_tried_again(tmp_path: Path) -> None:
    """Nothing that was recorded is thrown away."""
    spool = Spool(tmp_path)
    spool.put(make_upload(1))
    spool.set_oldest_aside()
    assert spool.oldest() is None
    assert len(list(tmp_path.iterdir())) == 1
    assert len(Spool(tmp_path)) == 0
