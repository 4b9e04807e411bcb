"""Missing time is found, and nothing else."""

from media_worker.gaps import GapFinder, Hole
from sightline.domain.fragment import GapReason


def test_a_loss_of_pictures_is_a_gap_until_the_next_key_frame() -> None:
    """It begins with the last frame that is there."""
    finder = GapFinder()
    finder.note("video", 1.0, 0.0, is_torn=False)
    assert finder.note("video", 1.3, 0.0, is_torn=True) == Hole("video", 1.0, 1.3, GapReason.PACKET_LOSS)


def test_few_pictures_a_second_are_no_gap() -> None:
    """A dark or still picture comes slowly."""
    finder = GapFinder()
    finder.note("video", 1.0, 0.0, is_torn=False)
    assert finder.note("video", 1.9, 0.0, is_torn=False) is None


def test_silence_of_the_phone_is_an_interruption() -> None:
    """A second without any picture, or a fifth without sound, is missing time."""
    finder = GapFinder()
    finder.note("video", 1.0, 0.0, is_torn=False)
    finder.note("audio", 1.0, 0.02, is_torn=False)
    video, audio = (
        finder.note("video", 9.0, 0.0, is_torn=True),
        finder.note("audio", 1.5, 0.02, is_torn=False),
    )
    assert video == Hole("video", 1.0, 9.0, GapReason.STREAM_INTERRUPTED)
    assert audio == Hole("audio", 1.02, 1.5, GapReason.STREAM_INTERRUPTED)


def test_sound_that_follows_on_is_no_gap() -> None:
    """A loss that took nothing away (a repeated number) leaves no mark."""
    finder = GapFinder()
    finder.note("audio", 1.0, 0.02, is_torn=False)
    assert finder.note("audio", 1.02, 0.02, is_torn=True) is None
