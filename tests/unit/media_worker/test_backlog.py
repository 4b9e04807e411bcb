"""Live pictures give way before recording does, and come back only when there is room for both."""

from media_worker.backlog import Backlog
from media_worker.upload import Upload


def make_upload(kilobytes: int, session_id: str = "session") -> Upload:
    """Make an object that takes so many KB on disk."""
    return Upload(f"force/{session_id}/recording/key", bytes(1024 * (kilobytes - 1)), "text/plain")


def test_live_pictures_give_way_at_half_and_come_back_at_a_quarter() -> None:
    """Between the two nothing changes, so that pictures do not come and go."""
    backlog, states = Backlog(100 * 1024), list[bool]()
    for change in (50, 1, -25, -1, 24, 2):
        (backlog.take if change > 0 else backlog.release)(make_upload(abs(change)))
        states.append(backlog.is_pressing)
    assert states == [False, True, True, False, False, True]


def test_there_is_room_up_to_the_bound() -> None:
    """And not a byte beyond it, but for a recording's first fragment."""
    backlog = Backlog(10 * 1024)
    backlog.take(make_upload(4))
    assert backlog.has_room(6 * 1024, is_first=False)
    assert not backlog.has_room(6 * 1024 + 1, is_first=False)
    assert backlog.has_room(6 * 1024 + 1, is_first=True)
    assert not backlog.has_room(1 << 25, is_first=True)


def test_sessions_are_named_until_their_last_object_has_left_the_disk() -> None:
    """What an earlier process has left counts too."""
    backlog = Backlog(100 * 1024, [make_upload(1, "a"), make_upload(1, "b"), make_upload(1, "a")])
    assert (backlog.sessions, backlog.bytes) == (["a", "b"], 3 * 1024)
    assert [backlog.note_unspooled(make_upload(1, session)) for session in ("a", "b", "a")] == [False, True, True]
    assert backlog.sessions == []
