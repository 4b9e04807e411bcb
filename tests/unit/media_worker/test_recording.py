"""A recording tells its whole story in the bucket."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from media_worker.frames import Frame, Parameters
from media_worker.opus import PARAMETERS
from media_worker.recording import Recording, clock_from, mint_recording_id
from media_worker.upload import Upload
from sightline.domain.fragment import GapReason, RecordingPlace, parse_fragment_key, parse_init_key
from sightline.messages.closing import ClosingWord

EPOCH = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VP8 = Parameters("vp08.00.10.08", 320, 240)


@dataclass
class Box:
    """Keeps what a recording wants stored."""

    uploads: list[Upload] = field(default_factory=list)
    is_full: bool = False

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Tell whether there is room for anything but first fragments and the closing word."""
        assert size > 0
        return is_first or not self.is_full

    def put(self, upload: Upload) -> None:
        """Take one object."""
        self.uploads.append(upload)

    def fragments(self) -> list[Upload]:
        """Return the fragments."""
        return [upload for upload in self.uploads if parse_fragment_key(upload.key)]


def make_recording() -> tuple[Recording, Box]:
    """Make a recording whose clock stands at 100 s at EPOCH."""
    box = Box()
    return Recording(RecordingPlace("force", "session", "recording"), box, clock_from(EPOCH, 100.0)), box


def show(recording: Recording, numbers: range, *, torn_at: int | None = None) -> None:
    """Record pictures, 30 a second, a key frame every two seconds."""
    for number in numbers:
        frame = Frame(number * 3000, b"picture", number % 60 == 0, VP8)
        recording.add("video", frame, is_torn=number == torn_at, now=100 + number / 30)


def test_init_segment_fragments_and_closing_word_are_stored_in_that_order() -> None:
    """Names say when and how long; the closing word comes last and is readable."""
    recording, box = make_recording()
    show(recording, range(130))
    recording.finish(105.0)
    assert parse_init_key(box.uploads[0].key) == ("force/session/recording", 0)
    names = [parse_fragment_key(upload.key) for upload in box.fragments()]
    assert [(name.sequence, name.captured_at, name.duration.total_seconds()) for name in names if name] == [
        (0, EPOCH, 2.0),
        (1, EPOCH.replace(second=7), 2.0),
        (2, EPOCH.replace(second=9), 0.333),
    ]
    word = ClosingWord.model_validate_json(box.uploads[-1].body)
    assert (word.recording_id, word.fragments, word.codecs, word.gaps) == ("recording", 3, ["vp08.00.10.08"], [])
    assert json.loads(box.uploads[-1].body)["began_at"] == EPOCH.isoformat()


def test_a_fragment_is_described_in_its_own_notes() -> None:
    """Digest, time of receipt, codecs and gaps lie beside the bytes, short enough for S3."""
    recording, box = make_recording()
    show(recording, range(30))
    show(recording, range(60, 130), torn_at=60)
    first, *_ = box.fragments()
    assert first.notes["sha256"] == hashlib.sha256(first.body).hexdigest()
    assert first.notes["codecs"] == "vp08.00.10.08"
    assert datetime.fromisoformat(first.notes["received-at"]) == EPOCH.replace(second=7)
    (gap,) = json.loads(first.notes["gaps"])
    assert (gap["track"], gap["reason"]) == ("video", GapReason.PACKET_LOSS)
    assert sum(len(key) + len(value) for key, value in first.notes.items()) < 2048


def test_many_gaps_do_not_burst_the_notes() -> None:
    """What does not fit is told with later fragments, and all of it in the closing word."""
    recording, box = make_recording()
    for number in range(0, 120, 2):
        show(recording, range(number, number + 1), torn_at=number if number % 4 else None)
    recording.finish(105.0)
    for upload in box.fragments():
        assert sum(len(key) + len(value) for key, value in upload.notes.items()) < 2048
    assert len(ClosingWord.model_validate_json(box.uploads[-1].body).gaps) == 30


def test_a_recording_without_a_frame_leaves_nothing() -> None:
    """A leg that never sent is no recording."""
    recording, box = make_recording()
    recording.finish(101.0)
    assert box.uploads == []


def test_sender_reports_are_kept_one_a_minute() -> None:
    """The mapping from RTP time to the phone's clock can be checked later."""
    recording, box = make_recording()
    show(recording, range(61))
    for second in range(0, 90, 5):
        recording.note_report("video", second << 32, second * 90_000, 100.0 + second)
    recording.finish(190.0)
    word = ClosingWord.model_validate_json(box.uploads[-1].body)
    assert [report["rtp_timestamp"] for report in word.sender_reports] == [0, 60 * 90_000]


def test_sound_alone_is_a_recording() -> None:
    """No picture is needed."""
    recording, box = make_recording()
    for number in range(250):
        recording.add("audio", Frame(number * 960, b"\x78", True, PARAMETERS), is_torn=False, now=100 + number / 50)  # noqa: FBT003
    recording.finish(106.0)
    assert [upload.notes["codecs"] for upload in box.fragments()] == ["opus", "opus", "opus"]


def test_ids_sort_by_time() -> None:
    """A listing of the bucket is in the order of recording."""
    early, late = mint_recording_id(EPOCH), mint_recording_id(EPOCH.replace(microsecond=1000))
    assert early < late
    assert early.startswith("20260102T030405000Z-")


def test_what_finds_no_room_is_one_named_gap() -> None:
    """Recording stops and goes on: no hole in the numbers, no init segment of what is not there, and the time named."""
    recording, box = make_recording()
    show(recording, range(61))
    box.is_full = True
    show(recording, range(61, 241))
    box.is_full = False
    show(recording, range(241, 330))
    recording.finish(111.0)
    names = [name for upload in box.fragments() if (name := parse_fragment_key(upload.key))]
    assert [name.sequence for name in names] == [0, 1, 2]
    (gap,) = ClosingWord.model_validate_json(box.uploads[-1].body).gaps
    assert (gap.track, gap.reason) == ("all", GapReason.SPOOL_FULL)
    assert (gap.began_at, gap.ended_at) == (names[0].ends_at, names[1].captured_at)
    assert json.loads(box.fragments()[1].notes["gaps"]) == [gap.model_dump(mode="json")]


def test_a_recording_that_finds_no_room_still_says_so() -> None:
    """Its first fragment is stored all the same, and what follows is a gap that the closing word names."""
    recording, box = make_recording()
    box.is_full = True
    show(recording, range(241))
    recording.finish(108.0)
    assert len(box.fragments()) == 1
    assert [gap.reason for gap in ClosingWord.model_validate_json(box.uploads[-1].body).gaps] == [GapReason.SPOOL_FULL]


def test_a_sender_report_is_tied_to_the_names_of_fragments() -> None:
    """Its RTP time is an instant of the phone's clock, and one of the recording's."""
    recording, box = make_recording()
    show(recording, range(61))
    recording.note_report("video", 77 << 32, 45 * 3000, 101.9)
    recording.note_report("audio", 77 << 32, 123, 101.9)
    recording.finish(103.0)
    (report,) = ClosingWord.model_validate_json(box.uploads[-1].body).sender_reports
    assert report["captured_at"] == (EPOCH + timedelta(seconds=1.5)).isoformat()
