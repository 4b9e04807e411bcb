"""One Lambda function: instances that are reused, grown on demand up to a cap, and killed at the timeout."""

import asyncio
import os
import signal
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from infra.local.lambdas.fork_server import ForkServer
from infra.local.lambdas.frames import encode, receive

MOST_INSTANCES = 6


class FunctionFailedError(Exception):
    """The handler raised, or its process died."""


class FunctionTimedOutError(Exception):
    """The handler took longer than its template allows."""


@dataclass(frozen=True)
class FunctionSpec:
    """A function as its template describes it, for this laptop."""

    name: str
    arn: str
    handler: str
    timeout_seconds: float
    environment: Mapping[str, str]
    code: str
    log: str
    errors: str

    def start_message(self) -> dict[str, Any]:
        """Return what a new instance is told first."""
        names = ("name", "arn", "handler", "code", "log", "errors")
        return {"environment": dict(self.environment), **{name: getattr(self, name) for name in names}}


class Instance:
    """One process of a function; serves one event at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        """Use `start`."""
        self._reader = reader
        self._writer = writer
        self._pid = pid

    @classmethod
    async def start(cls, server: ForkServer, spec: FunctionSpec) -> "Instance":
        """Fork one and wait until it has loaded its handler."""
        reader, writer = await server.fork()
        writer.write(encode(spec.start_message()))
        return cls(reader, writer, (await receive(reader))["pid"])

    async def serve(self, event: Any, timeout_seconds: float) -> Any:
        """Return what the handler makes of an event."""
        message = {"event": event, "request_id": str(uuid.uuid4()), "timeout_seconds": timeout_seconds}
        self._writer.write(encode(message))
        await self._writer.drain()
        return await receive(self._reader)

    def kill(self) -> None:
        """End it at once."""
        self._writer.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


class LambdaFunction:
    """A function that can be invoked."""

    def __init__(self, spec: FunctionSpec, server: ForkServer, report: Callable[[str, str], None]) -> None:
        """Start with no instance; `report` notes failures for whoever watches the laptop."""
        self.spec = spec
        self._server = server
        self._report = report
        self._idle: list[Instance] = []
        self._places = asyncio.Semaphore(MOST_INSTANCES)

    async def invoke(self, event: Any) -> Any:
        """Run one event to its end; raise FunctionFailedError or FunctionTimedOutError."""
        async with self._places:
            instance = self._idle.pop() if self._idle else await self._start()
            try:
                # Not wait_for: before Python 3.12 it can swallow a cancellation, and the laptop would never end.
                async with asyncio.timeout(self.spec.timeout_seconds):
                    reply = await instance.serve(event, self.spec.timeout_seconds)
            except BaseException as error:
                instance.kill()
                raise self._explained(error) from error
            self._idle.append(instance)
        return self._value(reply)

    async def _start(self) -> Instance:
        try:
            return await Instance.start(self._server, self.spec)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise self._explained(error) from error

    def _value(self, reply: dict[str, Any]) -> Any:
        if error := reply.get("error"):
            self._report(self.spec.name, error["errorType"])
            raise FunctionFailedError(error["errorType"])
        return reply["value"]

    def _explained(self, error: BaseException) -> BaseException:
        """Say what an instance's end means to its invoker; a cancelled invocation stays cancelled."""
        if isinstance(error, TimeoutError):
            self._report(self.spec.name, "timed out")
            return FunctionTimedOutError(self.spec.name)
        if isinstance(error, asyncio.IncompleteReadError | ConnectionError):
            self._report(self.spec.name, "its process died")
            return FunctionFailedError(self.spec.name)
        return error
