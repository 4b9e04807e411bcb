"""The manifest tells what a court must be able to check."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sightline.domain.fragment import Gap, GapReason
from sightline.domain.manifest import ClosedRecording, Contents, build_manifest, list_discrepancies, list_object_keys
from sightline.domain.talk import Voice
from sightline.domain.timeline import read_recordings
from tests.fakes.clock import NOON
from tests.fakes.examples import SOURCE
from tests.fakes.recordings import keys_of
from tests.fakes.subjects import make_position, make_session


def contents() -> Contents:
    """Return a session with one recording of two fragments."""
    [recording] = read_recordings(keys_of("r1", NOON, range(2)))
    return Contents(
        session=make_session(),
        recordings=[ClosedRecording(recording, ("avc1.42e01f",))],
        digests={
            key: (f"{index:064x}", 100 + index, {"received-at": "2026-11-21T12:00:03+00:00"})
            for index, key in enumerate(list_object_keys(recording))
        },
        gaps=[Gap("video", NOON, NOON + timedelta(seconds=1), GapReason.PACKET_LOSS)],
        stills=[],
        trail=[make_position(0)],
        chat=[{"text": "I see smoke"}],
    )


def test_vouches_for_every_object() -> None:
    """Init segments, fragments and the closing word are all named with their digest and length."""
    manifest: dict[str, Any] = build_manifest(contents())
    [recording] = manifest["recordings"]

    assert [each["sha256"][-1] for each in recording["init_segments"]] == ["0"]
    assert [(each["sequence"], each["sha256"][-1], each["bytes"]) for each in recording["fragments"]] == [
        (0, "1", 101),
        (1, "2", 102),
    ]
    assert recording["closing_word"]["sha256"][-1] == "3"
    assert recording["fragments"][1]["captured_at"] == "2026-11-21T12:00:02.000Z"
    assert recording["fragments"][1]["duration_seconds"] == 2.0


def test_says_when_codecs_change() -> None:
    """Each init segment has the time from which it holds, and what the fragments are coded with from there."""
    [recording] = read_recordings([*keys_of("r1", NOON, range(3)), "avon/session-1/r1/init-00000002.mp4"])
    codecs = {name.key: "vp08.00.10.08,opus" if name.sequence == 2 else "avc1.42e01f" for name in recording.fragments}
    digests = {key: ("00", 1, {"codecs": codecs.get(key, "")}) for key in list_object_keys(recording)}
    told = replace(contents(), recordings=[ClosedRecording(recording)], digests=digests)
    manifest: dict[str, Any] = build_manifest(told)

    assert [(each["captured_at"], each["codecs"]) for each in manifest["recordings"][0]["init_segments"]] == [
        ("2026-11-21T12:00:00.000Z", ["avc1.42e01f"]),
        ("2026-11-21T12:00:04.000Z", ["vp08.00.10.08", "opus"]),
    ]


def test_names_who_spoke() -> None:
    """A recording of an officer's voice carries their name; one of the citizen's carries none."""
    told = contents()
    [closed] = told.recordings
    spoken = replace(told, recordings=[closed, replace(closed, voice=Voice("officer-1", "PC Rees"))])
    manifest: dict[str, Any] = build_manifest(spoken)

    assert [each["speaker"] for each in manifest["recordings"]] == [
        None,
        {"participant_id": "officer-1", "name": "PC Rees"},
    ]


def test_tells_the_circumstances() -> None:
    """Consent, purpose, gaps, trail and chat are part of what is signed."""
    manifest: dict[str, Any] = build_manifest(contents())

    assert manifest["consent"] == {
        "capabilities": ["audio", "location", "upload", "video"],
        "wording_version": "2026-01",
        "language": "en",
        "keep_original": False,
        "device": None,
        "at": "2026-11-21T12:00:00.000Z",
    }
    assert manifest["gaps"] == [
        {
            "track": "video",
            "began_at": "2026-11-21T12:00:00.000Z",
            "ended_at": "2026-11-21T12:00:01.000Z",
            "reason": "packet-loss",
        }
    ]
    assert [each["latitude"] for each in manifest["trail"]] == [51.4545]
    assert manifest["chat"] == [{"text": "I see smoke"}]


def test_tells_the_consent_of_each_device() -> None:
    """The newest stands where it always stood; those before it, oldest first, beside it."""
    told = contents()
    consent = told.session.require_consent()
    first, second = replace(consent, device="0123456789abcdef"), replace(consent, device="fedcba9876543210")
    session = replace(told.session, consent=first).handed_over(second)
    manifest: dict[str, Any] = build_manifest(replace(told, session=session))
    assert manifest["consent"]["device"] == "fedcba9876543210"
    assert [each["device"] for each in manifest["earlier_consents"]] == ["0123456789abcdef"]
    assert build_manifest(told)["earlier_consents"] == []


def test_holds_no_phone_number() -> None:
    """Who the citizen is, is not in the recording's papers."""
    assert "+44" not in str(build_manifest(contents()))


def test_names_objects_that_are_not_what_was_recorded() -> None:
    """A digest that differs from the worker's own is a discrepancy; one that nobody noted is none."""
    digests = {"a": ("00", 1, {"sha256": "00"}), "b": ("11", 1, {"sha256": "22"}), "c": ("33", 1, dict[str, str]())}

    assert list_discrepancies(digests) == [{"key": "b", "stored_sha256": "11", "noted_sha256": "22"}]


def test_names_the_camera_where_there_was_no_citizen() -> None:
    """In the place of a consent."""
    told = contents()
    of_camera = replace(told.session, consent=None, invite_id=None, camera=SOURCE.camera)
    manifest = build_manifest(replace(told, session=of_camera))
    assert manifest["consent"] is None
    assert manifest["camera"] == {"source_id": "source-1", "name": "M4 J3 camera 2", "kind": "roadside"}
    assert build_manifest(told)["camera"] is None
