"""Lambda function originals: what a phone itself recorded, on its way into the evidence bucket."""

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline.bootstrap import ports
from sightline.domain.errors import NotFoundError, OriginalClosedError
from sightline.domain.participant import Participant
from sightline.messages.originals import OriginalDeclaration, OriginalStanding, PieceAddress, PieceRequest
from sightline.usecases.originals import address_piece, declare_original

app = make_app("originals")


@endpoint(app, "POST", "/citizen/original", refusals=(NotFoundError, OriginalClosedError))
def post_original(citizen: Participant, body: OriginalDeclaration) -> OriginalStanding:
    """Say what the phone has recorded, and hear what of it is stored."""
    return declare_original(ports(), citizen, body)


@endpoint(app, "POST", "/citizen/original/pieces", status=201, refusals=(NotFoundError, OriginalClosedError))
def post_piece(citizen: Participant, body: PieceRequest) -> PieceAddress:
    """Ask where to put one piece."""
    return address_piece(ports(), citizen, body)
