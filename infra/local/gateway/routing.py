"""Route keys such as `GET /invites/{invite_id}`, and which of them a request meets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import unquote

DEFAULT = "$default"
Target = TypeVar("Target")


@dataclass(frozen=True)
class Matched(Generic[Target]):
    """The route that a request meets, and the parts of its path that the route names."""

    key: str
    target: Target
    parameters: dict[str, str]


@dataclass(frozen=True)
class _Route(Generic[Target]):
    key: str
    target: Target
    method: str
    pattern: re.Pattern[str]
    rank: tuple[int, int]


class RouteTable(Generic[Target]):
    """All routes of one API; the most exact one wins, as API Gateway says."""

    def __init__(self, routes: Iterable[tuple[str, Target]]) -> None:
        """Take pairs of a route key and what lies behind it."""
        given = dict(routes)
        self._default = given.pop(DEFAULT, None)
        self._routes = sorted((_parse(key, target) for key, target in given.items()), key=lambda route: route.rank)

    def match(self, method: str, path: str) -> Matched[Target] | None:
        """Return the route for a path without its stage, or None."""
        for route in self._routes:
            if route.method in {method, "ANY"} and (found := route.pattern.fullmatch(path)):
                parameters = {name: unquote(value) for name, value in found.groupdict().items()}
                return Matched(route.key, route.target, parameters)
        return None if self._default is None else Matched(DEFAULT, self._default, {})


def _parse(key: str, target: Target) -> _Route[Target]:
    """Rank full paths before variables, variables before greedy ones, and a named method before ANY."""
    method, path = key.split(" ", 1)
    greedy, variables = "+}" in path, path.count("{")
    return _Route(key, target, method, _pattern(path), (100 * greedy + variables, method == "ANY"))


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\+?\})", path)
    return re.compile("".join(_variable(part) if part.startswith("{") else re.escape(part) for part in parts))


def _variable(part: str) -> str:
    name = part.strip("{}")
    return f"(?P<{name[:-1]}>.+)" if name.endswith("+") else f"(?P<{name}>[^/]+)"
