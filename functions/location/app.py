"""Lambda function location: a citizen's positions in. Trails go out with all else that is evidence."""

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline.bootstrap import ports
from sightline.domain.errors import NotFoundError, SessionEndedError
from sightline.domain.participant import Participant
from sightline.messages.positions import PositionsAccepted, PositionsRequest
from sightline.usecases.positions import take_positions

app = make_app("location")


@endpoint(app, "POST", "/positions", status=202, refusals=(NotFoundError, SessionEndedError))
def post_positions(citizen: Participant, body: PositionsRequest) -> PositionsAccepted:
    """Take positions of the citizen's own session."""
    return PositionsAccepted(stored=take_positions(ports(), citizen, body.positions))
