"""The worker's closing word on a recording: `finish.json` in the bucket, written last."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, JsonValue

from sightline.domain.fragment import Gap, GapReason


class NotedGap(BaseModel):
    """Missing time as a worker notes it, here and in the `gaps` note of a fragment (a JSON list)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    track: str
    began_at: datetime
    ended_at: datetime
    reason: GapReason

    def to_gap(self) -> Gap:
        """Return the gap as the domain knows it."""
        return Gap(self.track, self.began_at, self.ended_at, self.reason)


class ClosingWord(BaseModel):
    """What a worker says of a complete recording; it may say more than this version reads."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    recording_id: str
    codecs: list[str]
    """RFC 6381 names, as in avc1.42E01F, opus."""
    fragments: int
    gaps: list[NotedGap]
    sender_reports: list[dict[str, JsonValue]]
    """How RTP time maps to the sender's clock, per track."""
