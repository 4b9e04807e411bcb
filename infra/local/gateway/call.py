"""One HTTP request to an API, free of the server that received it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class ApiCall:
    """A request as API Gateway sees it; `path` begins with the stage."""

    method: str
    path: str
    host: str
    source_ip: str
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    raw_query: str = ""
    body: bytes = b""
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def header_values(self) -> Mapping[str, list[str]]:
        """All values of each header, by its name as sent."""
        return _grouped(self.headers)

    @cached_property
    def query_values(self) -> Mapping[str, list[str]]:
        """All values of each query parameter."""
        return _grouped(self.query)

    def header(self, name: str) -> str | None:
        """Return a header's value, whatever its case; several are joined."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ",".join(values) if values else None


def request_time(at: datetime) -> dict[str, Any]:
    """Return the two forms in which events carry a time."""
    return {"requestTime": at.strftime("%d/%b/%Y:%H:%M:%S +0000"), "requestTimeEpoch": int(at.timestamp() * 1000)}


def _grouped(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
