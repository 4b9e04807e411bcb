"""All legs of a channel follow its newest stream."""

from typing import TYPE_CHECKING, Any, cast

from media_worker.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from media_worker.down_leg import DownLeg
    from media_worker.stream import Stream


class StreamInName:
    """A stream of which only its leg and its viewers matter."""

    def __init__(self) -> None:
        """Begin without viewers."""
        self.leg = object()
        self.viewers: Sequence[DownLeg] = ()


class Follower:
    """A leg that remembers what it follows."""

    def __init__(self, *unsuitable: object) -> None:
        """Begin with nothing to follow."""
        self.followed: list[object] = []
        self._unsuitable = unsuitable

    def follow(self, source: object, _now: float) -> None:
        """Follow a source."""
        self.followed.append(source)

    def can_show(self, source: object) -> bool:
        """Tell whether the player knows its codec."""
        return source not in self._unsuitable


def make_stream() -> Any:
    """Return a stream."""
    return cast("Stream", StreamInName())


def test_legs_follow_the_newest_stream() -> None:
    """Those that were there and those that come later; the stream before it has no viewers any more."""
    channel, early, late, gone = Channel(), Follower(), Follower(), Follower()
    first, second = make_stream(), make_stream()
    channel.join(cast("DownLeg", early), 0.0)
    channel.join(cast("DownLeg", gone), 0.0)
    channel.leave(cast("DownLeg", gone))
    channel.leave(cast("DownLeg", gone))
    assert channel.show(first, 1.0) is None
    assert channel.show(second, 2.0) == first
    channel.join(cast("DownLeg", late), 3.0)
    assert early.followed == [first.leg, second.leg]
    assert (late.followed, gone.followed) == ([second.leg], [])
    assert list(first.viewers) == []
    assert list(second.viewers) == [early, late]


def test_a_leg_is_judged_by_what_there_is_to_follow() -> None:
    """As long as there is nothing, every leg suits."""
    channel, stream = Channel(), make_stream()
    leg = cast("DownLeg", Follower(stream.leg))
    assert channel.suits(leg)
    channel.show(stream, 0.0)
    assert not channel.suits(leg)
