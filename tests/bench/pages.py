"""Chromium's pages that send a clock as picture, or read it back, as parties of a stream."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

PAGE = Path(__file__).with_name("browser.html")
CYCLE_MS = 2**24
"""The pictures' clock begins anew after this many milliseconds."""
_FLAGS = (
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)


@dataclass(frozen=True)
class PageParty:
    """A page that sends or that watches."""

    page: Page
    sends: bool
    bits_per_second: int = 2_500_000

    async def offer(self) -> str:
        """Offer, with all candidates."""
        wish = {"sends": self.sends, "bitsPerSecond": self.bits_per_second}
        return str(await self.page.evaluate("(wish) => party.offer(wish)", wish))

    async def accept(self, answer: str) -> None:
        """Connect."""
        await self.page.evaluate("(answer) => party.accept(answer)", {"sdp": answer})

    async def answer(self, offer: str) -> str:
        """Take what is offered."""
        return str(await self.page.evaluate("(offer) => party.answer(offer)", {"sdp": offer}))

    async def take_seen(self) -> list[tuple[int, int | None]]:
        """Return the pictures shown since the last time: when, and the clock in each, if it could be read."""
        return [(at, clock) for at, clock in await self.page.evaluate("() => party.takeSeen()")]

    async def read_stats(self) -> dict[str, Any]:
        """Return the browser's own statistics of picture and sound."""
        stats: dict[str, Any] = await self.page.evaluate("() => party.readStats()")
        return stats


@dataclass(frozen=True)
class Couple:
    """A Chromium that sends and another one that watches."""

    sender: PageParty
    viewer: PageParty


@asynccontextmanager
async def open_couple(bits_per_second: int = 2_500_000) -> AsyncIterator[Couple]:
    """Start both browsers, each a process of its own."""
    async with async_playwright() as driver:
        browsers = [await driver.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS) for _ in range(2)]
        sending, watching = [await _open_page(browser) for browser in browsers]
        yield Couple(PageParty(sending, sends=True, bits_per_second=bits_per_second), PageParty(watching, sends=False))
        for browser in browsers:
            await browser.close()


async def _open_page(browser: Browser) -> Page:
    page = await browser.new_page(viewport={"width": 1280, "height": 720})
    await page.goto(PAGE.as_uri())
    return page
