"""The HTTP routes of WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep).

API Gateway lets anyone in here: these protocols want 401 with a challenge, and OPTIONS without a token,
where its authorizers answer 403. Each view asks for the token itself.
"""

from typing import Annotated

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from sightline import bootstrap
from sightline.domain.errors import (
    IceRestartRefusedError,
    IceSessionMismatchError,
    IceSessionUnnamedError,
    InvalidOfferError,
    NoCommonCodecError,
    NoFreeWorkerError,
    NotFoundError,
    NothingToWatchError,
    NotSignedInError,
    SessionEndedError,
    TooManyRequestsError,
    UnreachableError,
)
from sightline.messages.signalling import Answer
from sightline.usecases import whep, whip
from sightline.usecases.doors import entity_tag
from whip.headers import BearerHeaders, TrickleHeaders
from whip.links import write_links

SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"
NOTHING = "text/plain"

SdpOffer = Annotated[Document, SDP]
SdpFragment = Annotated[Document, FRAGMENT]

OFFER_REFUSALS = (
    NotSignedInError,
    InvalidOfferError,
    NoCommonCodecError,
    NoFreeWorkerError,
    NothingToWatchError,
    SessionEndedError,
    TooManyRequestsError,
    UnreachableError,
)
TRICKLE_REFUSALS = (
    NotSignedInError,
    NotFoundError,
    IceSessionUnnamedError,
    IceSessionMismatchError,
    IceRestartRefusedError,
)

app = make_app("whip")


@endpoint(app, "OPTIONS", "/whip", documents=(NOTHING,))
def describe_whip() -> Document:
    """Say what a camera may post."""
    return _what_to_post()


@endpoint(app, "POST", "/whip", status=201, documents=(SDP,), refusals=OFFER_REFUSALS)
def begin_stream(headers: BearerHeaders, document: SdpOffer) -> Document:
    """Send a stream: the offer comes, the answer goes."""
    answer = whip.begin_stream(bootstrap.ports(), headers.authorization, document.text)
    return _created(answer, f"/api/whip/{answer.leg_id}")


@endpoint(app, "PATCH", "/whip/{leg_id}", refusals=TRICKLE_REFUSALS)
def trickle_stream(headers: TrickleHeaders, leg_id: str, document: SdpFragment) -> None:
    """Send further candidates of a stream."""
    whip.trickle_stream(bootstrap.ports(), headers.authorization, leg_id, document.text, headers.if_match)


@endpoint(app, "DELETE", "/whip/{leg_id}", documents=(NOTHING,), refusals=(NotSignedInError, NotFoundError))
def end_stream(headers: BearerHeaders, leg_id: str) -> Document:
    """Send the stream no more."""
    whip.end_stream(bootstrap.ports(), headers.authorization, leg_id)
    return Document(NOTHING, "")


@endpoint(app, "OPTIONS", "/whep/{session_id}", documents=(NOTHING,))
def describe_whep(session_id: str) -> Document:  # noqa: ARG001 - the path has it
    """Say what a player may post."""
    return _what_to_post()


@endpoint(app, "POST", "/whep/{session_id}", status=201, documents=(SDP,), refusals=OFFER_REFUSALS)
def begin_watching(headers: BearerHeaders, session_id: str, document: SdpOffer) -> Document:
    """Watch a session: the offer comes, the answer goes."""
    answer = whep.begin_watching(bootstrap.ports(), headers.authorization, session_id, document.text)
    return _created(answer, f"/api/whep/{session_id}/{answer.leg_id}")


@endpoint(app, "PATCH", "/whep/{session_id}/{leg_id}", refusals=TRICKLE_REFUSALS)
def trickle_watching(headers: TrickleHeaders, session_id: str, leg_id: str, document: SdpFragment) -> None:
    """Send further candidates of a player's."""
    matching = headers.if_match
    whep.trickle_watching(bootstrap.ports(), headers.authorization, session_id, leg_id, document.text, matching)


@endpoint(
    app, "DELETE", "/whep/{session_id}/{leg_id}", documents=(NOTHING,), refusals=(NotSignedInError, NotFoundError)
)
def end_watching(headers: BearerHeaders, session_id: str, leg_id: str) -> Document:
    """Watch no more."""
    whep.end_watching(bootstrap.ports(), headers.authorization, session_id, leg_id)
    return Document(NOTHING, "")


def _what_to_post() -> Document:
    return Document(NOTHING, "", {"Accept-Post": SDP})


def _created(answer: Answer, location: str) -> Document:
    links = write_links(bootstrap.ice_directory().servers_for(answer.leg_id, bootstrap.clock().now()))
    headers = {"Location": location, "ETag": entity_tag(answer.leg_id), "Accept-Patch": FRAGMENT}
    return Document(SDP, answer.sdp, {**headers, **({"Link": links} if links else {})})
