"""A spool is a queue that outlives its process: whatever happens to it, what went in comes out in order."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from media_worker.spool import Spool
from media_worker.upload import Upload

steps = st.lists(st.sampled_from(["put", "put", "remove", "set aside", "restart", "die"]), max_size=40)


@settings(max_examples=30)
@given(steps, st.lists(st.integers(-5, 5), min_size=1), st.integers(0, 600))
def test_a_spool_is_a_queue_across_restarts(steps: list[str], ticks: list[int], size: int) -> None:
    """In order and byte for byte, also when the clock goes back or the process dies in mid-write."""
    turns = iter(range(10_000))

    def read_ticks() -> int:
        turn = next(turns)
        return 1_000 + turn + ticks[turn % len(ticks)]

    with tempfile.TemporaryDirectory() as directory:
        path, waiting = Path(directory), list[Upload]()
        spool = Spool(path, read_ticks)
        for number, step in enumerate(steps):
            upload = Upload(f"key-{number}", bytes([number]) * size + b"\n{}", "text/plain", {"number": str(number)})
            if step == "put":
                spool.put(upload)
                waiting.append(upload)
            elif step in {"restart", "die"}:
                if step == "die":
                    (path / f"{number:020d}.part").write_bytes(b"half")
                spool = Spool(path, read_ticks)
            elif waiting:
                (spool.remove_oldest if step == "remove" else spool.set_oldest_aside)()
                waiting.pop(0)
            assert (len(spool), list(spool.waiting())) == (len(waiting), waiting)
