"""Lambda function copies: clips, snapshots, playable and redacted copies, asked for by officers."""

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline.bootstrap import ports
from sightline.domain.copy import (
    CopyNotPossibleError,
    CopyNotReadyError,
    CopyTooLongError,
    FilmTooLargeError,
    OutsideRecordingError,
    TimesReversedError,
)
from sightline.domain.participant import Participant
from sightline.domain.redaction import (
    FaceUnknownError,
    NothingConfirmedError,
    RegionOutsideCopyError,
    RegionOutsidePictureError,
    TooManyRegionsError,
)
from sightline.messages.base import Model
from sightline.messages.copies import Copies, CopyFiles, CopyRequest, CopyView, Wish
from sightline.messages.faces import FaceSearchRequest, FaceSearchView
from sightline.usecases.copies import ask_for_copy, hand_out_files, list_copies, show_copy
from sightline.usecases.face_searches import ask_for_faces, show_faces

REFUSALS = (CopyNotPossibleError, CopyTooLongError, FilmTooLargeError, OutsideRecordingError, TimesReversedError)
HIDING = (
    FaceUnknownError,
    NothingConfirmedError,
    RegionOutsideCopyError,
    RegionOutsidePictureError,
    TooManyRegionsError,
)
SEARCHING = (CopyNotPossibleError, CopyTooLongError, OutsideRecordingError, TimesReversedError)

app = make_app("copies")


class FilesQuery(Model):
    """What the files are wanted for."""

    to: Wish = "view"


@endpoint(app, "POST", "/materials/{material_id}/copies", status=202, refusals=(*REFUSALS, *HIDING))
def post_copy(officer: Participant, material_id: str, body: CopyRequest) -> CopyView:
    """Have a clip, a snapshot, a playable or a redacted copy made of a material."""
    return ask_for_copy(ports(), officer, material_id, body)


@endpoint(app, "GET", "/materials/{material_id}/copies")
def get_copies(officer: Participant, material_id: str) -> Copies:
    """Show all copies of a material, and how far they are."""
    return list_copies(ports(), officer, material_id)


@endpoint(app, "GET", "/materials/{material_id}/copies/{copy_id}")
def get_copy(officer: Participant, material_id: str, copy_id: str) -> CopyView:
    """Show one copy, and how far it is."""
    return show_copy(ports(), officer, material_id, copy_id)


@endpoint(app, "GET", "/materials/{material_id}/copies/{copy_id}/files", refusals=(CopyNotReadyError,))
def get_files(officer: Participant, material_id: str, copy_id: str, query: FilesQuery) -> CopyFiles:
    """Return where to fetch a copy's files for the next minute, to be shown or to be saved; it is written down."""
    return hand_out_files(ports(), officer, material_id, copy_id, query.to)


@endpoint(app, "POST", "/materials/{material_id}/faces", status=202, refusals=SEARCHING)
def post_face_search(officer: Participant, material_id: str, body: FaceSearchRequest) -> FaceSearchView:
    """Have faces looked for in a part of a recording: a proposal of what a redacted copy hides."""
    return ask_for_faces(ports(), officer, material_id, body)


@endpoint(app, "GET", "/materials/{material_id}/faces/{search_id}")
def get_face_search(officer: Participant, material_id: str, search_id: str) -> FaceSearchView:
    """Show how far a search is, and the faces that it has found."""
    return show_faces(ports(), officer, material_id, search_id)
