"""Takes files that a citizen has on the phone already: as officers' uploads, but counted and shown by session."""

from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Participant
from sightline.domain.sent_file import SentFile, find_file
from sightline.domain.session import Session
from sightline.domain.upload import Upload
from sightline.messages.uploads import FileRequest, FileStanding, PartAddress, PartRequest, SentFiles, UploadCompletion
from sightline.ports import SessionStore
from sightline.usecases.access import find_session
from sightline.usecases.announcements import announce_session, view_files
from sightline.usecases.reach import Switchboard
from sightline.usecases.uploads import UploadDesk, address, complete, view_standing


class SessionBoard(Switchboard, Protocol):
    """The ports of showing officers how far a session's files are."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...


class CitizenUploadDesk(UploadDesk, SessionBoard, Protocol):
    """The ports of taking files from citizens."""


def begin_file(desk: CitizenUploadDesk, citizen: Participant, request: FileRequest) -> FileStanding:
    """Open a place for a file; the same one chosen again goes on where it was, whatever was lost meanwhile."""
    now = desk.clock.now()
    chosen = SentFile(desk.entropy.token(96), request.file_name, request.bytes, request.modified_at)
    session_id = _find_open(desk, citizen).session_id
    session = desk.sessions.change(session_id, lambda newest: newest.expects(chosen, now))
    upload = _open_place(desk, session, find_file(session.files, chosen) or chosen)
    announce_session(desk, session)
    return view_standing(desk, upload)


def list_files(desk: CitizenUploadDesk, citizen: Participant) -> SentFiles:
    """Name what was begun in the citizen's session."""
    session = _find_open(desk, citizen)
    return SentFiles(files=view_files(session), closes_at=session.sends_until())


def show_file(desk: CitizenUploadDesk, citizen: Participant, upload_id: str) -> FileStanding:
    """Show how far a file is."""
    return view_standing(desk, _find(desk, citizen, upload_id))


def address_file_part(desk: CitizenUploadDesk, citizen: Participant, upload_id: str, part: PartRequest) -> PartAddress:
    """Say where to put one part, with these bytes only."""
    return address(desk, _find(desk, citizen, upload_id), part)


def complete_file(
    desk: CitizenUploadDesk, citizen: Participant, upload_id: str, said: UploadCompletion
) -> FileStanding:
    """Put the parts together and have the file checked."""
    upload = complete(desk, _find(desk, citizen, upload_id), said)
    note_standing(desk, upload)
    return view_standing(desk, upload)


def note_standing(board: SessionBoard, upload: Upload) -> None:
    """Show officers how far a citizen's file is; of an officer's own there is nobody to tell."""
    if upload.session_id:
        noted = board.sessions.change(
            upload.session_id, lambda newest: newest.file_became(upload.upload_id, upload.state)
        )
        announce_session(board, noted)


def _open_place(desk: CitizenUploadDesk, session: Session, file: SentFile) -> Upload:
    """Return the upload of a session's file. Of two requests that make it at once, the first one's stands."""
    try:
        return desk.uploads.get(file.upload_id)
    except NotFoundError:
        desk.uploads.add(desk.upload_files.begin(_upload_of(session, file, desk)))
        return desk.uploads.get(file.upload_id)


def _upload_of(session: Session, file: SentFile, desk: CitizenUploadDesk) -> Upload:
    return Upload(
        upload_id=file.upload_id,
        force_id=session.force_id,
        incident_ref=session.incident_ref,
        file_name=file.file_name,
        byte_count=file.byte_count,
        category=session.retention_category,
        session_id=session.session_id,
        created_at=desk.clock.now(),
        modified_at=file.modified_at,
        multipart_id="",
    )


def _find(desk: CitizenUploadDesk, citizen: Participant, upload_id: str) -> Upload:
    """Return an upload of the citizen's own session, while it takes files."""
    session = _find_open(desk, citizen)
    upload = desk.uploads.get(upload_id)
    if upload.session_id != session.session_id:
        raise NotFoundError
    return upload


def _find_open(desk: CitizenUploadDesk, citizen: Participant) -> Session:
    """Return the citizen's own session while it takes files."""
    if citizen.session_id is None:
        raise NotFoundError
    session = find_session(desk.sessions, citizen, Action.SEND_FILE, citizen.session_id)
    session.require_sending(desk.clock.now())
    return session
