"""Makes copies of films, as the function does, into a folder."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import av
from av.container import InputContainer

from derivations.making import make_copy
from derivations.watch import Watch
from sightline.messages.copies import CopiedFile, CopyJob, CopyKind, Derivation
from sightline.messages.redaction import Redaction
from tests.fakes.masters import EPOCH, Master


def at(seconds: float) -> datetime:
    """Return an instant of the film."""
    return EPOCH + timedelta(seconds=seconds)


@dataclass
class Bench:
    """Makes copies of a master into a folder."""

    master: Master
    folder: Path
    told: list[float] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def make(
        self,
        kind: CopyKind,
        began: float,
        ended: float | None = None,
        *,
        exact: bool = False,
        redaction: Redaction | None = None,
    ) -> Derivation:
        """Make a copy between two seconds of the master."""
        job = CopyJob(
            copy_id="copy-1",
            manifest=self.master.seal(),
            kind=kind,
            began_at=at(began),
            ended_at=None if ended is None else at(ended),
            exact=exact,
            redaction=redaction,
            target="avon/session-1/copy-1/",
        )
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        derivation = make_copy(job, self.master.evidence, work, self._keep, Watch(self.told.append, 1000))
        assert list(work.iterdir()) == []
        return derivation

    def _keep(self, path: Path, file: CopiedFile) -> None:
        self.files[file.file] = self.folder / file.file
        self.files[file.file].write_bytes(path.read_bytes())

    def open(self, derivation: Derivation, number: int = 0) -> InputContainer:
        """Open one of a copy's files as libav does."""
        return av.open(self.files[derivation.files[number].file], "r")
