"""The network: takes texts from moto's SNS to the phone, if it is on, reports what became of each, and brings mails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from infra.local.phone.mails import Mail
from infra.local.phone.texts import Text

LOOK_SECONDS = 0.25
Report = Callable[[Text], Awaitable[None]]


class MobileNetwork:
    """All texts and mails so far, newest first, and whether the phone is on."""

    def __init__(self, session: aiohttp.ClientSession, moto: str, report: Report) -> None:
        """Look for texts and mails at moto's address; report each text's delivery or failure."""
        self._session = session
        self._address = f"{moto}/_laptop"
        self._report = report
        self._known: dict[str, Text] = {}
        self._mails: dict[str, Mail] = {}
        self._changed = asyncio.Condition()
        self.phone_is_on = True

    def texts(self) -> list[Text]:
        """Return all texts, newest first."""
        return list(reversed(self._known.values()))

    def mails(self) -> list[Mail]:
        """Return all mails, newest first."""
        return list(reversed(self._mails.values()))

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
        for each in await self._sent("texts"):
            if each["message_id"] not in self._known:
                await self._take(each)
        for each in await self._sent("mails"):
            if each["message_id"] not in self._mails:
                self._mails[each["message_id"]] = Mail(**each, arrived_at=datetime.now(UTC))
                await self._announce()

    async def _sent(self, what: str) -> list[dict[str, Any]]:
        async with self._session.get(f"{self._address}/{what}") as response:
            sent: list[dict[str, Any]] = await response.json()
        return sent

    async def _take(self, sent: dict[str, Any]) -> None:
        text = Text(**sent, arrived_at=datetime.now(UTC), delivered=self.phone_is_on)
        self._known[text.message_id] = text
        await self._announce()
        await self._report(text)

    async def _announce(self) -> None:
        async with self._changed:
            self._changed.notify_all()
