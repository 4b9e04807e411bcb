"""A queue's messages are worked off: what is done is deleted, what failed comes again."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from infra.local.events.queues import QueueSource
from infra.local.lambdas.function import FunctionFailedError

ARN = "arn:aws:sqs:eu-west-2:123456789012:seal"


class Queue:
    """A queue that gives out its messages once."""

    def __init__(self, *bodies: str) -> None:
        """Hold a message for each body."""
        self.waiting = [{"MessageId": body, "ReceiptHandle": f"handle-{body}", "Body": body} for body in bodies]
        self.deleted: list[str] = []

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        """Return as many as were asked for."""
        given = self.waiting[: asked["MaxNumberOfMessages"]]
        self.waiting = self.waiting[len(given) :]
        return {"Messages": given} if given else {}

    def delete_message(self, **asked: Any) -> None:
        """Note what is done."""
        self.deleted.append(asked["ReceiptHandle"])


async def work_off(queue: Queue, response: Any) -> list[Any]:
    """Receive one batch of ten for a function that answers, or raises, the response; return its events."""
    events = []

    async def function(event: Any) -> Any:
        events.append(event)
        if isinstance(response, Exception):
            raise response
        return response

    await QueueSource(queue, ARN, 10, function).receive_once("url")
    return events


async def test_what_is_done_is_deleted() -> None:
    """The function gets the messages as records, and none comes again."""
    queue = Queue("a", "b")
    (event,) = await work_off(queue, None)
    assert [record["body"] for record in event["Records"]] == ["a", "b"]
    assert {record["eventSourceARN"] for record in event["Records"]} == {ARN}
    assert {record["awsRegion"] for record in event["Records"]} == {"eu-west-2"}
    assert queue.deleted == ["handle-a", "handle-b"]


@pytest.mark.parametrize(
    ("response", "deleted"),
    [
        ({"batchItemFailures": [{"itemIdentifier": "a"}]}, ["handle-b"]),
        ({"batchItemFailures": []}, ["handle-a", "handle-b"]),
        (FunctionFailedError("x"), []),
    ],
)
async def test_what_failed_stays(response: Any, deleted: list[str]) -> None:
    """Items that are reported, or all if the function fails, stay in the queue."""
    queue = Queue("a", "b")
    await work_off(queue, response)
    assert queue.deleted == deleted


async def test_an_empty_queue_starts_nothing() -> None:
    """Without a message the function is not invoked."""
    assert await work_off(Queue(), None) == []


class IdleQueue(Queue):
    """A queue that lets callers wait, until it is told to let them go."""

    def __init__(self) -> None:
        """Hold nothing."""
        super().__init__()
        self.asked, self.let_go = asyncio.Event(), Event()
        self._loop = asyncio.get_running_loop()

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        """Wait for a message that does not come."""
        self._loop.call_soon_threadsafe(self.asked.set)
        self.let_go.wait()
        return super().receive_message(**asked)


async def test_who_waits_for_messages_takes_no_thread_of_others() -> None:
    """The event loop's own threads stay free: the files of the pages are sent by them."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    queue = IdleQueue()
    waiting = asyncio.create_task(work_off(queue, None))
    try:
        await queue.asked.wait()
        assert await asyncio.wait_for(asyncio.to_thread(lambda: "sent"), 10) == "sent"
    finally:
        queue.let_go.set()
    assert await waiting == []
