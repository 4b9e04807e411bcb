"""The one table from an error's code to its HTTP answer (RFC 9457 problem details)."""

from http import HTTPStatus

from chalice.app import Response

from sightline.domain.errors import SightlineError
from sightline.messages.base import Problem

MEDIA_TYPE = "application/problem+json"

STATUS: dict[str, HTTPStatus] = {
    "internal-error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "configuration": HTTPStatus.INTERNAL_SERVER_ERROR,
    "store-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "unreachable": HTTPStatus.SERVICE_UNAVAILABLE,
    "reason-required": HTTPStatus.FORBIDDEN,
    "not-found": HTTPStatus.NOT_FOUND,
    "not-allowed": HTTPStatus.FORBIDDEN,
    "not-signed-in": HTTPStatus.UNAUTHORIZED,
    "invalid-request": HTTPStatus.BAD_REQUEST,
    "repeated-request": HTTPStatus.CONFLICT,
    "message-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too-many-requests": HTTPStatus.TOO_MANY_REQUESTS,
    "invalid-number": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too-many-texts": HTTPStatus.TOO_MANY_REQUESTS,
    "text-refused": HTTPStatus.BAD_GATEWAY,
    "link-invalid": HTTPStatus.NOT_FOUND,
    "link-expired": HTTPStatus.GONE,
    "link-revoked": HTTPStatus.GONE,
    "link-declined": HTTPStatus.GONE,
    "link-used": HTTPStatus.CONFLICT,
    "invite-closed": HTTPStatus.CONFLICT,
    "session-ended": HTTPStatus.GONE,
    "original-closed": HTTPStatus.GONE,
    "files-closed": HTTPStatus.GONE,
    "original-not-allowed": HTTPStatus.UNPROCESSABLE_ENTITY,
    "ticket-invalid": HTTPStatus.FORBIDDEN,
    "no-free-worker": HTTPStatus.SERVICE_UNAVAILABLE,
    "worker-draining": HTTPStatus.SERVICE_UNAVAILABLE,
    "live-paused": HTTPStatus.SERVICE_UNAVAILABLE,
    "nothing-to-watch": HTTPStatus.CONFLICT,
    "someone-speaks": HTTPStatus.CONFLICT,
    "not-watching": HTTPStatus.CONFLICT,
    "invalid-still": HTTPStatus.UNPROCESSABLE_ENTITY,
    "invalid-offer": HTTPStatus.UNPROCESSABLE_ENTITY,
    "offer-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too-many-tracks": HTTPStatus.UNPROCESSABLE_ENTITY,
    "no-common-codec": HTTPStatus.NOT_ACCEPTABLE,
    "source-revoked": HTTPStatus.CONFLICT,
    "file-not-shown": HTTPStatus.UNPROCESSABLE_ENTITY,
    "copy-not-possible": HTTPStatus.CONFLICT,
    "copy-not-ready": HTTPStatus.CONFLICT,
    "copy-too-long": HTTPStatus.UNPROCESSABLE_ENTITY,
    "film-too-large": HTTPStatus.UNPROCESSABLE_ENTITY,
    "master-altered": HTTPStatus.CONFLICT,
    "outside-recording": HTTPStatus.UNPROCESSABLE_ENTITY,
    "times-reversed": HTTPStatus.UNPROCESSABLE_ENTITY,
    "nothing-confirmed": HTTPStatus.UNPROCESSABLE_ENTITY,
    "region-outside-picture": HTTPStatus.UNPROCESSABLE_ENTITY,
    "region-outside-copy": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too-many-regions": HTTPStatus.UNPROCESSABLE_ENTITY,
    "face-unknown": HTTPStatus.CONFLICT,
    "fresh-sign-in-required": HTTPStatus.FORBIDDEN,
    "export-the-master": HTTPStatus.UNPROCESSABLE_ENTITY,
    "bundle-not-ready": HTTPStatus.CONFLICT,
    "bundle-too-large": HTTPStatus.UNPROCESSABLE_ENTITY,
    "export-not-possible": HTTPStatus.GONE,
    "share-not-possible": HTTPStatus.CONFLICT,
    "share-address-invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "share-expiry-invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "share-link-invalid": HTTPStatus.NOT_FOUND,
    "share-revoked": HTTPStatus.GONE,
    "shared-material-gone": HTTPStatus.GONE,
    "share-expired": HTTPStatus.GONE,
    "share-code-wrong": HTTPStatus.FORBIDDEN,
    "share-code-expired": HTTPStatus.FORBIDDEN,
    "too-many-codes": HTTPStatus.TOO_MANY_REQUESTS,
    "viewing-ended": HTTPStatus.UNAUTHORIZED,
    "download-not-allowed": HTTPStatus.FORBIDDEN,
    "mail-refused": HTTPStatus.BAD_GATEWAY,
    "upload-closed": HTTPStatus.CONFLICT,
    "too-many-files": HTTPStatus.CONFLICT,
    "no-such-part": HTTPStatus.UNPROCESSABLE_ENTITY,
    "parts-missing": HTTPStatus.CONFLICT,
    "exhibit-ref-taken": HTTPStatus.CONFLICT,
    "hold-reason-missing": HTTPStatus.UNPROCESSABLE_ENTITY,
    "review-date-invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "still-kept": HTTPStatus.CONFLICT,
    "no-disposal-proposed": HTTPStatus.CONFLICT,
    "another-person-required": HTTPStatus.CONFLICT,
    "disposal-begun": HTTPStatus.GONE,
    "ice-session-unnamed": HTTPStatus.PRECONDITION_REQUIRED,
    "ice-session-mismatch": HTTPStatus.PRECONDITION_FAILED,
    "ice-restart-refused": HTTPStatus.UNPROCESSABLE_ENTITY,
}

RETRY_AFTER_SECONDS = 5

HEADERS: dict[HTTPStatus, dict[str, str]] = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Bearer"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": str(RETRY_AFTER_SECONDS)},
}
"""What programs must find beside some statuses (RFC 9110, sections 11.6.1 and 15.6.4)."""

BY_STATUS = {
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send the Content-Type that this address takes; most take application/json.",
}
"""What Chalice itself refuses before a view is called."""


def answer_problem(error: SightlineError) -> Response:
    """Make the answer to a refused request."""
    return _answer(STATUS.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR), error.code, error.detail)


def restate(response: Response) -> Response:
    """Turn Chalice's own kind of error answer into ours; leave every other answer alone."""
    if not (isinstance(response.body, dict) and "Code" in response.body):
        return response
    status = HTTPStatus(response.status_code)
    if status not in BY_STATUS:
        return answer_problem(SightlineError())
    return _answer(status, status.phrase.lower().replace(" ", "-"), BY_STATUS[status])


def _answer(status: HTTPStatus, code: str, detail: str) -> Response:
    problem = Problem(title=status.phrase, status=status, detail=detail, code=code)
    headers: dict[str, str | list[str]] = {
        "Content-Type": MEDIA_TYPE,
        "Cache-Control": "no-store",
        **HEADERS.get(status, {}),
    }
    return Response(problem.model_dump_json(), headers, status)
