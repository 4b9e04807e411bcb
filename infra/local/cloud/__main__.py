"""moto behind the strict layer, as a process of its own: `python -m infra.local.cloud`.

Prints the port it listens at as its only line of output.
"""

import logging
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from moto.backends import SERVICE_NAMES, get_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from infra.local.cloud.mails import list_mails
from infra.local.cloud.outage import Outage
from infra.local.cloud.strict import StrictLayer
from infra.local.cloud.texts import list_texts

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SERVICES: tuple[SERVICE_NAMES, ...] = ("dynamodb", "kms", "s3", "secretsmanager", "ses", "sesv2", "sns", "sqs")
"""Imported before the first request needs them."""
OUTAGE_PATH = "/_laptop/outage/"


class Cloud:
    """moto, strict, with the laptop's own three paths beside it."""

    def __init__(self) -> None:
        """Start with nothing in it."""
        self._outage = Outage()
        self._strict = StrictLayer(DomainDispatcherApplication(create_backend_app), self._outage)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if path == "/_laptop/texts":
            return list_texts()(environ, start_response)
        if path == "/_laptop/mails":
            return list_mails()(environ, start_response)
        if path.startswith(OUTAGE_PATH):
            change = self._outage.change(environ["REQUEST_METHOD"], path.removeprefix(OUTAGE_PATH))
            return change(environ, start_response)
        return self._strict(environ, start_response)


class QuietHandler(MotoRequestHandler):
    """Keeps connections open between requests, and logs none of them: addresses hold tokens."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def main() -> None:
    """Serve until the parent dies or ends us."""
    for service in SERVICES:
        get_backend(service)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, Cloud(), threaded=True, request_handler=QuietHandler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
