"""The static site as CloudFront serves it from its bucket: built files, `config.json`, cache headers."""

import fnmatch
import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp import web

COMPRESSIBLE = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest")
DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


@dataclass(frozen=True)
class CacheRule:
    """Which files one deployment puts into the bucket, and what it says about keeping them."""

    exclude: Sequence[str]
    include: Sequence[str]
    cache_control: str

    def covers(self, key: str) -> bool:
        """Say whether a file belongs to the deployment; what is included stands above what is excluded."""
        if any(fnmatch.fnmatchcase(key, pattern) for pattern in self.include):
            return True
        return not any(fnmatch.fnmatchcase(key, pattern) for pattern in self.exclude)


class Site:
    """The files of the built site."""

    def __init__(self, directory: Path, configuration: dict[str, Any], rules: Sequence[CacheRule]) -> None:
        """Serve a directory, and `configuration` as config.json."""
        self._directory = directory.resolve()
        self._configuration = json.dumps(configuration).encode()
        self._rules = rules

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request for a file."""
        if request.method not in {"GET", "HEAD"}:
            return _denied()
        key = index_document(request.path).lstrip("/")
        response = self._file(request, key)
        if cache_control := next((rule.cache_control for rule in self._rules if rule.covers(key)), None):
            response.headers["Cache-Control"] = cache_control
        return response

    def _file(self, request: web.Request, key: str) -> web.StreamResponse:
        if key == "config.json":
            return web.Response(body=self._configuration, content_type="application/json")
        path = (self._directory / key).resolve()
        if not path.is_relative_to(self._directory) or not path.is_file():
            return _denied()
        response = web.FileResponse(path)
        if path.suffix in COMPRESSIBLE and _wants_body(request):
            response.enable_compression()
        return response


def _wants_body(request: web.Request) -> bool:
    """Say whether all of the file is certain to be sent: aiohttp ends even an empty compressed body with bytes."""
    return request.method == "GET" and not {"Range", "If-None-Match", "If-Modified-Since"} & set(request.headers)


def index_document(path: str) -> str:
    """Return what the distribution's function (infra/constructs/index_document.js) makes of a path."""
    name = path.rsplit("/", 1)[-1]
    if not name:
        return f"{path}index.html"
    return path if "." in name else f"{path}/index.html"


def _denied() -> web.Response:
    """Answer as S3 does behind an origin access control that may not list."""
    return web.Response(status=HTTPStatus.FORBIDDEN, text=DENIED, content_type="application/xml")
