"""The way of an exhibit to its end, through the deployed functions: refused to one, done by two, a night later."""

from datetime import timedelta

import pytest

from sightline import bootstrap
from sightline.domain.material import MaterialKind
from tests.fakes.clock import NOON
from tests.fakes.examples import an_invite
from tests.fakes.materials import a_material
from tests.fakes.subjects import make_position, make_session
from tests.integration.functions.deployment import Answer
from tests.integration.functions.stores import Stores

PREFIX = "force/material-1/"
EVIDENCE = {f"{PREFIX}recordings/r1/{index}.m4s" for index in range(3)}
MANIFEST = f"{PREFIX}manifest.json"
COPY = f"{PREFIX}copy-1/clip.mp4"
MARK = {"exhibit_ref": "AB/1", "crime_number": "0123/26", "reason": "Shows the blow"}
BECAUSE = {"reason": "The case is closed"}


def ask(stores: Stores, name: str, group: str, route: str, body: dict[str, str] | None = None) -> Answer:
    """Call a route of the exhibit as an officer who has just signed in."""
    return stores.ask(name, group, f"/materials/material-1/{route}", body)


@pytest.fixture(autouse=True)
def _exhibit(stores: Stores) -> None:
    """Hold the recording of a session, forty days old."""
    for key in (*EVIDENCE, MANIFEST, f"{PREFIX}seal.json"):
        stores.s3.put_object(Bucket="evidence", Key=key, Body=b"evidence")
    stores.s3.put_object(Bucket="derived", Key=COPY, Body=b"copy")
    bootstrap.material_store().add(
        a_material(kind=MaterialKind.SESSION, created_at=NOON - timedelta(days=40), ended_at=NOON - timedelta(days=40))
    )
    bootstrap.session_store().add(make_session("material-1", "force"))
    bootstrap.invite_store().add(an_invite(invite_id="invite-of-material-1"))
    bootstrap.position_store().add_all([make_position(0, "material-1")])


def test_two_people_dispose_of_an_exhibit(stores: Stores) -> None:
    """Marked, held in the bucket, refused to one, agreed by another, announced, and gone the night after."""
    assert ask(stores, "DC Patel", "investigator", "mark", MARK).status == 200
    stores.work_off("hold")
    assert ask(stores, "DC Patel", "investigator", "retention").body["secured"]
    head = stores.s3.head_object(Bucket="evidence", Key=min(EVIDENCE))
    assert head["ObjectLockLegalHoldStatus"] == "ON"

    assert ask(stores, "Insp Moss", "supervisor", "disposal", BECAUSE).status == 200
    alone = ask(stores, "Insp Moss", "supervisor", "disposal/approve", BECAUSE)
    assert (alone.status, alone.body["code"]) == (409, "another-person-required")
    assert ask(stores, "Insp Webb", "supervisor", "disposal/approve", BECAUSE).body["state"] == "disposal-approved"

    stores.night()
    assert ask(stores, "DC Patel", "investigator", "retention").body["state"] == "disposal-announced"
    assert stores.keys() > EVIDENCE
    stores.night()
    assert ask(stores, "DC Patel", "investigator", "retention").body["state"] == "disposed"
    left = {f"{PREFIX}seal.json", f"{PREFIX}disposal/certificate.json", f"{PREFIX}disposal/seal.json"}
    remaining = stores.keys()
    assert {key for key in remaining if key.startswith(PREFIX)} == left
    shown = ask(stores, "DC Patel", "investigator", "certificate").body
    assert (shown["certificate"]["proposed_by"], shown["certificate"]["approved_by"]) == ("Insp Moss", "Insp Webb")
    assert set(shown["seal"]) == {"statement", "signature", "key_id", "public_key"}
    assert stores.keys("derived") == set()
    assert bootstrap.invite_store().get("invite-of-material-1").phone_number == ""
    assert bootstrap.position_store().list_trail("material-1") == []


def test_what_is_no_evidence_goes_by_itself(stores: Stores) -> None:
    """Given its date the first night, announced the second, gone the third; nobody has asked for it."""
    for state in ("held", "disposal-announced", "disposed"):
        stores.night()
        assert ask(stores, "DC Patel", "investigator", "retention").body["state"] == state
    assert stores.keys().isdisjoint(EVIDENCE)


def test_a_hold_in_the_last_night_keeps_it(stores: Stores) -> None:
    """Whatever the report has said."""
    stores.night()
    stores.night()
    hold = {"reason": "Appeal", "review_on": (stores.clock.now() + timedelta(days=90)).date().isoformat()}
    assert ask(stores, "DC Patel", "investigator", "holds", hold).body["state"] == "held"
    for _ in range(3):
        stores.night()
    assert stores.keys() >= EVIDENCE
