"""Networks that lose, repeat and reorder."""

import random

from hypothesis import strategies as st


def deliveries(count: int, farthest: int = 8) -> st.SearchStrategy[list[int]]:
    """Draw in which order the packets 0 to `count` - 1 arrive: each not at all, once, or twice, and late.

    None comes behind one that was sent more than `farthest` after it. Networks are drawn, not packets: that is
    many times faster.
    """
    share = st.sampled_from([0.0, 0.05, 0.3])
    return st.builds(_deliver, st.just(count), st.just(farthest), st.integers(0, 1 << 32), share, share, share)


def losses(count: int) -> st.SearchStrategy[list[int]]:
    """Draw which of the packets 0 to `count` - 1 arrive, in order; never none."""
    return deliveries(count, 0).map(lambda arrived: sorted(set(arrived)) or [0])


def _deliver(count: int, farthest: int, seed: int, lost: float, doubled: float, late: float) -> list[int]:
    chance = random.Random(seed)  # noqa: S311 - the same seed must give the same network
    arrivals = []
    for number in range(count):
        copies = 0 if chance.random() < lost else 1 + (chance.random() < doubled)
        for _ in range(copies):
            delay = chance.randint(0, farthest) if chance.random() < late else 0
            arrivals.append((number + delay, number))
    return [number for _, number in sorted(arrivals)]
