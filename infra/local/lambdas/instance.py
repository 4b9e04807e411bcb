"""One instance of a function, after the fork: takes on its environment, loads its handler, serves events in turn."""

import importlib
import json
import os
import random
import socket
import sys
import traceback
from collections.abc import Callable
from io import BufferedRWPair
from typing import Any

from infra.local.lambdas.context import Context
from infra.local.lambdas.frames import encode, read

Handler = Callable[[Any, Context], Any]


def serve(connection: socket.socket) -> None:
    """Begin as the first message says; then answer each event with a value or an error."""
    with connection.makefile("rwb") as stream:
        start = read(stream)
        if start is None:
            return
        _take_on(start)
        handler = _load_or_explain(start["handler"])
        _answer(stream, {"pid": os.getpid()})
        while (event := read(stream)) is not None:
            _answer(stream, _invoke(handler, event, start))


def _take_on(start: dict[str, Any]) -> None:
    """Become the function: its environment and nothing else, its log, randomness of its own."""
    os.environ.clear()
    os.environ.update(start["environment"])
    sys.path.insert(0, start["code"])
    random.seed()
    _redirect(1, start["log"])
    _redirect(2, start["errors"])


def _redirect(descriptor: int, path: str) -> None:
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, descriptor)
    os.close(log)


def _load_or_explain(handler: str) -> Handler:
    """Load `package.module.name`; where that fails, return a handler that fails with the reason, as Lambda does."""
    module, _, name = handler.rpartition(".")
    try:
        loaded: Handler = getattr(importlib.import_module(module), name)
    except Exception as error:  # noqa: BLE001 the boundary to the function's code
        reason = error

        def refuse(_event: Any, _context: Context) -> Any:
            raise reason

        return refuse
    return loaded


def _invoke(handler: Handler, message: dict[str, Any], start: dict[str, Any]) -> dict[str, Any]:
    context = Context(start["name"], start["arn"], message["request_id"], message["timeout_seconds"])
    try:
        value = handler(message["event"], context)
        return {"value": json.loads(json.dumps(value, default=str))}
    except Exception as error:  # noqa: BLE001 the boundary to the function's code
        return {"error": _report(error, context)}
    finally:
        sys.stdout.flush()


def _report(error: Exception, context: Context) -> dict[str, str]:
    """Write the traceback to the function's log, as one JSON line, and return what an invoker is told."""
    line = {
        "level": "ERROR",
        "message": "The function failed.",
        "function_request_id": context.aws_request_id,
        "exception_name": type(error).__name__,
        "exception": "".join(traceback.format_exception(error)),
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return {"errorType": type(error).__name__, "errorMessage": str(error)}


def _answer(stream: BufferedRWPair, message: dict[str, Any]) -> None:
    stream.write(encode(message))
    stream.flush()
