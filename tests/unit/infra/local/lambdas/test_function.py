"""Functions run in processes of their own, with their environment alone, one event at a time."""

import asyncio
import json
import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from infra.local.lambdas.fork_server import ForkServer
from infra.local.lambdas.function import FunctionFailedError, FunctionSpec, FunctionTimedOutError, LambdaFunction

CODE = """
import os, random, time

def echo(event, context):
    print('{"said": "hello"}')
    return {"event": event, "pid": os.getpid(), "environment": dict(os.environ), "chance": random.random(),
            "name": context.function_name, "left": context.get_remaining_time_in_millis()}

def fail(event, context):
    raise ValueError("no")

def hang(event, context):
    time.sleep(60)

def die(event, context):
    os._exit(1)

def meet(event, context):
    open(event["mine"], "w").close()
    while not os.path.exists(event["theirs"]):
        time.sleep(0.01)
    return os.getpid()
"""
Make = Callable[..., LambdaFunction]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ForkServer]:
    """Return a running fork server."""
    server = await ForkServer.start(tmp_path / "server.log")
    await server.ready()
    yield server
    await server.stop()


@pytest.fixture
def make(server: ForkServer, tmp_path: Path) -> Make:
    """Return what makes a function of a handler's name."""
    (tmp_path / "tried.py").write_text(textwrap.dedent(CODE))

    def make(handler: str, timeout_seconds: float = 10) -> LambdaFunction:
        spec = FunctionSpec(
            name="tried",
            arn="arn:tried",
            handler=f"tried.{handler}",
            timeout_seconds=timeout_seconds,
            environment={"ONLY": "this"},
            code=str(tmp_path),
            log=str(tmp_path / "tried.jsonl"),
            errors=str(tmp_path / "tried.errors.log"),
        )
        return LambdaFunction(spec, server, lambda _name, _what: None)

    return make


async def test_a_handler_gets_its_environment_and_nothing_else(make: Make, tmp_path: Path) -> None:
    """The environment is exactly the template's; the event, the context and the log are as on Lambda."""
    answer = await make("echo").invoke({"a": [1, None]})
    assert answer["environment"] == {"ONLY": "this"}
    assert (answer["event"], answer["name"]) == ({"a": [1, None]}, "tried")
    assert 0 < answer["left"] <= 10_000
    assert json.loads((tmp_path / "tried.jsonl").read_text()) == {"said": "hello"}


async def test_an_instance_is_used_again(make: Make) -> None:
    """One event after the other goes to the same process."""
    function = make("echo")
    first, second = await function.invoke(1), await function.invoke(2)
    assert first["pid"] == second["pid"]


async def test_instances_do_not_share_their_chance(make: Make) -> None:
    """Forked processes draw different random numbers."""
    first, second = await make("echo").invoke(1), await make("echo").invoke(1)
    assert first["pid"] != second["pid"]
    assert first["chance"] != second["chance"]


async def test_events_at_the_same_time_get_instances_of_their_own(make: Make, tmp_path: Path) -> None:
    """Two events that wait for each other can only end in two processes."""
    function = make("meet")
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    pids = await asyncio.gather(
        function.invoke({"mine": one, "theirs": two}), function.invoke({"mine": two, "theirs": one})
    )
    assert len(set(pids)) == 2


async def test_a_failure_is_logged_with_its_traceback(make: Make, tmp_path: Path) -> None:
    """The invoker learns that it failed, the log why; the instance goes on."""
    function = make("fail")
    with pytest.raises(FunctionFailedError, match="ValueError"):
        await function.invoke({})
    line = json.loads((tmp_path / "tried.jsonl").read_text())
    assert (line["level"], line["exception_name"]) == ("ERROR", "ValueError")
    assert 'raise ValueError("no")' in line["exception"]


async def test_a_handler_that_cannot_be_loaded_says_so(make: Make) -> None:
    """A missing handler fails each invocation, as on Lambda."""
    with pytest.raises(FunctionFailedError, match="AttributeError"):
        await make("missing").invoke({})


async def test_a_function_that_takes_too_long_is_ended(make: Make) -> None:
    """At the timeout the process is killed, and the next event gets a new one."""
    function = make("hang", 0.2)
    for _ in range(2):
        with pytest.raises(FunctionTimedOutError):
            await function.invoke({})


async def test_a_process_that_dies_fails_its_event_only(make: Make) -> None:
    """A crash is a failure of that event; the next one gets a new process."""
    function = make("die")
    for _ in range(2):
        with pytest.raises(FunctionFailedError):
            await function.invoke({})
