"""The site is served as CloudFront serves it: index documents, cache headers, compression, no way out."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from infra.local.gateway.cloudfront import Behaviour, CloudFront, add_policy_headers
from infra.local.gateway.page_headers import policy_headers
from infra.local.gateway.site import CacheRule, Site, index_document

FUNCTION = Path(__file__).parents[5] / "infra" / "constructs" / "index_document.js"
RULES = [CacheRule(["*"], ["assets/*"], "immutable"), CacheRule(["assets/*"], [], "no-cache")]
PATHS = ["/", "/j", "/j/", "/assets/a-1.js", "/config.json", "/a/b", "/a.b/c"]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Return a built site."""
    (tmp_path / "dist" / "assets").mkdir(parents=True)
    (tmp_path / "dist" / "j").mkdir()
    (tmp_path / "dist" / "index.html").write_text("viewer")
    (tmp_path / "dist" / "j" / "index.html").write_text("citizen")
    (tmp_path / "dist" / "assets" / "a-1.js").write_text("// " + "x" * 2000)
    (tmp_path / "secret.txt").write_text("not yours")
    return tmp_path / "dist"


@pytest.fixture
def cloudfront(dist: Path) -> web.Application:
    """Return a distribution with the site and one other origin."""

    async def api(_request: web.Request) -> web.Response:
        return web.Response(text="api")

    site = Site(dist, {"issuer": "here"}, RULES)
    behaviours = [
        Behaviour("/api/*", api, (("X-Policy", "api"),)),
        Behaviour("*", site.answer, (("X-Policy", "page"),)),
    ]
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", CloudFront(behaviours).answer)
    app.on_response_prepare.append(add_policy_headers)
    return app


@pytest.mark.parametrize(
    ("path", "text", "cache", "policy"),
    [
        ("/", "viewer", "no-cache", "page"),
        ("/j", "citizen", "no-cache", "page"),
        ("/config.json", json.dumps({"issuer": "here"}), "no-cache", "page"),
        ("/api/a", "api", None, "api"),
    ],
)
async def test_each_path_has_its_origin(
    cloudfront: web.Application, path: str, text: str, cache: str | None, policy: str
) -> None:
    """The first behaviour that fits answers, with its headers and the deployment's word on caching."""
    async with TestClient(TestServer(cloudfront)) as client:
        answer = await client.get(path)
        assert (answer.status, await answer.text()) == (200, text)
        assert (answer.headers.get("Cache-Control"), answer.headers["X-Policy"]) == (cache, policy)


async def test_parts_are_compressed_and_kept(cloudfront: web.Application) -> None:
    """A script comes compressed and may be kept for ever; a range of it comes as it is."""
    async with TestClient(TestServer(cloudfront), auto_decompress=False) as client:
        answer = await client.get("/assets/a-1.js", headers={"Accept-Encoding": "gzip"})
        assert (answer.headers["Cache-Control"], answer.headers["Content-Encoding"]) == ("immutable", "gzip")
        part = await client.get("/assets/a-1.js", headers={"Range": "bytes=0-2"})
        assert (part.status, await part.read()) == (206, b"// ")


@pytest.mark.parametrize("path", ["/none.js", "/..%2fsecret.txt", "/%2e%2e/secret.txt"])
async def test_what_is_not_there_is_denied(cloudfront: web.Application, path: str) -> None:
    """S3 behind an origin access control says 403, and nothing outside the site is ever served."""
    async with TestClient(TestServer(cloudfront)) as client:
        answer = await client.get(path)
        assert answer.status == 403
        assert "not yours" not in await answer.text()


@pytest.mark.skipif(shutil.which("node") is None, reason="CloudFront's function is JavaScript")
def test_index_documents_are_found_as_by_cloudfronts_function() -> None:
    """The distribution's own function, run on the same paths, says the same."""
    ask = f"{json.dumps(PATHS)}.map((uri) => handler({{ request: {{ uri }} }}).uri)"
    code = f"{FUNCTION.read_text()}; console.log(JSON.stringify({ask}))"
    said = subprocess.run(["node", "-e", code], capture_output=True, check=True, timeout=20)  # noqa: S603, S607
    assert json.loads(said.stdout) == [index_document(path) for path in PATHS]


def test_a_policy_becomes_headers_without_transport_security() -> None:
    """Everything of the policy is sent but what would make the browser refuse plain HTTP here for years."""
    configuration = {
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy": "default-src 'none'", "Override": True},
            "ContentTypeOptions": {"Override": True},
            "FrameOptions": {"FrameOption": "DENY", "Override": True},
            "ReferrerPolicy": {"ReferrerPolicy": "no-referrer", "Override": True},
            "StrictTransportSecurity": {"AccessControlMaxAgeSec": 1, "Override": True},
        },
        "CustomHeadersConfig": {"Items": [{"Header": "Permissions-Policy", "Value": "camera=(self)"}]},
    }
    assert dict(policy_headers(configuration)) == {
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(self)",
    }


async def test_an_answer_without_a_body_leaves_the_connection_clean(cloudfront: web.Application) -> None:
    """Nothing follows the head of a 304 or of an answer to HEAD, or the next answer could not be read."""
    async with TestServer(cloudfront) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)

        async def head_of(request: str) -> bytes:
            writer.write(f"{request}\r\nHost: here\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            return await reader.readuntil(b"\r\n\r\n")

        etag = (await head_of("HEAD / HTTP/1.1")).partition(b"Etag: ")[2].partition(b"\r\n")[0].decode()
        assert (await head_of(f"GET / HTTP/1.1\r\nIf-None-Match: {etag}")).startswith(b"HTTP/1.1 304")
        assert (await head_of("HEAD / HTTP/1.1")).startswith(b"HTTP/1.1 200")
        writer.close()
