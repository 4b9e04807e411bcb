"""Looks for faces in a film, a picture each half second, and who is who through time; or in a photograph."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from av import VideoFrame

from derivations.cutting import Film, open_part
from derivations.film import decode_pictures, require_agreed_turn
from derivations.making import name_programs
from derivations.masters import MasterReader, Masters
from derivations.packets import cut_exactly
from derivations.parts import read_parts
from derivations.photographs import read_photograph
from derivations.plan import plan_runs
from derivations.turning import Turner
from derivations.uploaded import is_uploaded, save_uploaded
from derivations.watch import Watch
from derivations.whole import open_whole
from sightline.domain.box import Box
from sightline.domain.copy import NothingToCopyError
from sightline.domain.face_track import Sighting, follow_faces
from sightline.domain.photograph import is_photograph
from sightline.domain.region import Region
from sightline.messages.faces import FaceJob, FacesFound, FoundFace
from sightline.messages.redaction import BoxSpot

STEP = timedelta(seconds=0.5)
DIGITS = 4
"""Of a share of the picture: a tenth of a pixel."""

Seen = tuple[VideoFrame, datetime]
"""A picture, and when it was to be seen."""
Find = Callable[[VideoFrame], list[Box]]
"""Returns where there are faces on a picture."""


def search_faces(
    job: FaceJob, masters: Masters, folder: Path, watch: Watch, find: Find, detector: dict[str, str]
) -> FacesFound:
    """Return the faces between two instants; raise one of the refusals of `domain/copy.py`."""
    reader = MasterReader(masters)
    manifest = json.loads(reader.read(job.manifest))
    sightings: list[Sighting] = []
    for picture, at in _pictures(job, manifest, reader, folder, watch):
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


def _pictures(
    job: FaceJob, manifest: Mapping[str, Any], reader: MasterReader, folder: Path, watch: Watch
) -> Iterator[Seen]:
    """Yield the pictures to look at, as they are to be seen."""
    if not is_uploaded(manifest):
        parts = read_parts(reader, plan_runs(manifest, job.began_at, job.ended_at))
        near = (part for part in parts if part.overlaps(job.began_at, job.ended_at))
        yield from _choose(job, (open_part(part, reader, lambda: None) for part in near))
        return
    file = save_uploaded(manifest, reader, folder, lambda: watch.look(0.0))
    if is_photograph(file.media_type):
        yield read_photograph(file), job.began_at
    else:
        yield from _choose(job, [open_whole(file, job.began_at, lambda _: watch.look(0.0))])


def _choose(job: FaceJob, films: Iterable[AbstractContextManager[Film]]) -> Iterator[Seen]:
    """Yield a picture each half a second, in whichever film it lies, turned as players turn it."""
    due = job.began_at
    for opening in films:
        with suppress(NothingToCopyError), opening as film:
            require_agreed_turn(film.source)
            turner = Turner(film.source.matrix)
            for frame, at in _decode(film, job):
                if at >= due:
                    due = at + STEP
                    yield turner.turn(frame), at


def _decode(film: Film, job: FaceJob) -> Iterator[Seen]:
    """Yield all pictures that were to be seen between two instants, with their instants: the first one stood before."""
    ended = film.place.seconds(job.ended_at)
    cut = cut_exactly(film.packets, film.place.seconds(job.began_at), ended)
    for frame, shown in decode_pictures(film.source, cut.packets):
        if cut.began <= shown < ended:
            yield frame, max(film.place.instant(shown), job.began_at)


def _face(number: int, region: Region) -> FoundFace:
    spots = [
        BoxSpot(at=spot.at, **{side: round(getattr(spot.box, side), DIGITS) for side in ("x", "y", "width", "height")})
        for spot in region.spots
    ]
    return FoundFace(face_id=str(number), began_at=region.began_at, ended_at=region.ended_at, spots=spots)
