"""Every Lambda function: its handler, and all that it may touch.

The table mirrors the one in `functions/README.md`. A function is given the environment and the
permissions that follow from its row, and nothing else.
"""

from dataclasses import dataclass
from enum import Enum, auto

from infra.constructs.uses import Use

CHECK_SECONDS = 900
"""Twenty gigabytes are read and hashed once."""
SEAL_SECONDS = 300
"""A seal reads the digests of a whole session's fragments; the seal queue waits accordingly."""

DERIVATION_SECONDS = 900
"""As long as Lambda lets anything run; what fits into it is in `domain/copy.py`."""
PROVENANCE_SECONDS = 900
"""Every file of a copy is read, written and stored once more."""
BUNDLE_SECONDS = 900
"""As long as Lambda lets anything run; what is too large for it is refused (`sightline/domain/bundle.py`)."""
HOLD_SECONDS = 300
"""Ten thousand objects are put on hold in about a minute."""
NIGHT_SECONDS = 900
DISPOSAL_SECONDS = 900
"""A recording of a day has 40,000 objects; who is cut off goes on in the next run."""


class Crowd(Enum):
    """Whose flood of requests must not take the other's place."""

    CITIZENS = auto()
    OFFICERS = auto()


@dataclass(frozen=True)
class FunctionRow:
    """One function. A table that it writes it may read as well."""

    name: str
    handler: str
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    uses: frozenset[Use] = frozenset()
    timeout_seconds: int = 15
    crowd: Crowd | None = None
    memory_mb: int = 512


def _row(  # noqa: PLR0913 the columns of a table, by name
    name: str,
    handler: str,
    *,
    reads: str = "",
    writes: str = "",
    uses: tuple[Use, ...] = (),
    timeout_seconds: int = 15,
    crowd: Crowd | None = None,
    memory_mb: int = 512,
) -> FunctionRow:
    tables = _tables(reads), _tables(writes)
    return FunctionRow(name, handler, *tables, frozenset(uses), timeout_seconds, crowd, memory_mb)


def _tables(names: str) -> frozenset[str]:
    """Return tables by name; with materials always go the rows by which they are found."""
    tables = frozenset(names.split())
    return tables | {"library"} if "materials" in tables else tables


def _invites(name: str, crowd: Crowd) -> FunctionRow:
    """Give the one app of invites to each crowd as a function of its own."""
    return _row(
        name,
        "invites.app.app",
        reads="positions",
        writes="invites tokens sessions tickets custody idempotency",
        uses=(
            Use.TEXT,
            Use.PUSH,
            Use.SEAL_LATER,
            Use.SITE,
            Use.ICE,
            Use.NOTIFY_KEY,
            Use.SYNTHETIC_KEY,
            Use.ORIGINAL_POLICY,
        ),
        crowd=crowd,
    )


def _shares(name: str, crowd: Crowd) -> FunctionRow:
    """Give the one app of shares to officers and to recipients as a function of its own each."""
    return _row(
        name,
        "shares.app.app",
        reads="sessions",
        writes="shares materials custody idempotency",
        uses=(Use.MAIL, Use.REPLAY, Use.READ_COPIES, Use.SITE),
        crowd=crowd,
    )


FUNCTIONS = (
    _invites("invites", Crowd.OFFICERS),
    _invites("citizens", Crowd.CITIZENS),
    _shares("shares", Crowd.OFFICERS),
    _shares("recipients", Crowd.CITIZENS),
    _row("receipts", "invites.app.receipts", writes="invites tokens", uses=(Use.PUSH,)),
    _row(
        "sessions",
        "sessions.app.app",
        reads="chat positions",
        writes="sessions invites custody",
        uses=(Use.PUSH, Use.SEAL_LATER, Use.REPLAY, Use.REASON),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "expire",
        "sessions.app.expire",
        reads="positions",
        writes="invites sessions custody",
        uses=(Use.PUSH, Use.SEAL_LATER, Use.EXPIRY),
        timeout_seconds=50,
    ),
    _row(
        "sources",
        "sources.app.app",
        reads="positions",
        writes="sources sessions tokens custody",
        uses=(Use.PUSH, Use.SEAL_LATER),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "whip",
        "whip.app.app",
        reads="tokens positions",
        writes="sources sessions workers custody",
        uses=(Use.PUSH, Use.SEAL_LATER, Use.ICE),
        timeout_seconds=25,
    ),
    _row(
        "location",
        "location.app.app",
        writes="positions invites sessions custody",
        uses=(Use.PUSH,),
        crowd=Crowd.CITIZENS,
    ),
    _row(
        "originals",
        "originals.app.app",
        writes="sessions",
        uses=(Use.ORIGINAL, Use.SEAL_LATER),
        crowd=Crowd.CITIZENS,
    ),
    _row(
        "evidence",
        "evidence.app.app",
        reads="sessions positions",
        writes="custody",
        uses=(Use.REPLAY, Use.REASON),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "copies",
        "copies.app.app",
        writes="custody materials",
        uses=(Use.COPIES, Use.REPLAY, Use.REASON),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "library",
        "library.app.app",
        writes="custody materials",
        uses=(Use.HOLD_LATER, Use.RETENTION, Use.VERIFY),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "hold",
        "retention.app.hold",
        writes="custody materials",
        uses=(Use.HOLD, Use.HOLD_LATER),
        timeout_seconds=HOLD_SECONDS,
    ),
    _row(
        "night",
        "retention.app.night",
        reads="uploads",
        writes="custody materials",
        uses=(Use.RETENTION, Use.HOLD_LATER, Use.NIGHT),
        timeout_seconds=NIGHT_SECONDS,
    ),
    _row(
        "dispose",
        "retention.app.dispose",
        writes="custody materials sessions invites positions chat shares uploads",
        uses=(Use.RETENTION, Use.DISPOSE),
        timeout_seconds=DISPOSAL_SECONDS,
    ),
    _row(
        "uploads",
        "uploads.app.app",
        writes="uploads custody materials",
        uses=(Use.UPLOAD, Use.REASON),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "citizen-uploads",
        "uploads.app.app",
        reads="positions",
        writes="uploads sessions",
        uses=(Use.UPLOAD, Use.PUSH),
        crowd=Crowd.CITIZENS,
    ),
    _row(
        "check",
        "uploads.app.check",
        reads="positions",
        writes="uploads sessions custody materials",
        uses=(Use.CHECK, Use.PUSH),
        timeout_seconds=CHECK_SECONDS,
        memory_mb=1769,  # one processor of its own, which hashing takes
    ),
    _row(
        "bundles",
        "bundles.app.app",
        reads="materials",
        writes="custody idempotency",
        uses=(Use.EXPORT,),
        crowd=Crowd.OFFICERS,
    ),
    _row(
        "pack",
        "bundles.app.pack",
        reads="materials custody",
        uses=(Use.PACK,),
        timeout_seconds=BUNDLE_SECONDS,
        memory_mb=1769,  # one processor of its own, which hashing takes
    ),
    _row(
        "seal",
        "evidence.app.seal",
        reads="positions chat workers",
        writes="sessions custody materials",
        uses=(Use.SEAL, Use.CHECKPOINT, Use.SEAL_LATER, Use.PUSH),
        timeout_seconds=SEAL_SECONDS,
    ),
    _row(
        "sweep",
        "evidence.app.sweep",
        reads="sessions",
        writes="custody materials",
        uses=(Use.SEAL_LATER, Use.READ_COPIES),
        timeout_seconds=50,
    ),
    _row("checkpoint", "evidence.app.checkpoint", writes="custody", uses=(Use.CHECKPOINT,), timeout_seconds=55),
    _row("roots", "evidence.app.roots", reads="custody", uses=(Use.ROOTS,), timeout_seconds=300),
    _row("tickets", "authorise.app.app", reads="sessions", writes="tickets", uses=(Use.ICE,)),
    _row("authorise-citizen", "authorise.app.citizen", reads="tokens sessions", crowd=Crowd.CITIZENS),
    _row("authorise-worker", "authorise.app.worker", uses=(Use.WORKER_KEY,)),
    _row("authorise-connect", "authorise.app.connect", writes="tickets", uses=(Use.SITE,)),
    _row("connect", "signalling.app.connect", reads="positions", writes="sessions workers", uses=(Use.PUSH,)),
    _row(
        "message",
        "signalling.app.message",
        reads="positions",
        writes="sessions invites workers chat custody",
        uses=(Use.PUSH, Use.SEAL_LATER, Use.STILLS),
    ),
    _row("disconnect", "signalling.app.disconnect", reads="positions", writes="sessions workers", uses=(Use.PUSH,)),
)
