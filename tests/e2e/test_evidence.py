"""What a court can check: locked fragments, a manifest of all of them, a signature, and replay."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidSignature
from playwright.sync_api import expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, wait_for_picture
from tests.e2e.verify import (
    Sealed,
    check_hashes,
    check_signature,
    check_times,
    codecs_of,
    decode_recording,
    join_recording,
    wait_for_seal,
)

StartSession = Callable[[str], Live]


@pytest.fixture
def ended(laptop: Laptop, start_session: StartSession) -> tuple[Live, Sealed]:
    """A session that ran for some fragments, was ended by the citizen, and is sealed."""
    live = start_session("CAD 2001/21NOV")
    wait_for(lambda: len(laptop.fragments(live.session_id)) >= 4, "four fragments")
    live.citizen.page.get_by_role("button", name="Stop", exact=True).click()
    live.citizen.page.get_by_role("button", name="Stop sharing").click()
    return live, wait_for_seal(laptop, live.session_id)


def test_a_sealed_session_can_be_checked_and_replayed(laptop: Laptop, ended: tuple[Live, Sealed]) -> None:
    """Hashes, signature, lock, codec, frames and replay of one recording all hold."""
    live, sealed = ended
    check_signature(sealed)
    assert check_hashes(laptop, sealed.manifest) >= 4
    check_times(sealed.manifest)
    assert set(sealed.manifest["consent"]["capabilities"]) == {"video", "audio", "location"}
    assert sealed.manifest["trail"]
    recording = sealed.manifest["recordings"][0]
    movies = join_recording(laptop, recording)
    assert set.union(*map(codecs_of, movies)) == {"h264", "opus"}
    stamps = decode_recording(laptop, recording)
    assert len(stamps) > 60
    assert {stamp.film for stamp in stamps} == {FILM}
    _check_lock(laptop, recording["fragments"][0]["key"])
    _check_forgery(sealed)
    _check_replay(live)


def _check_lock(laptop: Laptop, key: str) -> None:
    client = laptop.client("s3")
    version = client.head_object(Bucket=laptop.bucket, Key=key)["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=laptop.bucket, Key=key, VersionId=version)
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=laptop.bucket, Key=key, VersionId=version, BypassGovernanceRetention=True)


def _check_forgery(sealed: Sealed) -> None:
    forged = Sealed(
        sealed.manifest, sealed.manifest_bytes, {**sealed.seal, "statement": sealed.seal["statement"] + " "}
    )
    with pytest.raises(InvalidSignature):
        check_signature(forged)


def _check_replay(live: Live) -> None:
    live.officer.replay(live.incident_ref)
    page = live.officer.page
    expect(page.get_by_text("sealed").first).to_be_visible(timeout=SLOW)
    first = wait_for_picture(live.officer, FILM)
    wait_for_picture(live.officer, FILM, after=first.frame)
