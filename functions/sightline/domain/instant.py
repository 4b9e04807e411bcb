"""One way to write an instant: RFC 3339, UTC, milliseconds, so that documents can be compared."""

from datetime import UTC, datetime


def write_instant(moment: datetime) -> str:
    """Return an instant as in 2026-03-01T12:00:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
