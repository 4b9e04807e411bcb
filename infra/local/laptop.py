"""The laptop as a whole: everything starts in order and ends together."""

import asyncio
import importlib
import time
from contextlib import AsyncExitStack
from typing import Any

from infra.local.foundations import lay_foundations
from infra.local.options import Options


async def run(options: Options) -> None:
    """Run until cancelled, or until a part dies that the rest cannot do without."""
    began = time.monotonic()
    if options.ready_file:
        options.ready_file.unlink(missing_ok=True)
    async with AsyncExitStack() as stack:
        foundations, module = await asyncio.gather(lay_foundations(options, stack), _import_running())
        await module.run_on(foundations, options, stack, began)


async def _import_running() -> Any:
    """Import what takes a second to import, while the children start."""
    return await asyncio.to_thread(importlib.import_module, "infra.local.running")
