"""Cameras send over WHIP, programs watch over WHEP: the protocols' own programs against the running system."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.e2e.laptop import Laptop
from tests.e2e.verify import check_hashes, check_signature, codecs_of, join_recording, wait_for_seal
from tests.integration.http.programs import FRAGMENT, SDP, SECONDS, Program
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import eventually

Issue = Callable[..., dict[str, Any]]
Ask = Callable[..., requests.Response]
Film = tuple[list[bytes], list[bytes]]
CANDIDATE = "candidate:1 1 udp 2130706431 127.0.0.1 9 typ host"


@pytest.fixture
def issue(laptop: Laptop, officer: dict[str, str]) -> Issue:
    """Return what makes a source and its token."""

    def make(incident_ref: str, **changes: Any) -> dict[str, Any]:
        asked = {"name": "M4 J3 camera 2", "kind": "roadside", "incident_ref": incident_ref}
        asked |= {"purpose": "incident-assessment", **changes}
        answer = requests.post(f"{laptop.addresses['api']}/sources", json=asked, headers=officer, timeout=SECONDS)
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()
        return made

    return make


@pytest.fixture
def ask(laptop: Laptop, officer: dict[str, str]) -> Ask:
    """Return what sends an officer's request."""

    def send(method: str, path: str, body: Any = None) -> requests.Response:
        address = f"{laptop.addresses['api']}{path}"
        return requests.request(method, address, json=body, headers=officer, timeout=SECONDS)

    return send


@pytest.fixture(scope="module")
def film() -> Film:
    """Two seconds of pictures and sound."""
    return film_h264(2), record_opus(2)


async def test_a_cameras_stream_is_a_session_like_any_other(laptop: Laptop, issue: Issue, ask: Ask, film: Film) -> None:
    """It is seen live, with who watches; it is recorded, sealed, and every hash and the signature hold."""
    api = laptop.addresses["api"]
    issued = issue("CAD 7001")
    camera = Program(f"{api}/whip", issued["token"])
    camera.send(EncodedTrack("video", film[0]), EncodedTrack("audio", film[1]))
    created = await camera.begin()
    assert created.status_code == 201, created.text
    assert created.headers["Content-Type"].startswith(SDP)

    session_id = laptop.session_id("CAD 7001")
    passed = ask("POST", f"/sessions/{session_id}/passes", {"name": "Control room wall"}).json()
    player = Program(f"{api}/whep/{session_id}", passed["token"])
    player.receive()
    assert (await player.begin()).status_code == 201
    await eventually(lambda: player.pictures > 60)

    shown = ask("GET", f"/sessions/{session_id}").json()["session"]
    assert (shown["state"], shown["invite_id"], shown["watchers"]) == ("live", None, ["Control room wall"])
    assert shown["camera"] == {
        "source_id": issued["source"]["source_id"],
        "name": "M4 J3 camera 2",
        "kind": "roadside",
    }
    await _trickle(camera)
    assert (await player.hang_up()).status_code == 200
    assert (await camera.hang_up()).status_code == 200
    _check_evidence(laptop, await asyncio.to_thread(ask, "GET", f"/sessions/{session_id}"), session_id)


async def _trickle(camera: Program) -> None:
    """Candidates are taken for the connection that they name, and a restart is refused; the stream goes on."""
    assert camera.created is not None
    body = (
        f"a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=video 9 RTP/AVP 0\r\na=mid:0\r\na={CANDIDATE}\r\n"
    )
    tags = {204: camera.created.headers["ETag"], 412: '"another"', 422: "*"}
    answers = [
        (await camera.ask("PATCH", camera.location, body, FRAGMENT, **{"If-Match": tag})) for tag in tags.values()
    ]
    assert [answer.status_code for answer in answers] == list(tags)
    assert (await camera.ask("PATCH", camera.location, body, FRAGMENT)).status_code == 428


def _check_evidence(laptop: Laptop, ended: requests.Response, session_id: str) -> None:
    assert (ended.json()["session"]["state"], ended.json()["session"]["end_reason"]) == ("ended", "hung-up")
    sealed = wait_for_seal(laptop, session_id)
    check_signature(sealed)
    assert check_hashes(laptop, sealed.manifest) >= 1
    assert (sealed.manifest["camera"]["name"], sealed.manifest["consent"]) == ("M4 J3 camera 2", None)
    movies = join_recording(laptop, sealed.manifest["recordings"][0])
    assert set.union(*map(codecs_of, movies)) == {"h264", "opus"}


def test_who_has_no_valid_token_is_challenged(laptop: Laptop, issue: Issue, ask: Ask) -> None:
    """No token, a wrong one, a renewed one's predecessor, a revoked one: 401, as problem details."""
    whip = f"{laptop.addresses['api']}/whip"
    issued = issue("CAD 7002")
    source_id = issued["source"]["source_id"]
    renewed = ask("POST", f"/sources/{source_id}/renew", {"token_days": 1}).json()
    assert ask("POST", f"/sources/{source_id}/revoke").status_code == 200
    for token in (None, "wrong", f"{source_id}.wrong", issued["token"], renewed["token"]):
        headers = {"Content-Type": SDP, **({"Authorization": f"Bearer {token}"} if token else {})}
        answer = requests.post(whip, data="v=0", headers=headers, timeout=SECONDS)
        assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_what_is_no_offer_is_refused(laptop: Laptop, issue: Issue) -> None:
    """Another type of body, and a text that is no SDP, each with its own code; OPTIONS says what is taken."""
    whip = f"{laptop.addresses['api']}/whip"
    bearer = {"Authorization": f"Bearer {issue('CAD 7003')['token']}"}
    answers = [
        requests.post(whip, data="v=0", headers={**bearer, "Content-Type": kind}, timeout=SECONDS)
        for kind in ("application/json", SDP)
    ]
    assert [answer.status_code for answer in answers] == [415, 422]
    assert [answer.json()["code"] for answer in answers] == ["unsupported-media-type", "invalid-offer"]
    assert requests.options(whip, timeout=SECONDS).headers["Accept-Post"] == SDP


def test_a_pass_is_for_one_session(laptop: Laptop, issue: Issue, ask: Ask) -> None:
    """A player gets no other session's picture by it, and no camera can send with it."""
    api = laptop.addresses["api"]
    for incident_ref in ("CAD 7004", "CAD 7005"):
        headers = {"Authorization": f"Bearer {issue(incident_ref)['token']}", "Content-Type": SDP}
        requests.post(f"{api}/whip", data="v=0", headers=headers, timeout=SECONDS)
    own, other = laptop.session_id("CAD 7004"), laptop.session_id("CAD 7005")
    passed = ask("POST", f"/sessions/{own}/passes", {"name": "Wall"}).json()
    headers = {"Authorization": f"Bearer {passed['token']}", "Content-Type": SDP}
    answers = [
        requests.post(f"{api}/{path}", data="v=0", headers=headers, timeout=SECONDS)
        for path in (f"whep/{own}", f"whep/{other}", "whip")
    ]
    assert [answer.status_code for answer in answers] == [409, 404, 401]
