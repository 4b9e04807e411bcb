"""The nightly job: says in a report what will go, and lets go of what an earlier report has named.

The report of a day is written once and then followed, so that nothing goes that no report has named, however often
the job runs or breaks off.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.material import Material, MaterialState
from sightline.domain.object_version import Stretch
from sightline.domain.retention import kept_until, locked_until, what_forbids, write_day
from sightline.ports import EvidenceStore, MaterialQueue
from sightline.usecases.copies_of import why_copies_stay
from sightline.usecases.decisions import decide
from sightline.usecases.keeping import Keeping, categorised, today
from sightline.usecases.signing import put_or_read

FORMAT = "sightline-disposals/1"
BY_RULE = "It is not marked as evidence, nobody holds it, and its time is over."

log = logging.getLogger(__name__)


class Night(Keeping, Protocol):
    """The ports of the nightly job."""

    @property
    def evidence(self) -> EvidenceStore:
        """Where reports lie."""
        ...

    @property
    def disposal_queue(self) -> MaterialQueue:
        """What is to go now."""
        ...


def run_night(night: Night) -> None:
    """Give new materials their date, see to legal holds, and announce or begin what is due to go."""
    leaving: dict[str, list[Material]] = defaultdict(list)
    for material in night.materials.list_nightly(today(night)):
        if material.review_on is None:
            _give_date(night, material)
        elif material.awaits_legal_hold():
            night.hold_queue.put(Stretch(material.material_id))
        else:
            leaving[material.force_id].append(material)
    for force_id, materials in leaving.items():
        _follow_report(night, force_id, _report(night, force_id, materials))


def _give_date(night: Night, material: Material) -> None:
    """Say when it is first looked at: its category came with the invite, its date by rule."""

    def date_it(newest: Material) -> Event | None:
        if newest.review_on is not None:
            return None
        return categorised(night, newest, newest.category, None, "The first review, by the rule of its category.")

    decide(night, material.material_id, date_it)


def _report(night: Night, force_id: str, materials: Iterable[Material]) -> Mapping[str, Any]:
    """Write what will go, what goes now and what still waits; return the report that stands for this day."""
    lines: dict[str, list[dict[str, str]]] = {"announced": [], "begun": [], "waiting": []}
    for material in materials:
        kind, line = _line(night, material)
        lines[kind].append(line)
    counts = {f"{kind}_count": len(named) for kind, named in lines.items()}
    said = {"format": FORMAT, "force_id": force_id, "day": today(night).isoformat(), **counts, **lines}
    report: dict[str, Any] = json.loads(put_or_read(night.evidence, report_key(force_id, today(night)), said))
    log.info("disposals", extra={name: report[name] for name in counts})
    return report


def _line(night: Night, material: Material) -> tuple[str, dict[str, str]]:
    """Say in the report what becomes of a material this night."""
    line = {"material_id": material.material_id, "reason": _reason(material)}
    if why := _why_wait(night, material):
        return "waiting", line | {"why": why}
    if may_be_announced(material):
        return "announced", line | {"not_before": (today(night) + timedelta(days=1)).isoformat()}
    return "begun", line


def _why_wait(night: Night, material: Material) -> str | None:
    """Say what is still to be waited for: the store's lock, somebody's hold, a clear period, a copy."""
    rules, day = night.retention, today(night)
    if (unlocked := locked_until(rules, material)) > day:
        return f"It is locked until {write_day(unlocked)}."
    if forbids := what_forbids(rules, material, day):
        return forbids.sentence
    if material.state is MaterialState.HELD and (end := kept_until(rules, material)) > day:
        return f"Its category keeps it until {write_day(end)}."
    return why_copies_stay(night, rules, material, day)


def _follow_report(night: Night, force_id: str, report: Mapping[str, Any]) -> None:
    """Do what the report says: no sooner than the report stands in the bucket."""
    key = report_key(force_id, today(night))
    for line in report["announced"]:
        _announce(night, line["material_id"], date.fromisoformat(line["not_before"]), key)
    for line in report["begun"]:
        night.disposal_queue.put(Stretch(line["material_id"]))


def _announce(night: Night, material_id: str, not_before: date, report: str) -> None:
    def announce(newest: Material) -> Event | None:
        if not may_be_announced(newest):
            return None  # somebody has decided otherwise since
        details = {"not_before": not_before.isoformat(), "report": report}
        return Event(CustodyAction.DISPOSAL_ANNOUNCED, None, _reason(newest), dict(details))

    decide(night, material_id, announce)


def may_be_announced(material: Material) -> bool:
    """Say whether two people have agreed, or its time is over and nobody wants it kept."""
    if material.state is MaterialState.HELD:
        return material.goes_by_itself()
    return material.state is MaterialState.DISPOSAL_APPROVED


def report_key(force_id: str, day: date) -> str:
    """Name the object that says what is disposed of, before it is."""
    return f"{force_id}/disposals/{day.isoformat()}.json"


def _reason(material: Material) -> str:
    return material.disposal.reason if material.disposal else BY_RULE
