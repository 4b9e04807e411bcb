"""What a force asks of the system in a month. The defaults are a force of the Met's size, and all are assumptions."""

from dataclasses import dataclass

HOURS_A_MONTH = 730
DAYS_A_MONTH = HOURS_A_MONTH / 24


@dataclass(frozen=True)
class Demand:
    """A month of a force. Nobody has published the Met's own figures; change these by `--name value`."""

    invites: int = 9000
    """Links texted: 300 a day, for a force that takes some 6,000 emergency calls a day."""
    take_up: float = 0.75
    """Of the invites that become a session: "in excess of 75%" in the Met's trials (PCD 1139)."""
    minutes: float = 10
    """A session's length."""
    megabits: float = 2.0
    """A second of picture on average: 720p30. A phone with good reception sends up to 4.5 (1080p30), a bad one less."""
    viewers: float = 2
    """Officers who watch a session, on average over its length."""
    relayed: float = 0.05
    """Of live pictures, in and out, that find no way but through a relay."""
    peak: int = 12
    """Sessions at the same time in the busiest hour; the average is below two."""
    officers_online: int = 100
    """Viewers' pages that are open, day and night; each is told of every change."""
    officers: int = 5000
    """Officers who sign in at least once in the month."""
    replays: float = 0.5
    """How often a session is watched again from beginning to end."""
    originals: float = 0.1
    """Of the sessions whose phone sends its own better copy."""
    evidential: float = 0.2
    """Of what is recorded that is put on legal hold."""
    held_years: float = 10
    """How long that is kept, on average (MoPI groups run from 6 years to a lifetime)."""
    retention_days: int = 31
    """How long the rest is kept; what has run out is taken to be deleted."""
    text_parts: float = 1.1
    """Message parts an invite: one, and now and then the link is sent again."""

    @property
    def sessions(self) -> float:
        """Sessions in the month."""
        return self.invites * self.take_up

    @property
    def stream_minutes(self) -> float:
        """Minutes of live video in the month."""
        return self.sessions * self.minutes

    def months_at_hand(self, until_days: int) -> float:
        """For how many months an average minute lies in ordinary storage, which it leaves after so many days."""
        rest = min(self.retention_days, until_days)
        return ((1 - self.evidential) * rest + self.evidential * until_days) / DAYS_A_MONTH

    def months_archived(self, from_days: int) -> float:
        """For how many months an average minute lies in the archive, once the oldest holds run out."""
        rest = max(self.retention_days - from_days, 0) / DAYS_A_MONTH
        held = self.held_years * 12 - from_days / DAYS_A_MONTH
        return (1 - self.evidential) * rest + self.evidential * max(held, 0)
