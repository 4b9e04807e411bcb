"""Services that fail on demand, so that tests and people can see what the system does then.

`PUT /_laptop/outage/s3` lets S3 answer 503 until `DELETE /_laptop/outage/s3`.
"""

from werkzeug.wrappers import Response

UNAVAILABLE = "<Error><Code>ServiceUnavailable</Code><Message>Out of order, as asked for.</Message></Error>"


class Outage:
    """The services that are out of order now."""

    def __init__(self) -> None:
        """Begin with everything in order."""
        self._services: set[str] = set()

    def strikes(self, service: str) -> bool:
        """Say whether a request to a service is to fail."""
        return service in self._services

    def change(self, method: str, service: str) -> Response:
        """Begin an outage (PUT) or end it (DELETE)."""
        if method == "PUT":
            self._services.add(service)
        else:
            self._services.discard(service)
        return Response(status=204)

    def response(self) -> Response:
        """Return what a service says that is out of order."""
        return Response(UNAVAILABLE, status=503, content_type="application/xml")
