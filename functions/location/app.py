"""Lambda function location: a citizen's positions in, a session's trail out."""

import json
from typing import Literal

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from sightline.bootstrap import ports
from sightline.domain.errors import NotFoundError, SessionEndedError
from sightline.domain.participant import Participant
from sightline.domain.trail import write_geojson, write_gpx
from sightline.messages.base import Model
from sightline.messages.http import PositionsAccepted, PositionsRequest, Trail
from sightline.usecases.announcements import view_position
from sightline.usecases.positions import take_positions
from sightline.usecases.trails import read_trail

GEOJSON = "application/geo+json"
GPX = "application/gpx+xml"

app = make_app("location")


class TrailQuery(Model):
    """In which format."""

    format: Literal["json", "geojson", "gpx"] = "json"


@endpoint(app, "POST", "/positions", status=202, refusals=(NotFoundError, SessionEndedError))
def post_positions(citizen: Participant, body: PositionsRequest) -> PositionsAccepted:
    """Take positions of the citizen's own session."""
    return PositionsAccepted(stored=take_positions(ports(), citizen, body.positions))


@endpoint(app, "GET", "/sessions/{session_id}/trail", documents=(GEOJSON, GPX))
def get_trail(officer: Participant, session_id: str, query: TrailQuery) -> Trail | Document:
    """Return the trail of a session."""
    file = None if query.format == "json" else f"trail.{query.format}"
    session, trail = read_trail(ports(), officer, session_id, file=file)
    if query.format == "geojson":
        return Document(GEOJSON, json.dumps(write_geojson(trail)))
    if query.format == "gpx":
        return Document(GPX, write_gpx(trail, session.incident_ref))
    return Trail(positions=[view_position(position) for position in trail])
