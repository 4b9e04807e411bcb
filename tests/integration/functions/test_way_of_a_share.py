"""The way of a share through the deployed functions: from the officer's click to 410."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from sightline import bootstrap
from sightline.domain.material import MaterialKind
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.examples import a_session
from tests.fakes.materials import a_material
from tests.fakes.recordings import store_recording
from tests.integration.functions.deployment import OFFICER, REGION, SITE, Answer, Deployment
from tests.integration.functions.mails import mailed

INVESTIGATOR = OFFICER | {"cognito:groups": "[investigator]"}
ADDRESS = "ann.moss@example.org"
LAST_DAY = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
REQUEST = {
    "recipient_name": "Ann Moss",
    "organisation": "CPS East",
    "email": ADDRESS,
    "reason": "Charging decision",
    "expires_on": LAST_DAY,
}
SHARES = "/materials/session-1/shares"


@pytest.fixture(autouse=True)
def _recording(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  it emulates AWS
    """Hold a recording of ten fragments, and let mails go out."""
    settings = {"MAIL_FROM": "evidence@avon.example", "MAIL_CONFIGURATION_SET": "mails", "EVIDENCE_BUCKET": "evidence"}
    for name, value in settings.items():
        monkeypatch.setenv(f"SIGHTLINE_{name}", value)
    boto3.client("sesv2", region_name=REGION).create_email_identity(EmailIdentity="avon.example")
    s3: Any = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket="evidence", CreateBucketConfiguration={"LocationConstraint": REGION})
    evidence = EvidenceInMemory()
    store_recording(evidence, "r1", datetime(2026, 11, 21, 12, tzinfo=UTC), 10, force_id="force")
    for key, body in evidence.objects.items():
        s3.put_object(Bucket="evidence", Key=key, Body=body)
    bootstrap.session_store().add(a_session(session_id="session-1"))
    bootstrap.material_store().add(a_material(material_id="session-1"))


def open_viewing(deployment: Deployment) -> Callable[[str], Answer]:
    """Open what was shared last; return what asks as its recipient."""
    token = mailed(ADDRESS, rf"{SITE}/s/#(\S+)")
    assert deployment.call("POST", "/share/code", {"token": token}).status == 202
    opened = deployment.call("POST", "/share/open", {"token": token, "code": mailed(ADDRESS, r"is (\d{6})")})
    assert opened.status == 201
    headers = {"authorization": f"Bearer {opened.body['credential']}"}
    return lambda path: deployment.call("GET", path, headers=headers)


def test_from_click_to_410(deployment: Deployment) -> None:
    """Shared, opened with the code, seen by addresses of five seconds, withdrawn: the next call hears of it."""
    shared = deployment.officer("POST", SHARES, REQUEST, claims=INVESTIGATOR)
    assert shared.status == 201, shared
    ask = open_viewing(deployment)

    assert ask("/share/recording").body["fragment_count"] == 10
    assert ask("/share/playlist").body.count("#EXTINF") == 10
    first = ask("/share/fragments?first=0&count=3").body["fragments"][0]
    for url in (first["url"], first["init_url"]):
        assert parse_qs(urlsplit(url).query)["X-Amz-Expires"] == ["5"]

    revoked = deployment.officer(
        "POST", f"/shares/{shared.body['share_id']}/revoke", {"reason": "Wrong person"}, claims=INVESTIGATOR
    )
    assert revoked.body["state"] == "revoked"
    for path in ("viewing", "recording", "playlist", "fragments", "stills", "copies"):
        answer = ask(f"/share/{path}")
        assert (answer.status, answer.body["code"]) == (410, "share-revoked")
    deeds = [entry.action for entry in bootstrap.custody_ledger().list_entries("session-1")]
    assert deeds == ["shared", "share-opened", "share-viewed", "share-revoked"]


def test_a_file_is_shown_for_five_seconds_and_saved_by_who_may(deployment: Deployment) -> None:
    """Shared by an officer who has just signed in; what for it was fetched stands in its own chain."""
    stored = {"bytes": 7, "sha256": "ab" * 32}
    manifest = json.dumps({"file_name": "till 3.mp4", "media_type": "video/mp4", "object": stored})
    boto3.client("s3", region_name=REGION).put_object(
        Bucket="evidence", Key="force/upload-1/manifest.json", Body=manifest.encode()
    )
    bootstrap.material_store().add(a_material(material_id="upload-1", kind=MaterialKind.UPLOAD))
    wanted, path = REQUEST | {"may_download": True}, "/materials/upload-1/shares"
    stale = deployment.officer("POST", path, wanted, claims=INVESTIGATOR)
    assert (stale.status, stale.body["code"]) == (403, "fresh-sign-in-required")
    fresh = INVESTIGATOR | {"auth_time": str(int(datetime.now(UTC).timestamp()))}
    assert deployment.officer("POST", path, wanted, claims=fresh).status == 201
    ask = open_viewing(deployment)

    assert ask("/share/copies").body["file"]["can_be_shown"]
    for wish in ("view", "save"):
        assert parse_qs(urlsplit(ask(f"/share/file?to={wish}").body["url"]).query)["X-Amz-Expires"] == ["5"]
    assert ask("/share/recording").status == 404
    deeds = [entry.action for entry in bootstrap.custody_ledger().list_entries("upload-1")]
    assert deeds == ["shared", "share-opened", "share-viewed", "downloaded"]


def test_a_click_that_is_repeated_shares_once(deployment: Deployment) -> None:
    """The same key gets the same share, and no second mail."""
    first, second = (deployment.officer("POST", SHARES, REQUEST, claims=INVESTIGATOR, key="one-click") for _ in "ab")
    assert first.body["share_id"] == second.body["share_id"]
    assert len(deployment.officer("GET", SHARES, claims=INVESTIGATOR).body["shares"]) == 1


def test_a_mail_that_the_provider_refuses_leaves_nothing_open(deployment: Deployment) -> None:
    """The officer hears of it at once; the share that was written down is withdrawn."""
    boto3.client("sesv2", region_name=REGION).delete_email_identity(EmailIdentity="avon.example")
    refused = deployment.officer("POST", SHARES, REQUEST, claims=INVESTIGATOR)
    assert (refused.status, refused.body["code"]) == (502, "mail-refused")
    (share,) = deployment.officer("GET", SHARES, claims=INVESTIGATOR).body["shares"]
    assert share["state"] == "revoked"


def test_another_code_ends_the_viewing_before(deployment: Deployment) -> None:
    """One at a time, wherever the recipient opens it."""
    deployment.officer("POST", SHARES, REQUEST, claims=INVESTIGATOR)
    on_the_phone = open_viewing(deployment)
    on_the_laptop = open_viewing(deployment)
    assert on_the_phone("/share/viewing").body["code"] == "viewing-ended"
    assert on_the_laptop("/share/viewing").status == 200
