"""One S3 request as the strict layer looks at it, and S3's way of refusing."""

import io
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class S3Call(NamedTuple):
    """A request to one bucket or object, in path style as every SDK here sends it."""

    method: str
    bucket: str
    key: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Refusal(NamedTuple):
    """Why S3 would refuse."""

    status: int
    code: str
    message: str

    def response(self) -> Response:
        """Return the error document that S3 would send."""
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<Error><Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message></Error>"
        )
        return Response(body, status=self.status, content_type="application/xml")


def read_s3_call(environ: "WSGIEnvironment") -> S3Call:
    """Read a request, and leave its body to be read again."""
    request = Request(environ)
    body = request.get_data()
    environ["wsgi.input"] = io.BytesIO(body)
    bucket, _, key = request.path.lstrip("/").partition("/")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return S3Call(request.method, bucket, key, request.args.to_dict(), headers, body)
