"""The mobile network: takes texts from moto's SNS to the phone, if it is on, and reports what became of each."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from infra.local.phone.texts import Text

LOOK_SECONDS = 0.25
Report = Callable[[Text], Awaitable[None]]


class MobileNetwork:
    """All texts so far, newest first, and whether the phone is on."""

    def __init__(self, session: aiohttp.ClientSession, moto: str, report: Report) -> None:
        """Look for texts at moto's address; report each delivery or failure."""
        self._session = session
        self._address = f"{moto}/_laptop/texts"
        self._report = report
        self._known: dict[str, Text] = {}
        self._changed = asyncio.Condition()
        self.phone_is_on = True

    def texts(self) -> list[Text]:
        """Return all texts, newest first."""
        return list(reversed(self._known.values()))

    async def switch(self, *, on: bool) -> None:
        """Switch the phone on or off; what comes while it is off is never delivered."""
        self.phone_is_on = on
        await self._announce()

    async def next_change(self) -> None:
        """Wait until there is something new to show."""
        async with self._changed:
            await self._changed.wait()

    async def run(self) -> None:
        """Take texts over for ever."""
        while True:
            try:
                await self._look()
            except aiohttp.ClientError:
                logging.getLogger(__name__).warning("moto does not answer when asked for texts.")
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        async with self._session.get(self._address) as response:
            sent = await response.json()
        for each in sent:
            if each["message_id"] not in self._known:
                await self._take(each)

    async def _take(self, sent: dict[str, Any]) -> None:
        text = Text(**sent, arrived_at=datetime.now(UTC), delivered=self.phone_is_on)
        self._known[text.message_id] = text
        await self._announce()
        await self._report(text)

    async def _announce(self) -> None:
        async with self._changed:
            self._changed.notify_all()
