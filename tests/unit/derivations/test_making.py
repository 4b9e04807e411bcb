"""Copies as any player reads them: what is in them, from when to when, and that the bits are the master's."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import av
import pytest
from av.container import InputContainer

from derivations.faces import find_boxes
from sightline.domain.box import Box
from sightline.messages.copies import CopyKind
from sightline.messages.redaction import BoxSpot, HiddenRegion, Redaction
from tests.fakes.faces import HEIGHT, WIDTH, a_film_with_somebody, a_picture
from tests.fakes.masters import Shown, a_film, a_film_of, record
from tests.unit.derivations.bench import Bench, at

FRAME = 1 / 30


def bits(container: InputContainer, kind: str) -> list[bytes]:
    """Return the packets of a track."""
    with container:
        stream = next(stream for stream in container.streams if stream.type == kind)
        return [bytes(packet) for packet in container.demux(stream) if packet.size]


def times(container: InputContainer, kind: str) -> list[float]:
    """Return when a track's packets are shown, in seconds."""
    with container:
        stream = next(stream for stream in container.streams if stream.type == kind)
        return [float(packet.pts * packet.time_base) for packet in container.demux(stream) if packet.pts is not None]


def decoded(container: InputContainer, kind: str) -> Sequence[av.VideoFrame | av.AudioFrame]:
    """Decode a whole track; a broken picture raises."""
    with container:
        stream = next(stream for stream in container.streams if stream.type == kind)
        stream.codec_context.options = {"err_detect": "explode"}
        return [frame for frame in container.decode(stream) if isinstance(frame, av.VideoFrame | av.AudioFrame)]


def codecs(container: InputContainer) -> list[str]:
    """Return the codecs of a file."""
    with container:
        return [stream.codec_context.name for stream in container.streams]


def brightness(picture: av.VideoFrame | av.AudioFrame) -> float:
    """Return the mean of a picture's first plane."""
    plane = bytes(picture.planes[0])
    return sum(plane) / len(plane)


def test_a_clip_has_the_masters_bits_from_key_frame_to_key_frame(film: Bench) -> None:
    """Pictures and sound are the recorded ones, bit for bit, and the copy says where it really begins and ends."""
    made = film.make("clip", 1.5, 3.7)
    (file,) = made.files
    assert (file.began_at, file.ended_at) == (at(1), at(4))
    assert (file.picture, file.sound) == ("untouched", "untouched")
    assert bits(film.open(made), "video") == [frame.body for frame in film.master.pictures[30:120]]
    assert bits(film.open(made), "audio") == [frame.body for frame in film.master.sounds[50:200]]
    assert len(decoded(film.open(made), "video")) == 90


def test_times_in_a_clip_begin_at_nothing_and_keep_their_distances(film: Bench) -> None:
    """A clip's first picture stands at 0 s, its last one a frame before its end, and none slips."""
    made = film.make("clip", 1.5, 3.7)
    assert times(film.open(made), "video") == pytest.approx([number * FRAME for number in range(90)], abs=1e-4)


@pytest.mark.parametrize(("kind", "exact"), [("clip", False), ("clip", True), ("playable", False)])
def test_sound_keeps_its_place_against_the_picture(bench: Bench, kind: CopyKind, *, exact: bool) -> None:
    """Sound that begins 0.4 s after the picture does so in every copy, to within a frame."""
    record(bench.master, a_film(sound_from=0.4))
    made = bench.make(kind, 0.0, 3.0, exact=exact)
    sounds = [frame for frame in decoded(bench.open(made), "audio") if isinstance(frame, av.AudioFrame)]
    loud = next(frame for frame in sounds if max(map(abs, memoryview(frame.planes[0]).cast("f"))) > 0.01)
    assert float((loud.pts or 0) * (loud.time_base or 1)) == pytest.approx(0.4, abs=FRAME)


def test_an_exact_clip_begins_and_ends_at_the_very_pictures(film: Bench) -> None:
    """It is encoded anew, says so, and has the pictures that were to be seen between the two instants, and no other."""
    made = film.make("clip", 1.5, 3.7, exact=True)
    (file,) = made.files
    assert (file.began_at, file.ended_at) == (at(1.5), at(3.7))
    assert (file.picture, file.sound) == ("transcoded", "transcoded")
    assert codecs(film.open(made)) == ["h264", "aac"]
    pictures = decoded(film.open(made), "video")
    assert len(pictures) == 66
    whole = film.make("clip", 0, 6)
    masters = decoded(film.open(whole), "video")[45:111]
    assert [brightness(one) for one in pictures] == pytest.approx([brightness(one) for one in masters], abs=1.0)
    assert times(film.open(made), "video")[0] == 0.0
    with film.open(made) as container:
        sound = container.streams.audio[0]
        assert float((sound.duration or 0) * (sound.time_base or 1)) == pytest.approx(2.2, abs=0.03)


def test_an_exact_clip_begins_with_what_was_on_the_screen(film: Bench) -> None:
    """An instant between two pictures means the one before it."""
    (file,) = film.make("clip", 1.51, 2.0, exact=True).files
    assert file.began_at == at(1.5)


def test_a_snapshot_is_the_picture_of_that_instant_in_its_own_size(film: Bench) -> None:
    """Its pixels are those of the decoded picture, none scaled, as PNG."""
    made = film.make("snapshot", 2.345)
    (file,) = made.files
    assert (file.width, file.height, file.media_type) == (320, 240, "image/png")
    assert at(2.3333) < file.began_at < at(2.3334)
    (picture,) = decoded(film.open(made), "video")
    whole = film.make("clip", 0, 6)
    master = decoded(film.open(whole), "video")[70]
    assert isinstance(picture, av.VideoFrame)
    assert isinstance(master, av.VideoFrame)
    assert bytes(picture.reformat(format="rgb24").planes[0]) == bytes(master.reformat(format="rgb24").planes[0])


def test_a_playable_copy_of_h264_keeps_the_pictures_bits_and_has_aac(film: Bench) -> None:
    """QuickTime, Windows and VLC play H.264 and AAC; the index stands first, so that playing begins at once."""
    made = film.make("playable", 0, 6)
    (file,) = made.files
    assert (file.picture, file.sound) == ("untouched", "transcoded")
    assert codecs(film.open(made)) == ["h264", "aac"]
    assert bits(film.open(made), "video") == [frame.body for frame in film.master.pictures]
    content = film.files[file.file].read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_vp8_becomes_h264_where_every_player_must_play_it(bench: Bench) -> None:
    """A playable copy of VP8 is encoded anew and says so; a clip of it stays what it is, as WebM."""
    record(bench.master, a_film(2, codec="vp8"))
    playable, clip = bench.make("playable", 0, 2), bench.make("clip", 0, 2)
    assert codecs(bench.open(playable)) == ["h264", "aac"]
    assert playable.files[0].picture == "transcoded"
    assert len(decoded(bench.open(playable), "video")) == 60
    assert clip.files[0].media_type == "video/webm"
    assert bits(bench.open(clip), "video") == [frame.body for frame in bench.master.pictures]


def test_another_size_or_another_recording_begins_another_file(bench: Bench) -> None:
    """A turned phone, and a leg that was opened anew, are files of their own, each with its times."""
    upright = [each for each in a_film(2) if each[1] == "video"]
    turned: list[Shown] = [
        (second + 2, "video", replace(frame, timestamp=frame.timestamp + 180_000))
        for second, kind, frame in a_film(2, size="240x320")
        if kind == "video"
    ]
    record(bench.master, [*upright, *turned])
    record(bench.master, a_film(2, sound_from=0.5), "20260102T030415000Z-00000002", began=10)
    files = bench.make("playable", 0, 12).files
    assert [(file.width, file.height) for file in files] == [(320, 240), (240, 320), (320, 240)]
    assert [file.began_at for file in files] == [at(0), at(2), at(10)]
    assert [file.ended_at for file in files] == [at(2), at(4), at(12)]
    assert len({file.file for file in files}) == 3


def test_sound_that_begins_later_needs_no_file_of_its_own(bench: Bench) -> None:
    """Fragments without sound and with it, of the same picture, make one file."""
    record(bench.master, a_film(sound_from=2.5))
    assert len([key for key in bench.master.evidence.objects if "init-" in key]) > 1
    (file,) = bench.make("playable", 0, 6).files
    assert (file.began_at, file.ended_at) == (at(0), at(6))


def test_a_gap_keeps_its_length_and_is_named(film: Bench) -> None:
    """Where a fragment is missing the picture stands still; what comes after it stands where it belongs."""
    del film.master.evidence.objects[film.master.fragments()[1]]
    made = film.make("playable", 0, 6)
    assert [gap.reason for gap in made.gaps] == ["fragment-missing"]
    shown = times(film.open(made), "video")
    longest = max(later - earlier for earlier, later in pairwise(shown))
    assert longest == pytest.approx(2.0, abs=0.04)
    assert made.files[0].ended_at == at(6)
    sounds = times(film.open(made), "audio")
    assert sounds[-1] == pytest.approx(6.0, abs=0.06)


def test_it_names_every_object_that_it_was_made_of(film: Bench) -> None:
    """Each fragment read stands in the derivation with its digest, and so does the manifest that named it."""
    made = film.make("clip", 0, 6)
    objects = film.master.evidence.objects
    assert {source.key for source in made.objects} == {key for key in objects if key.endswith((".m4s", ".mp4"))}
    for source in (*made.objects, made.manifest):
        assert hashlib.sha256(objects[source.key]).hexdigest() == source.sha256
    assert {"pyav", "libavcodec", "libavformat"} <= set(made.programs)


def test_it_says_how_each_file_can_be_known(film: Bench) -> None:
    """A file's digest and size are those of its bytes, and its name holds a part of the digest."""
    (file,) = film.make("clip", 0, 6).files
    content = film.files[file.file].read_bytes()
    assert (file.sha256, file.bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert file.file == f"clip-01-{file.sha256[:16]}.mp4"


def test_a_whole_recording_is_the_same_copied_twice(film: Bench) -> None:
    """What is made twice of the same is the same, so that a repeated event changes nothing."""
    assert film.make("clip", 0, 6).files == film.make("clip", 0, 6).files


def a_redaction(*spots: tuple[float, Box], silent: bool = False) -> Redaction:
    """Hide a box that moves between these spots."""
    said = [BoxSpot(at=at(second), x=box.x, y=box.y, width=box.width, height=box.height) for second, box in spots]
    region = HiddenRegion(began_at=said[0].at, ended_at=said[-1].at, spots=said, origin="drawn")
    words = {"search_id": None, "left_count": 0, "confirmed_by_id": "o-1", "confirmed_by_name": "Ada Khan"}
    return Redaction.model_validate({"regions": [region], "silent": silent, "confirmed_at": at(0), **words})


def pictures(container: InputContainer) -> list[av.VideoFrame]:
    """Decode all pictures."""
    return [frame for frame in decoded(container, "video") if isinstance(frame, av.VideoFrame)]


def test_a_redacted_copy_shows_no_face_from_its_first_picture_to_its_last(bench: Bench) -> None:
    """Whoever walks through the picture is hidden all the way; the detector finds them in the master only."""
    record(bench.master, [*a_film_with_somebody(2)])
    way = a_redaction(
        (0.0, Box(70 / WIDTH, 110 / HEIGHT, 120 / WIDTH, 140 / HEIGHT)),
        (2.0, Box(250 / WIDTH, 110 / HEIGHT, 120 / WIDTH, 140 / HEIGHT)),
    )
    made = bench.make("redacted", 0, 2, exact=True, redaction=way)
    plain = pictures(bench.open(bench.make("clip", 0, 2, exact=True)))[::20]
    hidden = pictures(bench.open(made))[::20]
    assert [len(find_boxes(picture)) for picture in plain] == [1, 1, 1]
    assert [len(find_boxes(picture)) for picture in hidden] == [0, 0, 0]
    for before, after in zip(plain, hidden, strict=True):
        changed = abs(before.to_ndarray()[:HEIGHT].astype(int) - after.to_ndarray()[:HEIGHT])
        assert changed[:, 450:].mean() < 1.5  # the wall at the other side is as it was, but for the encoder
    (file,) = made.files
    assert (file.picture, file.media_type, made.redaction) == ("transcoded", "video/mp4", way)
    assert file.file.startswith("redacted-01-")


def test_a_picture_that_stands_is_hidden_for_whatever_begins_before_the_next_one(bench: Bench) -> None:
    """At a picture each two seconds, a box that was drawn a second after a picture came is on that one."""
    standing = a_film_of([a_picture(220)] * 4)
    slow = [
        (2.0 * number, kind, replace(one, timestamp=180_000 * number)) for number, (_, kind, one) in enumerate(standing)
    ]
    record(bench.master, slow)
    somebody = Box(220 / WIDTH, 80 / HEIGHT, 200 / WIDTH, 200 / HEIGHT)
    made = bench.make("redacted", 0, 7, exact=True, redaction=a_redaction((3.5, somebody), (3.9, somebody)))
    shown = pictures(bench.open(made))
    assert [len(find_boxes(picture)) for picture in shown] == [1, 0, 1, 1]


def test_a_redacted_copy_has_no_sound_where_that_was_confirmed(film: Bench) -> None:
    """The file has one track; what is said of it says so."""
    made = film.make("redacted", 0, 2, exact=True, redaction=a_redaction((0.0, Box(0, 0, 1, 1)), silent=True))
    assert codecs(film.open(made)) == ["h264"]
    assert made.files[0].sound is None
