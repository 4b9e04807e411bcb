"""Copies as they are really made, and C2PA's reader on what comes of them."""

from datetime import timedelta
from io import BytesIO

import av
import pytest

from derivations.app import run_job
from derivations.bootstrap import Workshop
from provenance.claims import DERIVATION
from provenance.finishing import finish_copy
from sightline.domain.box import Box
from sightline.messages.copies import CopyJob, CopyKind
from tests.fakes.brought_in import a_phone_film, a_photograph, store
from tests.fakes.content import PREFIX, BareCopy, an_issuer, assertion, read_credentials
from tests.fakes.faces import HEIGHT, SIDE, WIDTH, a_picture, a_redaction
from tests.fakes.masters import EPOCH, Master, a_film, record

SOMEBODY = Box(220 / WIDTH, 80 / HEIGHT, SIDE / WIDTH, SIDE / HEIGHT)


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


@pytest.mark.parametrize(
    ("body", "media_type", "made_of_it", "action"),
    [
        (a_phone_film([a_picture(220)] * 10, 90), "video/mp4", "video/mp4", "c2pa.transcoded"),
        (a_photograph(a_picture(220), "jpeg", 6), "image/jpeg", "image/png", "c2pa.converted"),
    ],
)
def test_what_is_hidden_in_a_file_that_was_brought_in_carries_credentials_too(
    body: bytes, media_type: str, made_of_it: str, action: str
) -> None:
    """They say that it was edited, and what it was made of."""
    bucket, manifest = store(body, media_type)
    waiting = BareCopy()
    job = CopyJob(
        copy_id="copy-1",
        manifest=manifest,
        kind="redacted",
        began_at=EPOCH,
        ended_at=EPOCH + timedelta(seconds=1),
        exact=True,
        redaction=a_redaction(0, 1, SOMEBODY),
        target=PREFIX,
    )
    run_job(job, Workshop(bucket, waiting.copies), 60, is_last=False)
    finish_copy(waiting.office(an_issuer(waiting.authority)), PREFIX)
    (file,) = waiting.finished().files
    assert (file.media_type, file.credentials) == (made_of_it, True)
    reader = read_credentials(waiting.copies.objects[PREFIX + file.file], file.media_type, waiting.authority.pem)
    assert reader.get_validation_state() == "Trusted"
    said = [each["action"] for each in assertion(reader, "c2pa.actions.v2")["actions"]]
    assert said[-2:] == ["c2pa.edited", action]
    assert assertion(reader, DERIVATION)["manifest_sha256"] == manifest.sha256
