"""Lambda functions hold, night and dispose: what is done with all objects of a material, and when nobody is there."""

import json
import logging
from collections.abc import Callable
from typing import Any

from boundary.apps import make_app
from boundary.events import CloudWatchEvent, SQSEvent
from sightline.bootstrap import ports
from sightline.domain.object_version import Stretch
from sightline.usecases.disposing import dispose_of
from sightline.usecases.nights import run_night
from sightline.usecases.refused_files import discard_refused, report_refused
from sightline.usecases.securing import secure_material

log = logging.getLogger("sightline.retention")

app = make_app("retention")


@app.on_sqs_message(queue="hold")
def hold(event: SQSEvent) -> dict[str, Any]:
    """Put objects on legal hold, some tens of thousands a run; what fails comes again."""
    return _work_off(event, lambda stretch: secure_material(ports(), stretch))


@app.schedule("cron(0 2 * * ? *)")
def night(_event: CloudWatchEvent) -> None:
    """Announce what will go, and begin what an earlier night has announced; let go of what was refused."""
    run_night(ports())
    report_refused(ports())


@app.on_sqs_message(queue="disposal")
def dispose(event: SQSEvent) -> dict[str, Any]:
    """Dispose of what was announced; what fails comes again."""
    return _work_off(event, lambda stretch: _let_go(stretch.material_id))


def _let_go(material_id: str) -> None:
    """Delete a refused file, or dispose of a material."""
    if not discard_refused(ports(), material_id):
        dispose_of(ports(), material_id)


def _work_off(event: SQSEvent, work: Callable[[Stretch], None]) -> dict[str, Any]:
    failures = [
        {"itemIdentifier": record["messageId"]}
        for record in event.to_dict()["Records"]
        if not _try(work, Stretch(**json.loads(record["body"])))
    ]
    return {"batchItemFailures": failures}


def _try(work: Callable[[Stretch], None], stretch: Stretch) -> bool:
    try:
        work(stretch)
    except Exception:
        log.exception("not done with the objects", extra={"material_id": stretch.material_id})
        return False
    return True
