"""The HTTP routes of tickets, and the functions that API Gateway asks before it lets anyone in."""

import logging
from typing import Any

from authorise.answers import allow_http, allow_websocket, deny_http, deny_websocket
from authorise.desks import ticket_desk
from authorise.federation import claims_of
from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline import bootstrap
from sightline.config import required
from sightline.domain.errors import NotSignedInError, SessionEndedError, TicketInvalidError
from sightline.domain.participant import Participant
from sightline.messages.tickets import Ticket
from sightline.usecases.credentials import recognise_citizen, recognise_worker
from sightline.usecases.tickets import draw_ticket, redeem_ticket

log = logging.getLogger("sightline.authorise")

app = make_app("authorise")


@endpoint(app, "POST", "/tickets", status=201)
def draw_officer_ticket(officer: Participant) -> Ticket:
    """Draw an officer's ticket for one WebSocket connection."""
    return draw_ticket(ticket_desk(), officer, bootstrap.ice_directory())


@endpoint(app, "POST", "/citizen/tickets", status=201, refusals=(SessionEndedError,))
def draw_citizen_ticket(citizen: Participant) -> Ticket:
    """Draw the citizen's ticket for one WebSocket connection."""
    return draw_ticket(ticket_desk(), citizen, bootstrap.ice_directory())


@endpoint(app, "POST", "/worker/tickets", status=201)
def draw_worker_ticket(worker: Participant) -> Ticket:
    """Draw a media worker's ticket for one WebSocket connection."""
    return draw_ticket(ticket_desk(), worker, bootstrap.ice_directory())


@app.lambda_function(name="citizen")
def citizen(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Authorize an HTTP request by a citizen's credential."""
    try:
        return allow_http(recognise_citizen(bootstrap.token_store(), _headers(event).get("authorization")))
    except NotSignedInError:
        return _refuse_http()


@app.lambda_function(name="worker")
def worker(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Authorize an HTTP request by the workers' key and the worker's own name."""
    headers = _headers(event)
    try:
        participant = recognise_worker(bootstrap.worker_key(), headers.get("authorization"), headers.get("x-worker-id"))
    except NotSignedInError:
        return _refuse_http()
    return allow_http(participant)


@app.lambda_function(name="connect")
def connect(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Authorize a WebSocket by its ticket, and by where the page that opens it came from."""
    try:
        participant = redeem_ticket(
            bootstrap.ticket_store(),
            bootstrap.clock(),
            ticket=(event.get("queryStringParameters") or {}).get("ticket"),
            origin=_headers(event).get("origin"),
            site_origin=required(bootstrap.settings(), "site_origin"),
        )
    except TicketInvalidError:
        log.info("connection refused")
        return deny_websocket(event["methodArn"])
    return allow_websocket(event["methodArn"], participant)


@app.lambda_function(name="claims")
def claims(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Tell Cognito, as it makes a token, which roles the force's directory gives an officer."""
    settings = bootstrap.settings()
    return {**event, "response": claims_of(event, settings.force_id, settings.idp_roles)}


def _headers(event: dict[str, Any]) -> dict[str, str]:
    """Return the headers by lower-case name, as HTTP APIs write them and WebSocket APIs do not."""
    return {name.lower(): value for name, value in (event.get("headers") or {}).items()}


def _refuse_http() -> dict[str, Any]:
    log.info("request refused")
    return deny_http()
