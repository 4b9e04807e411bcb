"""The supplementary manifest names what came, what did not, and which of the live recording it covers."""

from datetime import timedelta
from typing import Any

from sightline.domain.fragment import FragmentName, RecordingPlace
from sightline.domain.original import Original, PieceName, Take
from sightline.domain.original_manifest import OriginalContents, build_original_manifest
from sightline.domain.timeline import Recording
from tests.fakes.clock import NOON
from tests.fakes.subjects import make_session

PLACE = RecordingPlace("avon", "session-1", "r1")
SECOND = timedelta(seconds=1)


def a_piece(sequence: int, seconds_after_noon: float) -> PieceName:
    """Return a piece of two seconds."""
    return PieceName("avon/session-1/", "t1", sequence, NOON + seconds_after_noon * SECOND, 2 * SECOND, "webm")


def build(original: Original, pieces: list[PieceName], noted: str | None = None) -> dict[str, Any]:
    """Return the manifest beside a live recording of five fragments of two seconds each."""
    fragments = tuple(FragmentName(PLACE.prefix, number, NOON + 2 * number * SECOND, 2 * SECOND) for number in range(5))
    notes = {"sha256": noted} if noted else {}
    return build_original_manifest(
        OriginalContents(
            session=make_session(),
            original=original,
            stored={"t1": pieces} if pieces else {},
            digests={piece.key: ("digest", 7, notes) for piece in pieces},
            recordings=[Recording(PLACE, fragments)],
        )
    )


def test_names_pieces_gaps_and_cover() -> None:
    """By the server's clock, which a phone may be off from: a phone five seconds behind filmed the later fragments."""
    original = Original((Take("t1", "video/webm", 3),), clock_offset_seconds=5.0, complete=True)

    [take] = build(original, [a_piece(0, -1), a_piece(2, 3)])["takes"]

    assert [(piece["sequence"], piece["bytes"], piece["sha256"]) for piece in take["pieces"]] == [
        (0, 7, "digest"),
        (2, 7, "digest"),
    ]
    assert take["missing"] == [1]
    assert [(cover["recording_id"], cover["fragments"]) for cover in take["covers"]] == [("r1", [2, 4])]


def test_names_what_came_undeclared() -> None:
    """A phone that lost its word with its battery has still sent what it has sent."""
    manifest = build(Original(), [a_piece(0, 0)])

    [take] = manifest["takes"]
    assert (take["take_id"], take["mime"], take["declared_pieces"]) == ("t1", "video/webm", 0)
    assert manifest["complete"] is False


def test_says_so_when_nothing_came() -> None:
    """A declared take of which no piece came covers nothing."""
    [take] = build(Original((Take("t1", "video/webm", 2),)), [])["takes"]

    assert (take["pieces"], take["missing"], take["covers"]) == ([], [0, 1], [])


def test_names_what_is_not_what_the_phone_said() -> None:
    """An object whose digest is another one than was noted is a discrepancy."""
    piece = a_piece(0, 0)

    manifest = build(Original(), [piece], noted="another")

    assert [found["key"] for found in manifest["discrepancies"]] == [piece.key]
