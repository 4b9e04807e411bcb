"""Reads what a worker has stored, as replay and a court would."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import av
from av.container import InputContainer

from sightline.domain.timeline import Recording, read_recordings
from sightline.messages.closing import ClosingWord


@dataclass(frozen=True)
class Film:
    """What a recording decodes to."""

    pictures: int
    sounds: int
    corrupt: int


def read_stored(objects: Mapping[str, bytes]) -> list[tuple[Recording, ClosingWord]]:
    """Return each recording with its closing word."""
    recordings = read_recordings(objects)
    return [(each, ClosingWord.model_validate_json(objects[each.finish_key])) for each in recordings]


def play(objects: Mapping[str, bytes]) -> Film:
    """Decode all fragments, each run of one init segment as a file; libav must not find an error."""
    runs: dict[str, bytes] = {}
    for recording in read_recordings(objects):
        for name in recording.fragments:
            init = recording.init_key_of(name)
            assert init is not None
            runs[init] = runs.get(init, objects[init]) + objects[name.key]
    pictures = sounds = corrupt = 0
    for content in runs.values():
        with av.open(io.BytesIO(content)) as container:
            for stream in container.streams:
                stream.codec_context.options = {"err_detect": "explode"}
            assert isinstance(container, InputContainer)
            for frame in container.decode():
                corrupt += frame.is_corrupt
                pictures += isinstance(frame, av.VideoFrame)
                sounds += isinstance(frame, av.AudioFrame)
    return Film(pictures, sounds, corrupt)
