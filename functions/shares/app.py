"""Lambda functions shares and recipients: the HTTP routes of officers who share, and of those with whom they share.

API Gateway lets anyone in at the recipients' routes: each has to read the share itself, at every call, so that one that
is revoked shows nothing more.
"""

from datetime import datetime

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from boundary.repeats import CreationHeaders, answer_once
from boundary.runs import FragmentsQuery, PlaylistQuery, RunQuery
from shares.queries import FileQuery, ViewingHeaders
from sightline.bootstrap import ports
from sightline.domain.errors import (
    DownloadNotAllowedError,
    FreshSignInRequiredError,
    MailRefusedError,
    NotFoundError,
    NotSignedInError,
    RepeatedRequestError,
    ShareAddressInvalidError,
    ShareCodeExpiredError,
    ShareCodeWrongError,
    SharedMaterialGoneError,
    ShareExpiredError,
    ShareExpiryInvalidError,
    ShareLinkInvalidError,
    ShareNotPossibleError,
    ShareRevokedError,
    TooManyCodesError,
    ViewingEndedError,
)
from sightline.domain.participant import Participant
from sightline.domain.share import Share
from sightline.messages.copies import CopyFiles
from sightline.messages.materials import FileAddress
from sightline.messages.recordings import Fragments, RecordingView, Stills
from sightline.messages.shares import (
    CodeSent,
    OpenRequest,
    RevokeRequest,
    SharedCopies,
    ShareForRecipient,
    ShareLink,
    ShareRequest,
    Shares,
    ShareView,
    ViewingOpened,
    ViewingStanding,
)
from sightline.usecases import share_doors, shared_copies, shared_files, shared_recordings, shares

HLS = "application/vnd.apple.mpegurl"
CREATION_REFUSALS = (
    ShareNotPossibleError,
    ShareAddressInvalidError,
    ShareExpiryInvalidError,
    MailRefusedError,
    RepeatedRequestError,
    FreshSignInRequiredError,
)
LINK_REFUSALS = (ShareLinkInvalidError, ShareRevokedError, SharedMaterialGoneError, ShareExpiredError)
VIEWING_REFUSALS = (*LINK_REFUSALS, ViewingEndedError, NotSignedInError)
FILE_REFUSALS = (*VIEWING_REFUSALS, NotFoundError, DownloadNotAllowedError)

app = make_app("shares")


@endpoint(app, "POST", "/materials/{material_id}/shares", status=201, refusals=CREATION_REFUSALS)
def create_share(
    officer: Participant,
    material_id: str,
    body: ShareRequest,
    headers: CreationHeaders,
    signed_in_at: datetime | None,
) -> ShareView:
    """Share a material with a named person, who gets a link by e-mail."""
    key = f"{officer.participant_id}#{material_id}#{headers.idempotency_key}"
    return answer_once(
        key, body, lambda: shares.create_share(ports(), officer, material_id, body, signed_in_at), ShareView
    )


@endpoint(app, "GET", "/materials/{material_id}/shares")
def list_shares(officer: Participant, material_id: str) -> Shares:
    """List a material's shares, newest first."""
    return Shares(shares=shares.list_shares(ports(), officer, material_id))


@endpoint(app, "POST", "/shares/{share_id}/revoke")
def revoke_share(officer: Participant, share_id: str, body: RevokeRequest) -> ShareView:
    """Withdraw a share; whoever views it is cut off within five seconds."""
    return shares.revoke_share(ports(), officer, share_id, body)


@endpoint(app, "POST", "/share/look-up", refusals=LINK_REFUSALS)
def look_up_share(body: ShareLink) -> ShareForRecipient:
    """Show a recipient who shares what with whom; opens nothing."""
    return share_doors.look_up_share(ports(), body.token)


@endpoint(app, "POST", "/share/code", status=202, refusals=(*LINK_REFUSALS, TooManyCodesError, MailRefusedError))
def send_code(body: ShareLink) -> CodeSent:
    """Send a one-time code to the recipient's own address."""
    return share_doors.send_code(ports(), body.token)


@endpoint(
    app,
    "POST",
    "/share/open",
    status=201,
    refusals=(*LINK_REFUSALS, ShareCodeWrongError, ShareCodeExpiredError),
)
def open_share(body: OpenRequest) -> ViewingOpened:
    """Open a viewing of half an hour with a code; the code is spent."""
    return share_doors.open_share(ports(), body)


@endpoint(app, "GET", "/share/viewing", refusals=VIEWING_REFUSALS)
def get_viewing(headers: ViewingHeaders) -> ViewingStanding:
    """Say whether a viewing still stands; the page asks every few seconds."""
    return share_doors.confirm_viewing(_recipient(headers))


@endpoint(app, "GET", "/share/recording", refusals=(*VIEWING_REFUSALS, NotFoundError))
def get_shared_recording(headers: ViewingHeaders) -> RecordingView:
    """Say what there is to view."""
    return shared_recordings.view_shared_recording(ports(), _recipient(headers))


@endpoint(app, "GET", "/share/playlist", documents=(HLS,), refusals=(*VIEWING_REFUSALS, NotFoundError))
def get_shared_playlist(headers: ViewingHeaders, query: PlaylistQuery) -> Document:
    """Return the HLS playlist of what is shared, or of what an officer said in it."""
    return Document(HLS, shared_recordings.write_shared_playlist(ports(), _recipient(headers), query.voice))


@endpoint(app, "GET", "/share/fragments", refusals=(*VIEWING_REFUSALS, NotFoundError))
def get_shared_fragments(headers: ViewingHeaders, query: FragmentsQuery) -> Fragments:
    """Return where to fetch a run of fragments for the next five seconds."""
    return shared_recordings.list_shared_fragments(
        ports(), _recipient(headers), first=query.first, count=query.count, voice_id=query.voice
    )


@endpoint(app, "GET", "/share/stills", refusals=(*VIEWING_REFUSALS, NotFoundError))
def get_shared_stills(headers: ViewingHeaders, query: RunQuery) -> Stills:
    """Return where to fetch a run of stills for the next five seconds."""
    return shared_recordings.show_shared_stills(ports(), _recipient(headers), query.first, query.count)


@endpoint(app, "GET", "/share/copies", refusals=(*VIEWING_REFUSALS, NotFoundError))
def get_shared_copies(headers: ViewingHeaders) -> SharedCopies:
    """List the copies, and name the file, that the recipient may view or save."""
    return shared_copies.list_shared_copies(ports(), _recipient(headers))


@endpoint(app, "GET", "/share/copies/{copy_id}/files", refusals=FILE_REFUSALS)
def get_copy_files(headers: ViewingHeaders, copy_id: str, query: FileQuery) -> CopyFiles:
    """Return where to fetch a copy's files for the next five seconds; it is written down."""
    return shared_copies.hand_out_shared_files(ports(), _recipient(headers), copy_id, query.to)


@endpoint(app, "GET", "/share/file", refusals=FILE_REFUSALS)
def get_shared_file(headers: ViewingHeaders, query: FileQuery) -> FileAddress:
    """Return where to fetch a file that was brought in, for the next five seconds; it is written down."""
    return shared_files.hand_out_shared_file(ports(), _recipient(headers), query.to)


def _recipient(headers: ViewingHeaders) -> Share:
    return share_doors.recognise_recipient(ports(), headers.authorization)
