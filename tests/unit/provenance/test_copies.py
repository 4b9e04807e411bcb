"""Copies as they are really made, and C2PA's reader on what comes of them."""

from datetime import timedelta
from io import BytesIO

import av
import pytest

from derivations.app import run_job
from derivations.bootstrap import Workshop
from provenance.claims import DERIVATION
from provenance.finishing import finish_copy
from sightline.messages.copies import CopyJob, CopyKind
from tests.fakes.content import PREFIX, BareCopy, an_issuer, assertion, read_credentials
from tests.fakes.masters import EPOCH, Master, a_film, record


@pytest.fixture(scope="module")
def master() -> Master:
    """Return a recording of four seconds, with sound."""
    master = Master()
    record(master, a_film(4))
    return master


@pytest.mark.parametrize(
    ("kind", "exact", "action"),
    [
        ("clip", False, "c2pa.repackaged"),
        ("clip", True, "c2pa.transcoded"),
        ("playable", False, "c2pa.transcoded"),
        ("snapshot", False, "c2pa.converted"),
    ],
)
def test_each_kind_of_copy_carries_credentials_and_plays(
    master: Master, kind: CopyKind, action: str, *, exact: bool
) -> None:
    """They lead to the sealed manifest that it was made of; every picture decodes."""
    waiting, manifest = BareCopy(), master.seal()
    began, ended = EPOCH + timedelta(seconds=1), EPOCH + timedelta(seconds=3)
    job = CopyJob(
        copy_id="copy-1",
        manifest=manifest,
        kind=kind,
        began_at=began,
        ended_at=None if kind == "snapshot" else ended,
        exact=exact,
        target=PREFIX,
    )
    run_job(job, Workshop(master.evidence, waiting.copies), 60, is_last=False)
    finish_copy(waiting.office(an_issuer(waiting.authority)), PREFIX)
    (file,) = waiting.finished().files
    body = waiting.copies.objects[PREFIX + file.file]
    reader = read_credentials(body, file.media_type, waiting.authority.pem)
    assert reader.get_validation_state() == "Trusted"
    assert assertion(reader, "c2pa.actions.v2")["actions"][-1]["action"] == action
    assert assertion(reader, DERIVATION)["manifest_sha256"] == manifest.sha256
    with av.open(BytesIO(body), "r") as film:
        assert len(list(film.decode(video=0))) == (1 if kind == "snapshot" else 60)
