"""Makes one copy: plans it from the sealed manifest, writes its files, and says how it came about."""

import json
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any

import av

from derivations.cutting import Made, Wanted, write_part
from derivations.film import MEDIA_TYPE, SUFFIX
from derivations.masters import MasterReader, Masters
from derivations.parts import read_parts
from derivations.photographs import write_redacted
from derivations.plan import list_gaps, plan_runs
from derivations.uploaded import is_uploaded, save_uploaded
from derivations.watch import Watch
from derivations.whole import write_whole
from sightline.domain.copy import LONGEST_FILM, NothingToCopyError
from sightline.domain.photograph import is_photograph
from sightline.messages.copies import CopiedFile, CopyJob, Derivation, MissingTime

Keep = Callable[[Path, CopiedFile], None]
"""Takes a finished file, which is gone afterwards."""

_DIGITS = 16
"""Of a file's digest in its name, so that a copy made twice never covers the first one's files."""


def make_copy(job: CopyJob, masters: Masters, folder: Path, keep: Keep, watch: Watch) -> Derivation:
    """Make a copy and hand each file to `keep`; raise one of the refusals of `domain/copy.py`."""
    reader = MasterReader(masters)
    manifest = json.loads(reader.read(job.manifest))
    if is_uploaded(manifest):
        return _describe(job, reader, _cut_file(job, manifest, reader, folder, keep, watch), [])
    wanted = _wanted(job)
    runs = plan_runs(manifest, wanted.began_at, wanted.ended_at)
    total = 1 + sum(1 + len(run.fragments) for run in runs)
    files: list[CopiedFile] = []
    for part in read_parts(reader, runs):
        if not part.overlaps(wanted.began_at, wanted.ended_at):
            continue
        with suppress(NothingToCopyError):  # another part may have it
            for made in write_part(part, wanted, reader, folder, lambda: watch.look(len(reader.used) / total)):
                files.append(_hand_over(made, len(files) + 1, job, keep))
    if not files:
        raise NothingToCopyError
    gaps = [MissingTime(**gap) for gap in list_gaps(manifest, files[0].began_at, files[-1].ended_at)]
    return _describe(job, reader, files, gaps)


def _cut_file(
    job: CopyJob, manifest: Mapping[str, Any], reader: MasterReader, folder: Path, keep: Keep, watch: Watch
) -> list[CopiedFile]:
    """Make a copy of a file that was brought in."""
    file = save_uploaded(manifest, reader, folder, lambda: watch.look(0.0))
    hides_on_photograph = job.redaction and is_photograph(file.media_type)
    wanted = _wanted(job)
    written = write_redacted(file, wanted) if hides_on_photograph else write_whole(file, wanted, watch.look)
    return [_hand_over(made, number, job, keep) for number, made in enumerate(written, 1)]


def _wanted(job: CopyJob) -> Wanted:
    """Say what is asked for with an end: a snapshot's is a moment later, and what has none goes on to the last one."""
    lasts = timedelta(milliseconds=1) if job.kind == "snapshot" else LONGEST_FILM
    return Wanted(job.kind, job.exact, job.began_at, job.ended_at or job.began_at + lasts, job.redaction)


def _describe(job: CopyJob, reader: MasterReader, files: list[CopiedFile], gaps: list[MissingTime]) -> Derivation:
    return Derivation(
        copy_id=job.copy_id,
        kind=job.kind,
        began_at=job.began_at,
        ended_at=job.ended_at,
        exact=job.exact,
        redaction=job.redaction,
        manifest=job.manifest,
        objects=reader.used[1:],
        programs=name_programs(),
        files=files,
        gaps=gaps,
        made_at=datetime.now(UTC),
    )


def name_programs() -> dict[str, str]:
    """Name what makes copies, so that the same can be made again."""
    libraries = {name: ".".join(map(str, version)) for name, version in sorted(av.library_versions.items())}
    return {"python": platform.python_version(), "pyav": av.__version__, **libraries}


def _hand_over(made: Made, number: int, job: CopyJob, keep: Keep) -> CopiedFile:
    with made.path.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    style = made.style
    width, height = made.size
    described = CopiedFile(
        file=f"{job.kind}-{number:02d}-{digest[:_DIGITS]}.{SUFFIX[style.container]}",
        media_type=MEDIA_TYPE[style.container],
        bytes=made.path.stat().st_size,
        sha256=digest,
        began_at=made.began_at,
        ended_at=made.ended_at,
        width=width,
        height=height,
        picture=style.picture,
        sound=style.sound,
    )
    keep(made.path, described)
    made.path.unlink()
    return described
