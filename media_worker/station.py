"""What all legs of this worker share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiortc import RTCCertificate

from media_worker.intake import Intake
from media_worker.network import Network
from media_worker.uploads import Uploads
from sightline.messages.signalling import LegReport, RecordingReport


@dataclass(frozen=True)
class Station:
    """One certificate, one way to the store, one way to report."""

    certificate: RTCCertificate
    network: Network
    intake: Intake
    uploads: Uploads
    report: Callable[[LegReport | RecordingReport], None]
    to_instant: Callable[[float], datetime]
    """Turns seconds of the event loop's clock into instants."""
    leg_bits_per_second: int
    interrupted_seconds: float
