"""Fragments begin with key frames, are about two seconds long, and leave nothing out."""

from struct import unpack_from

from media_worker.fragmenter import Fragment, Fragmenter
from media_worker.frames import Frame, Parameters
from media_worker.opus import PARAMETERS
from media_worker.timeline import Timeline

VP8 = Parameters("vp08.00.10.08", 320, 240)
FRAME_TICKS = 3000


class Camera:
    """Feeds a fragmenter with 30 pictures and 50 sounds a second."""

    def __init__(self) -> None:
        """Begin at second 100."""
        self.timeline = Timeline()
        self.fragmenter = Fragmenter(self.timeline)
        self.fragments: list[Fragment] = []

    def show(self, number: int, *, is_key: bool = False, parameters: Parameters = VP8) -> None:
        """Take picture `number`."""
        at = 100 + number / 30
        ticks = self.timeline.place("video", number * FRAME_TICKS, at)
        self.keep(self.fragmenter.add("video", Frame(ticks, b"picture", is_key, parameters), ticks, at))

    def sound(self, number: int) -> None:
        """Take sound `number`."""
        at = 100 + number / 50
        ticks = self.timeline.place("audio", number * 960, at)
        self.keep(self.fragmenter.add("audio", Frame(ticks, b"\x78", is_key=True, parameters=PARAMETERS), ticks, at))

    def keep(self, fragment: Fragment | None) -> None:
        """Keep what comes out."""
        if fragment is not None:
            self.fragments.append(fragment)

    def spans(self) -> list[tuple[float, float]]:
        """Return (beginning, duration), to the millisecond."""
        return [(round(each.began_at, 3), round(each.duration, 3)) for each in self.fragments]


def count_samples(fragment: Fragment) -> list[int]:
    """Return how many frames each track has."""
    counts, at = [], 0
    while (at := fragment.body.find(b"trun", at + 1)) > 0:
        counts.append(unpack_from("!I", fragment.body, at + 8)[0])
    return counts


def test_fragments_run_from_key_frame_to_key_frame() -> None:
    """Two seconds each, one behind the other, all frames in them."""
    camera = Camera()
    for number in range(151):
        camera.show(number, is_key=number % 60 == 0)
    camera.keep(camera.fragmenter.cut_all())
    assert camera.spans() == [(100.0, 2.0), (102.0, 2.0), (104.0, 1.033)]
    assert [count_samples(each) for each in camera.fragments] == [[60], [60], [31]]


def test_a_key_frame_for_a_viewer_makes_no_short_fragment() -> None:
    """Only one that comes a second and a half after the last cut ends a fragment."""
    camera = Camera()
    for number in range(61):
        camera.show(number, is_key=number % 15 == 0)
    assert camera.spans() == [(100.0, 1.5)]


def test_without_a_key_frame_a_fragment_still_ends() -> None:
    """A phone that sends none must not make a killed worker lose more than four seconds."""
    camera = Camera()
    for number in range(125):
        camera.show(number, is_key=number == 0)
    assert [round(each.duration, 1) for each in camera.fragments] == [4.0]


def test_new_parameters_end_a_fragment_at_once_and_make_a_new_init() -> None:
    """A picture of another size cannot stand in the same fragment."""
    camera = Camera()
    camera.show(0, is_key=True)
    camera.show(1)
    camera.show(2, is_key=True, parameters=Parameters("vp08.00.10.08", 640, 480))
    camera.keep(camera.fragmenter.cut_all())
    assert [count_samples(each) for each in camera.fragments] == [[2], [1]]
    assert camera.fragments[0].init != camera.fragments[1].init


def test_sound_alone_is_cut_every_two_seconds() -> None:
    """A session without video is recorded too."""
    camera = Camera()
    for number in range(205):
        camera.sound(number)
    assert [round(each.duration) for each in camera.fragments] == [2, 2]
    assert camera.fragments[0].codecs == ("opus",)


def test_sound_goes_with_the_pictures_of_its_time() -> None:
    """Both tracks of a fragment cover the same two seconds; sound from before the first picture is kept."""
    camera = Camera()
    for number in range(3 * 150):
        if number % 3 == 0:
            camera.sound(number // 3)
        if number % 5 == 0 and number >= 30:
            camera.show(number // 5, is_key=(number // 5 - 6) % 60 == 0)
    assert camera.fragments[0].codecs == ("vp08.00.10.08", "opus")
    assert camera.spans()[0] == (100.0, 2.2)
    assert count_samples(camera.fragments[0])[0] == 60
    assert abs(count_samples(camera.fragments[0])[1] - 110) <= 1


def test_nothing_is_cut_from_nothing() -> None:
    """The end of a stream without a frame is no fragment."""
    assert Camera().fragmenter.cut_all() is None
