"""The ports that shares need."""

from typing import Protocol

from sightline.domain.mail import Letterhead
from sightline.ports import Entropy, Mailer
from sightline.usecases.share_endings import ShareBook


class ShareDesk(ShareBook, Protocol):
    """What giving out shares and opening them needs."""

    @property
    def entropy(self) -> Entropy:
        """Randomness for ids, links, codes and viewings."""
        ...

    @property
    def mailer(self) -> Mailer:
        """The way to recipients."""
        ...

    @property
    def letterhead(self) -> Letterhead:
        """Who writes to them."""
        ...
