"""Looks for faces in a part of a recording: in a picture each half second, and who is who through time."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from av import VideoFrame

from derivations.cutting import Film, open_part
from derivations.making import name_programs
from derivations.masters import MasterReader, Masters
from derivations.packets import cut_exactly
from derivations.parts import Part, read_parts
from derivations.plan import plan_runs
from derivations.watch import Watch
from sightline.domain.box import Box
from sightline.domain.copy import NothingToCopyError
from sightline.domain.face_track import Sighting, follow_faces
from sightline.domain.region import Region
from sightline.messages.faces import FaceJob, FacesFound, FoundFace
from sightline.messages.redaction import BoxSpot

STEP = timedelta(seconds=0.5)
DIGITS = 4
"""Of a share of the picture: a tenth of a pixel."""

Find = Callable[[VideoFrame], list[Box]]
"""Returns where there are faces on a picture."""


def search_faces(job: FaceJob, masters: Masters, watch: Watch, find: Find, detector: dict[str, str]) -> FacesFound:
    """Return the faces between two instants; raise one of the refusals of `domain/copy.py`."""
    reader = MasterReader(masters)
    manifest = json.loads(reader.read(job.manifest))
    sightings: list[Sighting] = []
    for picture, at in _pictures(job, manifest, reader):
        sightings.append(Sighting(at, tuple(find(picture))))
        watch.look((at - job.began_at) / (job.ended_at - job.began_at))
    if not sightings:
        raise NothingToCopyError
    regions = follow_faces(sightings, job.began_at, job.ended_at)
    return FacesFound(
        search_id=job.search_id,
        manifest=job.manifest,
        began_at=job.began_at,
        ended_at=job.ended_at,
        pictures_seen=len(sightings),
        programs={**name_programs(), **detector},
        faces=[_face(number, region) for number, region in enumerate(regions, 1)],
        found_at=datetime.now(UTC),
    )


def _pictures(job: FaceJob, manifest: Any, reader: MasterReader) -> Iterator[tuple[VideoFrame, datetime]]:
    """Yield the pictures to look at, each half a second after the one before, in whichever part it lies."""
    due = job.began_at
    for part in read_parts(reader, plan_runs(manifest, job.began_at, job.ended_at)):
        if part.overlaps(job.began_at, job.ended_at):
            for picture, at in _decode(part, job, reader):
                if at >= due:
                    due = at + STEP
                    yield picture, max(at, job.began_at)


def _decode(part: Part, job: FaceJob, reader: MasterReader) -> Iterator[tuple[VideoFrame, datetime]]:
    """Yield all pictures of a part that were to be seen between two instants, with their instants."""
    with suppress(NothingToCopyError), open_part(part, reader, lambda: None) as film:
        ended = film.place.seconds(job.ended_at)
        cut = cut_exactly(film.packets, film.place.seconds(job.began_at), ended)
        for frame in _decode_all(film, cut.packets):
            shown = Fraction(frame.pts or 0) * (frame.time_base or 1)
            if cut.began <= shown < ended:
                yield frame, film.place.instant(shown)


def _decode_all(film: Film, packets: Iterator[Any]) -> Iterator[VideoFrame]:
    video = film.source.video
    if video is None:
        return
    for timed in packets:
        if timed.leads:
            yield from video.decode(timed.packet)
    yield from video.decode(None)


def _face(number: int, region: Region) -> FoundFace:
    spots = [
        BoxSpot(at=spot.at, **{side: round(getattr(spot.box, side), DIGITS) for side in ("x", "y", "width", "height")})
        for spot in region.spots
    ]
    return FoundFace(face_id=str(number), began_at=region.began_at, ended_at=region.ended_at, spots=spots)
