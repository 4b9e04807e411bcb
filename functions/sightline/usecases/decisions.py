"""Writes down what is decided of a material as it stands: no other entry of its chain comes between look and deed.

A hold that is put on while a disposal begins is thus either seen by it, or refused: one of the two comes first.
"""

from collections.abc import Callable

from sightline.domain.custody import Entry, Event, follow
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.material import Material
from sightline.usecases.custody import Holdings, catch_up, seal_entry

TRIES = 100
"""Each lost try means that something else was written in the chain."""


class _OvertakenError(Exception):
    """The chain has gone on since it was looked at."""


def decide(holdings: Holdings, material_id: str, how: Callable[[Material], Event | None]) -> Material:
    """Write down what `how` makes of a material, which may raise to refuse; nothing if it makes nothing of it.

    `how` must be free of effects, since it may run more than once.
    """
    for _ in range(TRIES):
        material = catch_up(holdings, material_id)
        event = how(material)
        if event is None or _write(holdings, material, event):
            return catch_up(holdings, material_id)
    raise StoreUnavailableError


def _write(holdings: Holdings, seen: Material, event: Event) -> bool:
    now = holdings.clock.now()

    def follow_what_was_seen(last: Entry | None) -> Entry:
        if (last.sequence if last else 0) != seen.custody_sequence:
            raise _OvertakenError
        return seal_entry(follow(last, seen.force_id, seen.material_id, event, now))

    try:
        holdings.custody.append(seen.material_id, follow_what_was_seen, event.event_id)
    except _OvertakenError:
        return False
    return True
