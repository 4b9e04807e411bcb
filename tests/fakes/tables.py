"""All tables that are made anew from the evidence, in memory."""

from dataclasses import dataclass, field

from sightline.usecases.rebuilding import rebuild_tables
from tests.fakes.copies import AwaitedInMemory
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.shares import SharesInMemory


@dataclass
class TablesInMemory(ExchangeInMemory):
    """Tables, beside the bucket that they are made from."""

    shares: SharesInMemory = field(default_factory=SharesInMemory)
    awaited_copies: AwaitedInMemory = field(default_factory=AwaitedInMemory)

    def rebuilt(self) -> "TablesInMemory":
        """Return empty tables beside the same bucket, made anew."""
        after = TablesInMemory(clock=self.clock, evidence=self.evidence)
        rebuild_tables(after, "avon")
        return after
