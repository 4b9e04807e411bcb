"""The fork server: `python -m infra.local.lambdas FD`.

It has imported what every function imports, so that an instance is a fork away: quick to start, and
most of its memory is shared. Each connection that comes over FD becomes one instance.
"""

import gc
import importlib
import os
import signal
import socket
import sys
from contextlib import suppress

from infra.local.lambdas.instance import serve
from infra.local.process.parent import die_with_parent

PRELOADED = (
    "boto3",
    "botocore.httpsession",
    "chalice",
    "pydantic",
    "aws_lambda_powertools.logging",
    "aws_lambda_powertools.metrics",
    "aws_lambda_powertools.utilities.idempotency",
    "sightline.messages.signalling",
)


def main() -> None:
    """Fork an instance for each connection until the parent is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for module in PRELOADED:
        with suppress(ImportError):  # the instance that needs it will say so
            importlib.import_module(module)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for an instance's end
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while connection := _next_connection(control):
        if os.fork() == 0:
            control.close()
            _become_instance(connection)
        connection.close()


def _next_connection(control: socket.socket) -> socket.socket | None:
    _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if descriptors else None


def _become_instance(connection: socket.socket) -> None:
    """Serve until the connection ends, and never return into the fork server."""
    die_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        serve(connection)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
