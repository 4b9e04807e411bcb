"""The functions that work on all objects of a material."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from retention import app as retention
from sightline.domain.disposal import Disposal
from sightline.domain.material import MaterialKind, MaterialState
from sightline.domain.upload import UploadState
from sightline.usecases.nights import report_key
from tests.fakes.clock import NOON
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material
from tests.fakes.uploads import UPLOAD

CONTEXT = SimpleNamespace(
    function_name="hold", memory_limit_in_mb=512, invoked_function_arn="arn:aws:lambda:::hold", aws_request_id="r1"
)
KEY = "force/material-1/recordings/r1/0.m4s"
LONG_AGO = NOON - timedelta(days=40)
AGREED = Disposal("The case is closed", "DC Patel", "supervisor-1", "Insp Moss", NOON.date())


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> KeepingInMemory:
    """Return what the functions work on."""
    keeping = KeepingInMemory()
    keeping.evidence.objects[KEY] = b"evidence"
    monkeypatch.setattr(retention, "ports", lambda: keeping)
    return keeping


def messages(*material_ids: str) -> dict[str, Any]:
    """Return a batch; each message's id is its material's."""
    body = {"after": "", "manifest_sha256": None}
    return {
        "Records": [{"messageId": each, "body": json.dumps({"material_id": each, **body})} for each in material_ids]
    }


def test_puts_on_hold_what_the_queue_names(keeping: KeepingInMemory) -> None:
    """What fails alone comes again."""
    keeping.keep(a_material(exhibit_ref="AB/1"))
    answer = retention.hold(messages("material-1", "nobody"), CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "nobody"}]}
    assert keeping.locks.on_hold == {KEY}


def test_disposes_of_what_the_queue_names(keeping: KeepingInMemory) -> None:
    """If it was announced."""
    announced = {"state": MaterialState.DISPOSAL_ANNOUNCED, "disposal": AGREED, "kind": MaterialKind.UPLOAD}
    keeping.keep(a_material(created_at=LONG_AGO, **announced))
    assert retention.dispose(messages("material-1"), CONTEXT) == {"batchItemFailures": []}
    assert KEY not in keeping.evidence.objects


def test_deletes_a_refused_file_that_the_queue_names(keeping: KeepingInMemory) -> None:
    """It is no material, and needs none."""
    keeping.uploads.add(replace(UPLOAD, state=UploadState.REFUSED))
    keeping.evidence.objects[UPLOAD.key] = b"MZ"
    assert retention.dispose(messages("upload-1"), CONTEXT) == {"batchItemFailures": []}
    assert list(keeping.evidence.objects) == [KEY]


def test_the_night_says_what_will_go(keeping: KeepingInMemory) -> None:
    """And deletes nothing itself."""
    keeping.keep(a_material(created_at=LONG_AGO, review_on=LONG_AGO.date()))
    keeping.uploads.add(replace(UPLOAD, state=UploadState.REFUSED, created_at=LONG_AGO))
    event = {"version": "0", "detail": {}, "resources": [], "time": "2026-11-21T02:00:00Z"}
    event |= {
        "id": "e1",
        "source": "aws.events",
        "account": "1",
        "region": "eu-west-2",
        "detail-type": "Scheduled Event",
    }
    retention.night(event, CONTEXT)
    assert report_key("force", NOON.date()) in keeping.evidence.objects
    assert [stretch.material_id for stretch in keeping.disposal_queue.puts] == ["upload-1"]
    assert KEY in keeping.evidence.objects
