"""Takes copies in that were made while nobody looked: a bundle, a search, a disposal then know of them."""

from typing import Protocol

from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.copy import MasterAlteredError
from sightline.domain.instant import write_instant
from sightline.ports import AwaitedCopies
from sightline.usecases.copy_outcomes import CopyShelf, read_outcome

OVER = {"ready", "failed"}


class Waiting(CopyShelf, Protocol):
    """The ports of waiting for copies."""

    @property
    def awaited_copies(self) -> AwaitedCopies:
        """The copies that are awaited."""
        ...


def take_in_awaited(waiting: Waiting, copy: AwaitedCopy) -> bool:
    """Take a copy in if it is ready; return whether it is awaited no more: it is held, or nothing will come of it."""
    master = waiting.materials.get(copy.material_id)
    try:
        is_over = read_outcome(waiting, master, copy.copy_id, write_instant(copy.asked_at)).state in OVER
    except MasterAlteredError:
        is_over = True  # whoever opens it is told; waiting mends nothing
    if is_over:
        waiting.awaited_copies.remove(copy.copy_id)
    return is_over
