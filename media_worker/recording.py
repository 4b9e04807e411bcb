"""One recording: the frames of one up leg, on their way to the store as fragments."""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Protocol

from media_worker.fragmenter import Fragment, Fragmenter
from media_worker.frames import Frame
from media_worker.gaps import GapFinder, Hole
from media_worker.offer import Kind
from media_worker.opus import samples
from media_worker.timeline import CLOCK_RATES, Timeline
from media_worker.upload import Upload
from sightline.domain.fragment import TRACK_TALK, FragmentName, GapReason, RecordingPlace, finish_key, init_key
from sightline.domain.talk import Voice
from sightline.domain.timeline import TRACK_ALL
from sightline.messages.closing import NotedGap

_FRAGMENT_TYPE, _INIT_TYPE, _FINISH_TYPE = "video/iso.segment", "video/mp4", "application/json"
_GAPS_IN_NOTES = 8
_REPORTS_KEPT = 100
_REPORTS_APART_SECONDS = 60.0


class Outbox(Protocol):
    """Where a recording puts what is to be stored, in order."""

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Tell whether a fragment of so many bytes may be put."""
        ...

    def put(self, upload: Upload) -> None:
        """Take one object."""


def mint_recording_id(at: datetime) -> str:
    """Make an id that sorts by time."""
    return f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03d}Z-{secrets.token_hex(4)}"


class Recording:
    """`to_instant` turns seconds of the worker's clock into instants."""

    def __init__(
        self,
        place: RecordingPlace,
        outbox: Outbox,
        to_instant: Callable[[float], datetime],
        speaker: Voice | None = None,
    ) -> None:
        """Begin without a frame; `speaker` is the officer whose voice this is, None for what a citizen sends."""
        self.place = place
        self._speaker = speaker
        self.fragments = 0
        self.has_begun = False
        self._outbox = outbox
        self._to_instant = to_instant
        self._timeline = Timeline()
        self._fragmenter = Fragmenter(self._timeline)
        self._gap_finder = GapFinder()
        self._gaps: list[NotedGap] = []
        self._gaps_noted = 0
        self._init = b""
        self._codecs: list[str] = []
        self._reports: dict[Kind, list[dict[str, object]]] = {"video": [], "audio": []}
        self._report_at: dict[Kind, float] = {}
        self._span: tuple[datetime, datetime] | None = None

    def add(self, kind: Kind, frame: Frame, *, is_torn: bool, now: float) -> None:
        """Take a frame."""
        self.has_begun = True
        ticks = self._timeline.follow(kind, frame.timestamp, now)
        if ticks is None:
            ticks = self._begin(kind, frame, now)
        duration = samples(frame.body) / CLOCK_RATES["audio"] if kind == "audio" else 0.0
        hole = self._gap_finder.note(kind, self._timeline.seconds(kind, ticks), duration, is_torn=is_torn)
        if hole is not None:
            self._gaps.append(self._name_gap(hole))
        self._store(self._fragmenter.add(kind, frame, ticks, now), now)

    def note_report(self, kind: Kind, ntp_timestamp: int, timestamp: int, now: float) -> None:
        """Take a sender report; keep one a minute for the closing word.

        It says which RTP time was which instant of the phone's clock (NTP), and `captured_at` of ours: that of the
        fragments' names, in which RTP time runs on from there.
        """
        self._timeline.note_report(kind, ntp_timestamp, timestamp)
        captured_at = self._timeline.find(kind, timestamp)
        if captured_at is None or now - self._report_at.get(kind, float("-inf")) < _REPORTS_APART_SECONDS:
            return
        self._report_at[kind] = now
        report: dict[str, object] = {"track": kind, "ntp_timestamp": ntp_timestamp, "rtp_timestamp": timestamp}
        report |= {"clock_rate": CLOCK_RATES[kind], "received_at": self._to_instant(now).isoformat()}
        report["captured_at"] = self._to_instant(captured_at).isoformat()
        self._reports[kind] = [*self._reports[kind], report][-_REPORTS_KEPT:]

    def tick(self, now: float) -> None:
        """Store what has waited too long for its key frame."""
        self._store(self._fragmenter.cut_overdue(now), now)

    def finish(self, now: float) -> None:
        """Store the rest and the closing word; a recording without a frame leaves nothing behind."""
        self._store(self._fragmenter.cut_all(), now)
        if self._span is not None:
            body = json.dumps(self._close(*self._span), indent=1).encode()
            self._outbox.put(Upload(finish_key(self.place), body, _FINISH_TYPE))

    def _begin(self, kind: Kind, frame: Frame, now: float) -> int:
        """Place a track's first frame, or the first one behind a jump, with which no fragment goes on."""
        if self._timeline.has_begun(kind):
            self._store(self._fragmenter.cut_all(), now)
        return self._timeline.place(kind, frame.timestamp, now)

    def _store(self, fragment: Fragment | None, now: float) -> None:
        if fragment is None:
            return
        size = len(fragment.init) + len(fragment.body)
        if not self._outbox.has_room(size, is_first=self.fragments == 0):
            self._leave_out(fragment)
            return
        if fragment.init != self._init:
            self._init = fragment.init
            self._outbox.put(Upload(init_key(self.place, self.fragments), fragment.init, _INIT_TYPE))
        began_at, duration = self._to_instant(fragment.began_at), timedelta(seconds=fragment.duration)
        name = FragmentName(self.place.prefix, self.fragments, began_at, duration)
        self._outbox.put(Upload(name.key, fragment.body, _FRAGMENT_TYPE, self._note(fragment, now)))
        self.fragments += 1
        self._codecs += [codec for codec in fragment.codecs if codec not in self._codecs]
        self._span = (self._span[0] if self._span else began_at, name.ends_at)

    def _leave_out(self, fragment: Fragment) -> None:
        """Name the time of a fragment for which neither store nor disk has room; it leaves no hole in the numbers."""
        began_at = self._to_instant(fragment.began_at)
        ended_at = self._to_instant(fragment.began_at + fragment.duration)
        last = self._gaps[-1] if len(self._gaps) > self._gaps_noted else None
        if last is not None and (last.reason, last.ended_at) == (GapReason.SPOOL_FULL, began_at):
            began_at = self._gaps.pop().began_at
        gap = NotedGap(track=TRACK_ALL, began_at=began_at, ended_at=ended_at, reason=GapReason.SPOOL_FULL)
        self._gaps.append(gap)

    def _note(self, fragment: Fragment, now: float) -> dict[str, str]:
        """Describe a fragment in its own object, so that the bucket alone tells the story."""
        new = self._gaps[self._gaps_noted :][:_GAPS_IN_NOTES]
        self._gaps_noted += len(new)
        return {
            "received-at": self._to_instant(now).isoformat(),
            "sha256": hashlib.sha256(fragment.body).hexdigest(),
            "codecs": ",".join(fragment.codecs),
            "gaps": json.dumps([gap.model_dump(mode="json") for gap in new], separators=(",", ":")),
            **({"speaker": json.dumps(asdict(self._speaker))} if self._speaker else {}),
        }

    def _name_gap(self, hole: Hole) -> NotedGap:
        return NotedGap(
            track=TRACK_TALK if self._speaker else hole.track,
            began_at=self._to_instant(hole.began_at),
            ended_at=self._to_instant(hole.ended_at),
            reason=hole.reason,
        )

    def _close(self, began_at: datetime, ended_at: datetime) -> dict[str, object]:
        return {
            "recording_id": self.place.recording_id,
            "session_id": self.place.session_id,
            "codecs": self._codecs,
            "fragments": self.fragments,
            "gaps": [gap.model_dump(mode="json") for gap in self._gaps],
            "sender_reports": [*self._reports["video"], *self._reports["audio"]],
            "began_at": began_at.isoformat(),
            "ended_at": ended_at.isoformat(),
        }


def clock_from(epoch: datetime, at: float) -> Callable[[float], datetime]:
    """Return a function from seconds of the worker's clock to instants, given one pair of both."""
    return lambda seconds: epoch.astimezone(UTC) + timedelta(seconds=seconds - at)
