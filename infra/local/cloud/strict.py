"""A strict layer over moto: refuses what AWS refuses, and lets writers take turns where moto would lose writes."""

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from infra.local.cloud.bucket_policies import BucketPolicies
from infra.local.cloud.outage import Outage
from infra.local.cloud.s3_call import S3Call, read_s3_call
from infra.local.cloud.s3_rules import RULES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from werkzeug.wrappers import Response


class StrictLayer:
    """WSGI middleware in front of moto."""

    def __init__(self, moto: "WSGIApplication", outage: Outage) -> None:
        """Guard one moto; `outage` says which services are to fail now."""
        self._moto = moto
        self._outage = outage
        self._policies = BucketPolicies()
        self._rules = (*RULES, self._policies.refuse_overwriting)
        self._dynamodb_turn = threading.Lock()
        self._s3_write_turn = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        service = signed_service(environ)
        if self._outage.strikes(service):
            return self._outage.response()(environ, start_response)
        if service == "dynamodb":
            return self._in_turn(self._dynamodb_turn, environ, start_response)
        if service == "s3":
            return self._s3(environ, start_response)
        return self._moto(environ, start_response)

    def _s3(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        call = read_s3_call(environ)
        if answer := self._policies.answer(call) or self._refusal(call):
            return answer(environ, start_response)
        if call.method != "PUT":
            return self._moto(environ, start_response)
        _keep_checksum(environ, call)
        return self._in_turn(self._s3_write_turn, environ, start_response)

    def _refusal(self, call: S3Call) -> "Response | None":
        refusals = (rule(call) for rule in self._rules)
        return next((refusal.response() for refusal in refusals if refusal), None)

    def _in_turn(
        self,
        turn: AbstractContextManager[object],
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """One at a time: a failing DynamoDB transaction restores a copy, and If-None-Match looks before it writes."""
        with turn:
            return list(self._moto(environ, start_response))


def signed_service(environ: "WSGIEnvironment") -> str:
    """Return the service in the signature's scope, as in `Credential=AKIA.../20260101/eu-west-2/s3/aws4_request`."""
    scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0].split("/")
    presigned = "X-Amz-Signature=" in environ.get("QUERY_STRING", "")
    return scope[3] if len(scope) == 5 else "s3" if presigned else ""  # noqa: PLR2004 a scope has five parts


def _keep_checksum(environ: "WSGIEnvironment", call: S3Call) -> None:
    """S3 keeps every checksum it is given; moto only that of the algorithm named in another header."""
    if "x-amz-checksum-sha256" in call.headers:
        environ["HTTP_X_AMZ_SDK_CHECKSUM_ALGORITHM"] = "SHA256"
