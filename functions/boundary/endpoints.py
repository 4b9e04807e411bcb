"""HTTP routes as plain functions: a view's signature is its contract.

A view's parameters say what it needs, and the OpenAPI document is made from the same reading:

    officer, citizen, worker    who must call; without one of them anybody may
    body, query, headers        a message: the JSON body, the query parameters, the headers by alias
    document                    the body as it is: a Document, annotated with its media type
    signed_in_at                when the officer last proved who they are; None if the sign-in does not say
    any other                   a parameter of the path

It returns a message, a `Document`, either of them, or None (204). SightlineErrors become problem details.
"""

import inspect
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Literal, get_args

from chalice.app import Chalice, Request, Response

from boundary.callers import read_caller, read_sign_in
from boundary.parsing import parse_body, parse_headers, parse_path, parse_query, read_document
from boundary.problems import answer_problem
from sightline.domain.errors import NotAllowedError, SightlineError
from sightline.domain.participant import Participant
from sightline.messages.base import Model

View = Callable[..., "Model | Document | None"]
Caller = Literal["officer", "citizen", "worker"]
Method = Literal["GET", "POST", "PATCH", "DELETE", "OPTIONS"]

PARSERS = {"body": parse_body, "query": parse_query, "headers": parse_headers}

BESIDES = ("document", "signed_in_at")
"""Parameters that are of no path either."""

current_request: ContextVar[Request] = ContextVar("current_request")
"""The request under way in this thread; Chalice's own `current_request` is shared by all."""

log = logging.getLogger("boundary")


@dataclass(frozen=True)
class Document:
    """What is not one of our messages: GPX, a playlist, a sealed manifest; SDP, in both ways."""

    media_type: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers of an answer."""


@dataclass(frozen=True)
class Endpoint:
    """A route as its view's signature declares it."""

    method: Method
    path: str
    name: str
    summary: str
    caller: Caller | None
    messages: dict[str, type[Model]]
    """By parameter: body, query, headers."""
    parameters: tuple[str, ...]
    answer: type[Model] | None
    documents: tuple[str, ...]
    """Media types of documents that it may answer with."""
    takes: str | None
    """Media type of the document that it takes, if it takes one."""
    asks_sign_in: bool
    """Whether it wants to know when the officer signed in."""
    status: int
    refusals: tuple[type[SightlineError], ...]


class App(Chalice):
    """A Chalice app that knows its endpoints."""

    def __init__(self, name: str) -> None:
        """Make an app without routes; it leaves logging to Powertools."""
        super().__init__(app_name=name, configure_logs=False)
        self.endpoints: list[Endpoint] = []


def endpoint(
    app: App,
    method: Method,
    path: str,
    *,
    status: int = 200,
    documents: tuple[str, ...] = (),
    refusals: tuple[type[SightlineError], ...] = (),
) -> Callable[[View], View]:
    """Make a view answer a route. `refusals` are those that do not follow from its signature."""

    def register(view: View) -> View:
        declared = Endpoint(
            method=method,
            path=path,
            status=status,
            documents=documents,
            refusals=refusals,
            **_read_signature(view),
        )

        def answer(**path_parameters: str) -> Response:
            return _answer(declared, view, path_parameters)

        app.endpoints.append(declared)
        app.route(path, methods=[method], name=view.__name__, content_types=_content_types(declared))(answer)
        return view

    return register


def _content_types(declared: Endpoint) -> list[str]:
    """Return what Chalice may let through; to a request that has no body, any type is one too many."""
    if declared.method in {"DELETE", "OPTIONS"}:
        return []
    return [declared.takes or "application/json"]


def _read_signature(view: View) -> dict[str, Any]:
    types = inspect.get_annotations(view)
    answer = types.pop("return", None)
    callers: tuple[Caller, ...] = ("officer", "citizen", "worker")
    return {
        "name": view.__name__,
        "summary": (inspect.getdoc(view) or "").partition("\n")[0],
        "caller": next((caller for caller in callers if caller in types), None),
        "messages": {name: types[name] for name in PARSERS if name in types},
        "parameters": tuple(name for name in types if name not in {*callers, *PARSERS, *BESIDES}),
        "asks_sign_in": "signed_in_at" in types,
        "takes": _media_type(types.get("document")),
        "answer": next((kind for kind in _members(answer) if issubclass(kind, Model)), None),
    }


def _media_type(annotation: Any) -> str | None:
    """Return the media type of an `Annotated[Document, "application/sdp"]`."""
    return str(get_args(annotation)[1]) if annotation else None


def _members(annotation: Any) -> tuple[type, ...]:
    """Return the classes of an answer's annotation: `Trail | Document` has two, None has none."""
    return tuple(kind for kind in get_args(annotation) or (annotation,) if kind not in {None, NoneType})


def _answer(declared: Endpoint, view: View, path_parameters: dict[str, str]) -> Response:
    try:
        return _to_response(view(**_arguments(declared, path_parameters)), declared.status)
    except SightlineError as error:
        log.info("refused", extra={"code": error.code, "cause": _name_cause(error)})
        return answer_problem(error)
    except Exception:
        log.exception("failed")
        return answer_problem(SightlineError())


def _arguments(declared: Endpoint, path_parameters: dict[str, str]) -> dict[str, Any]:
    request = current_request.get()
    arguments: dict[str, Any] = parse_path(path_parameters)
    if declared.caller:
        arguments[declared.caller] = _require_caller(declared.caller, read_caller(request.context))
    for name, shape in declared.messages.items():
        arguments[name] = PARSERS[name](request, shape)
    if declared.asks_sign_in:
        arguments["signed_in_at"] = read_sign_in(request.context)
    if declared.takes:
        arguments["document"] = Document(declared.takes, read_document(request))
    return arguments


def _require_caller(expected: Caller, participant: Participant) -> Participant:
    """A route whose authorizer was mixed up must not let a citizen pass for an officer."""
    actual = "officer" if participant.is_officer() else participant.role.value
    if actual != expected:
        raise NotAllowedError
    return participant


def _to_response(answer: "Model | Document | None", status: int) -> Response:
    if answer is None:
        return _response("", "application/json", 204)
    if isinstance(answer, Document):
        return _response(answer.text, answer.media_type, status, answer.headers)
    return _response(answer.model_dump_json(), "application/json", status)


def _response(text: str, media_type: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text, {"Cache-Control": "no-store", "Content-Type": media_type, **(headers or {})}, status)


def _name_cause(error: SightlineError) -> str | None:
    """Name what lies beneath a refusal by its class; its text may hold what a person typed."""
    cause = error.__cause__
    return type(cause).__name__ if cause else None
