"""Counts what the product notes in its log: each line that is worth a figure becomes a metric as well.

CloudWatch reads the metrics from the function's own output (embedded metric format), so counting calls nothing. A
dimension holds a word from a short list of ours, never anything of a person, an incident or a session.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from aws_lambda_powertools import single_metric
from aws_lambda_powertools.metrics import MetricUnit

NAMESPACE = "Sightline"
SERVICE = {"service": "sightline"}
"""Stands in place of the function's name: a stage is reached by way of several functions."""


@dataclass(frozen=True)
class Measure:
    """A metric: its value is one, or what the line says under a name; its dimension too is something the line says."""

    name: str
    unit: MetricUnit = MetricUnit.Count
    value: str | None = None
    dimension: str | None = None

    def write(self, record: logging.LogRecord) -> None:
        """Write the metric of a line."""
        said = vars(record)
        value = float(said[self.value]) if self.value else 1.0
        dimensions = SERVICE | ({self.dimension: str(said[self.dimension])} if self.dimension else {})
        with single_metric(self.name, self.unit, value, namespace=NAMESPACE, default_dimensions=dimensions):
            pass


MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "refused": (Measure("Refused", dimension="code"),),
    "failed": (Measure("Failed"),),
    "listener not reached": (Measure("ListenerNotReached"),),
    "ledger failed": (Measure("LedgerFailed"),),
    "checkpoint failed": (Measure("LedgerFailed"),),
    "time-stamp failed": (Measure("TimestampFailed"),),
    "sealing failed": (Measure("SealFailed"),),
    "stage reached": (Measure("StageReached", dimension="stage"),),
    "first frame": (Measure("FirstFrameSeconds", MetricUnit.Seconds, "seconds"),),
    "funnel stopped": (Measure("Stopped", dimension="reason"),),
    "sealed": (
        Measure("SealSeconds", MetricUnit.Seconds, "seconds"),
        Measure("Gaps", value="gaps"),
        Measure("Discrepancies", value="discrepancies"),
    ),
}
"""By the line's message; a test holds them to what is written anywhere."""


class Counter(logging.Handler):
    """Writes the metrics of the lines that pass by."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write what this line is worth; a line that cannot be counted stops nothing."""
        try:
            for measure in MEASURES.get(str(record.msg), ()):
                measure.write(record)
        except Exception:  # noqa: BLE001 - logging's own way: whoever writes a line must not hear of it
            self.handleError(record)


counter = Counter(logging.INFO)


def count_lines_of(names: set[str]) -> None:
    """Count what these loggers write, each line once however often this is called."""
    for name in names:
        logging.getLogger(name).addHandler(counter)
