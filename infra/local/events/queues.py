"""SQS event sources: receives messages, invokes the function, deletes what was done; the rest comes again."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.deployed import Deployed
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError

Invoke = Callable[[Any], Awaitable[Any]]
Message = dict[str, Any]
WAIT_SECONDS = 1
DEFAULT_BATCH = 10


class QueueSource:
    """One queue that one function listens to."""

    def __init__(self, sqs: Any, arn: str, batch_size: int, invoke: Invoke) -> None:
        """Take a boto3 client, and the queue by its ARN."""
        self._sqs = sqs
        self._arn = arn
        self._batch_size = batch_size
        self._invoke = invoke
        # Of its own: the event loop's few threads are for short calls, and would all be waiting for messages.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="queue")

    async def run(self) -> None:
        """Receive for ever."""
        name = self._arn.rsplit(":", 1)[-1]
        url = (await self._ask(self._sqs.get_queue_url, QueueName=name))["QueueUrl"]
        while True:
            try:
                await self.receive_once(url)
            except (BotoCoreError, ClientError):
                await asyncio.sleep(WAIT_SECONDS)  # the queue is out of order for the moment

    async def receive_once(self, url: str) -> None:
        """Receive one batch, if there is one, and work it off."""
        received = await self._ask(
            self._sqs.receive_message,
            QueueUrl=url,
            MaxNumberOfMessages=self._batch_size,
            WaitTimeSeconds=WAIT_SECONDS,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        messages = received.get("Messages", [])
        if messages:
            for message in await self._done(messages):
                await self._ask(self._sqs.delete_message, QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    async def _ask(self, call: Callable[..., Any], **words: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(call, **words))

    async def _done(self, messages: list[Message]) -> list[Message]:
        """Return the messages that the function has worked off."""
        try:
            response = await self._invoke({"Records": [record_of(message, self._arn) for message in messages]})
        except (FunctionFailedError, FunctionTimedOutError):
            return []
        failed = {each["itemIdentifier"] for each in (response or {}).get("batchItemFailures", [])}
        return [message for message in messages if message["MessageId"] not in failed]


def record_of(message: Message, arn: str) -> dict[str, Any]:
    """Build the record of a message in an event."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": message.get("MessageAttributes", {}),
        "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": arn.split(":")[3],
    }


def queue_sources(
    deployed: Deployed, sqs: Any, function: Callable[[str], Invoke]
) -> Iterator[Coroutine[None, None, None]]:
    """Return one endless task for each event source mapping."""
    for mapping in deployed.of_type("AWS::Lambda::EventSourceMapping"):
        declared = mapping.properties
        target = deployed.named("AWS::Lambda::Function", declared["FunctionName"]).exists.attribute("Arn")
        batch_size = int(declared.get("BatchSize", DEFAULT_BATCH))
        yield QueueSource(sqs, declared["EventSourceArn"], batch_size, function(target)).run()
