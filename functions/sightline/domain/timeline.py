"""A session's recordings in the order they happened, read from the bucket's listing alone.

A session has several recordings when its leg was opened anew: the phone changed networks, or a
worker was lost. Replay and the seal both read them through here, so they cannot disagree. What officers
said to the citizen is recorded beside that: it has no place on the timeline, and its pauses are no gaps.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, pairwise

from sightline.domain.fragment import (
    TRACK_TALK,
    FragmentName,
    Gap,
    GapReason,
    RecordingPlace,
    finish_key,
    init_key,
    parse_fragment_key,
    parse_init_key,
)
from sightline.domain.talk import is_talk

TRACK_ALL = "all"


@dataclass(frozen=True)
class Recording:
    """What the bucket holds of one recording.

    `inits` are the sequences of the fragments from which a new init segment holds; `expected` is the
    number of fragments by the worker's closing word, None where that is not known.
    """

    place: RecordingPlace
    fragments: tuple[FragmentName, ...] = ()
    inits: tuple[int, ...] = ()
    finished: bool = False
    expected: int | None = None

    @property
    def is_talk(self) -> bool:
        """Whether this is an officer's voice, and not what the citizen sent."""
        return is_talk(self.place.recording_id)

    @property
    def began_at(self) -> datetime:
        """When the first fragment begins; only for a recording that has fragments."""
        return self.fragments[0].captured_at

    @property
    def ended_at(self) -> datetime:
        """When the last fragment ends; only for a recording that has fragments."""
        return self.fragments[-1].ends_at

    @property
    def init_keys(self) -> list[str]:
        """The keys of the initialisation segments, in order."""
        return [init_key(self.place, sequence) for sequence in self.inits]

    @property
    def finish_key(self) -> str:
        """The key of the worker's closing word."""
        return finish_key(self.place)

    def init_key_of(self, fragment: FragmentName) -> str | None:
        """Name the init segment that a fragment is played with; None if the bucket lacks it."""
        holding = [sequence for sequence in self.inits if sequence <= fragment.sequence]
        return init_key(self.place, holding[-1]) if holding else None

    def is_whole(self) -> bool:
        """Say whether the worker closed it and no fragment at its end is missing."""
        return self.finished and (self.expected is None or len(self.fragments) >= self.expected)

    def missing_fragments(self) -> list[Gap]:
        """Return a gap for each hole in the fragments' sequence."""
        return [
            Gap(
                TRACK_TALK if self.is_talk else TRACK_ALL,
                before.ends_at,
                after.captured_at,
                GapReason.FRAGMENT_MISSING,
            )
            for before, after in pairwise(self.fragments)
            if after.sequence > before.sequence + 1
        ]


@dataclass(frozen=True)
class TimelineFragment:
    """One playable fragment at its place among all of the session's."""

    index: int
    recording: Recording
    name: FragmentName
    init_key: str


def read_recordings(keys: Iterable[str]) -> list[Recording]:
    """Group a session's keys into recordings with at least one fragment, in the order they began."""
    recordings: dict[str, Recording] = {}
    for prefix, group in _by_recording(keys).items():
        recordings[prefix] = _read_recording(prefix, group)
    return sorted((each for each in recordings.values() if each.fragments), key=lambda each: each.began_at)


def list_timeline(recordings: Iterable[Recording]) -> list[TimelineFragment]:
    """Number the fragments that can be played, through all recordings of what the citizen sent."""
    return _number(recording for recording in recordings if not recording.is_talk)


def list_voice(recordings: Iterable[Recording], recording_id: str) -> list[TimelineFragment]:
    """Number the fragments that can be played of what an officer said; none where it is no officer's voice."""
    return _number(each for each in recordings if each.is_talk and each.place.recording_id == recording_id)


def find_gaps(recordings: list[Recording], noted: Iterable[Gap], ended_at: datetime | None) -> list[Gap]:
    """Return all gaps in order: those that workers noted, holes in sequences, and the time between recordings.

    `ended_at` is the session's end: what a last recording lacks is missing until then.
    """
    holes = chain.from_iterable(recording.missing_fragments() for recording in recordings)
    sent = [recording for recording in recordings if not recording.is_talk]
    between = [_gap_between(before, after.began_at) for before, after in pairwise(sent)]
    last = sent[-1] if sent else None
    if last and ended_at and not last.is_whole():
        between.append(_gap_between(last, ended_at))
    return sorted({*noted, *holes, *filter(None, between)}, key=lambda gap: (gap.began_at, gap.ended_at, gap.track))


def _number(recordings: Iterable[Recording]) -> list[TimelineFragment]:
    playable = [
        TimelineFragment(0, recording, name, init)
        for recording in recordings
        for name in recording.fragments
        if (init := recording.init_key_of(name))
    ]
    return [replace(fragment, index=index) for index, fragment in enumerate(playable)]


def _gap_between(before: Recording, until: datetime) -> Gap | None:
    if until <= before.ended_at:
        return None
    return Gap(TRACK_ALL, before.ended_at, until, _reason_after(before))


def _reason_after(recording: Recording) -> GapReason:
    if not recording.finished:
        return GapReason.WORKER_LOST
    return GapReason.STREAM_INTERRUPTED if recording.is_whole() else GapReason.FRAGMENT_MISSING


def _by_recording(keys: Iterable[str]) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for key in keys:
        prefix, _, name = key.rpartition("/")
        if name:
            groups[prefix].append(key)
    return groups


def _read_recording(prefix: str, keys: list[str]) -> Recording:
    names = [name for key in keys if (name := parse_fragment_key(key))]
    inits = [init[1] for key in keys if (init := parse_init_key(key))]
    force_id, _, rest = prefix.partition("/")
    session_id, _, recording_id = rest.partition("/")
    place = RecordingPlace(force_id, session_id, recording_id)
    return Recording(
        place,
        fragments=tuple(sorted(names, key=lambda name: name.sequence)),
        inits=tuple(sorted(inits)),
        finished=finish_key(place) in keys,
    )
