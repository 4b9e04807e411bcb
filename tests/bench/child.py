"""Processes of the bench's own: each reads one JSON request a line and answers with one line, in any order.

A process that is measured must hold nothing but what is measured, so load and subjects each get their own.
"""

import asyncio
import itertools
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_LONGEST_LINE = 1024 * 1024


class Child:
    """The bench's end of one such process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take a running process."""
        self._process = process
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._task = asyncio.create_task(self._listen())

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    async def ask(self, what: str, **arguments: object) -> Any:
        """Call a method over there; raise RuntimeError with what went wrong."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([number, what, arguments]).encode() + b"\n")
        async with asyncio.timeout(60):
            return await answer

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            number, result, error = json.loads(line)
            waiting = self._waiting.pop(number)
            if error:
                waiting.set_exception(RuntimeError(error))
            else:
                waiting.set_result(result)
        for waiting in self._waiting.values():
            waiting.set_exception(RuntimeError("the process has ended"))

    async def end(self) -> None:
        """Stop it."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        self._task.cancel()


@asynccontextmanager
async def open_child(module: str, *arguments: str, prefix: tuple[str, ...] = ()) -> AsyncIterator[Child]:
    """Start `python -m module`; `prefix` stands before the command, as `taskset -c 0`."""
    process = await asyncio.create_subprocess_exec(
        *prefix,
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    child = Child(process)
    try:
        yield child
    finally:
        await child.end()


async def answer_requests(desk: object) -> None:
    """Be such a process: call the methods of `desk` as asked, until the bench is gone."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tasks: set[asyncio.Task[None]] = set()
    async for line in reader:
        task = loop.create_task(_answer(desk, *json.loads(line)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


async def _answer(desk: object, number: int, what: str, arguments: dict[str, Any]) -> None:
    result, error = None, None
    try:
        result = await getattr(desk, what)(**arguments)
    except Exception as problem:  # noqa: BLE001 - the boundary of the process: the bench raises it
        error = repr(problem)
    print(json.dumps([number, result, error]), flush=True)  # noqa: T201 - the pipe to the bench
