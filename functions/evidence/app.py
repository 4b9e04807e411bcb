"""Lambda functions evidence, seal, sweep, checkpoint, roots: replay, and what is signed of recordings and chains."""

import json
import logging
from typing import Any, Literal

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from boundary.events import CloudWatchEvent, SQSEvent
from boundary.runs import FragmentsQuery, PlaylistQuery, RunQuery
from sightline.bootstrap import ports, settings
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Participant
from sightline.domain.trail import write_geojson, write_gpx
from sightline.messages.base import Model
from sightline.messages.positions import Trail
from sightline.messages.recordings import Fragments, OriginalPieces, RecordingView, Stills
from sightline.usecases.announcements import view_position
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.original_replay import list_original
from sightline.usecases.original_seals import seal_original, sweep_originals
from sightline.usecases.replay import (
    list_fragments,
    read_manifest,
    view_recording,
    write_session_playlist,
)
from sightline.usecases.roots import write_roots
from sightline.usecases.seals import seal_session, sweep_unsealed
from sightline.usecases.still_replay import show_stills
from sightline.usecases.trails import read_trail

HLS = "application/vnd.apple.mpegurl"
GEOJSON = "application/geo+json"
GPX = "application/gpx+xml"

log = logging.getLogger("sightline.evidence")

app = make_app("evidence")


class TrailQuery(Model):
    """In which format."""

    format: Literal["json", "geojson", "gpx"] = "json"


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


@endpoint(app, "GET", "/sessions/{session_id}/recording")
def get_recording(officer: Participant, session_id: str) -> RecordingView:
    """Say what there is to replay of a session."""
    return view_recording(ports(), officer, session_id)


@endpoint(app, "GET", "/sessions/{session_id}/playlist", documents=(HLS,))
def get_playlist(officer: Participant, session_id: str, query: PlaylistQuery) -> Document:
    """Return the HLS playlist of a session as it stands now, or of what an officer said in it."""
    return Document(HLS, write_session_playlist(ports(), officer, session_id, query.voice))


@endpoint(app, "GET", "/sessions/{session_id}/fragments")
def get_fragments(officer: Participant, session_id: str, query: FragmentsQuery) -> Fragments:
    """Return where to fetch a run of fragments for the next minute."""
    return list_fragments(ports(), officer, session_id, first=query.first, count=query.count, voice_id=query.voice)


@endpoint(app, "GET", "/sessions/{session_id}/stills")
def get_stills(officer: Participant, session_id: str, query: RunQuery) -> Stills:
    """Return where to fetch a run of stills for the next minute."""
    return show_stills(ports(), officer, session_id, query.first, query.count)


@endpoint(app, "GET", "/sessions/{session_id}/manifest", documents=("application/json",))
def get_manifest(officer: Participant, session_id: str) -> Document:
    """Return the sealed manifest of a session, and its seal."""
    return Document("application/json", read_manifest(ports(), officer, session_id))


@endpoint(app, "GET", "/sessions/{session_id}/original")
def get_original(officer: Participant, session_id: str, query: RunQuery) -> OriginalPieces:
    """Return where to fetch a run of the phone's own recording for the next minute."""
    return list_original(ports(), officer, session_id, query.first, query.count)


@app.on_sqs_message(queue="seal")
def seal(event: SQSEvent) -> dict[str, Any]:
    """Seal the sessions that a batch of the seal queue names; those that fail come again."""
    failures = [
        {"itemIdentifier": record["messageId"]}
        for record in event.to_dict()["Records"]
        if not _try_to_seal(record["body"])
    ]
    return {"batchItemFailures": failures}


@app.schedule("rate(1 minute)")
def sweep(_event: CloudWatchEvent) -> None:
    """Queue ended sessions that nobody has sealed, or whose phone has sent all that it will; take copies in."""
    queued = sweep_unsealed(ports()) + sweep_originals(ports())
    taken_in = sum(map(_try_to_take_in, list(ports().awaited_copies.list_all())))
    log.info("swept", extra={"queued": queued, "taken_in": taken_in})


@app.schedule("rate(1 minute)")
def checkpoint(_event: CloudWatchEvent) -> None:
    """Sign what is new of each chain of custody; one that fails waits for the next minute."""
    waiting = [head.chain_id for head in ports().custody.list_unchecked()]
    written = sum(map(_try_to_checkpoint, waiting))
    log.info("checkpoints written", extra={"waiting": len(waiting), "written": written})


@app.schedule("rate(1 hour)")
def roots(_event: CloudWatchEvent) -> None:
    """Write the daily roots that are missing, hence soon after midnight, and again what an earlier run could not."""
    log.info("roots written", extra={"written": write_roots(ports(), settings().force_id)})


def _try_to_take_in(copy: AwaitedCopy) -> bool:
    from sightline.usecases.awaited_copies import take_in_awaited  # noqa: PLC0415  officers' replay starts without it

    try:
        return take_in_awaited(ports(), copy)
    except Exception:
        log.exception("a copy could not be taken in", extra={"copy_id": copy.copy_id})
        return False


def _try_to_checkpoint(chain_id: str) -> bool:
    try:
        write_checkpoint(ports(), chain_id)
    except Exception:
        log.exception("checkpoint failed", extra={"chain_id": chain_id})
        return False
    return True


def _try_to_seal(body: str) -> bool:
    session_id = json.loads(body)["session_id"]
    try:
        seal_session(ports(), session_id)
        seal_original(ports(), session_id)
    except NotFoundError:
        log.warning("no such session to seal", extra={"session_id": session_id})
    except Exception:
        log.exception("sealing failed", extra={"session_id": session_id})
        return False
    return True
