"""What a chain says of a share, written and read back."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest

from sightline.domain.custody import Actor, CustodyAction, Entry, Plain
from sightline.domain.instant import write_instant
from sightline.domain.material import MaterialKind
from sightline.domain.share import Share
from sightline.domain.share_record import GONE, LOST, describe_share, read_shares
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material
from tests.fakes.shares import SHARE

OFFICER = Actor("officer-1", SHARE.officer_name, "investigator")
LATER = NOON + timedelta(hours=1)
MATERIAL = a_material(material_id="session-1", force_id="avon")
NAMED = SHARE.as_details()
FULL = replace(SHARE, opened_at=LATER, may_download=True, kind=MaterialKind.SESSION)


def an_entry(
    action: CustodyAction,
    at: datetime = NOON,
    actor: Actor | None = OFFICER,
    reason: str | None = None,
    said: Mapping[str, Plain] = NAMED,
) -> Entry:
    """Return an entry of the material's chain."""
    return Entry("avon", "session-1", 1, "", write_instant(at), action, actor, reason, said, "")


GIVEN = an_entry(CustodyAction.SHARED, reason=SHARE.reason, said=describe_share(FULL))
OPENED = an_entry(CustodyAction.SHARE_OPENED, LATER, Actor("recipient", "Ann Moss", "recipient"))


def differing(one: Share, other: Share) -> set[str]:
    """Return the fields in which two shares differ."""
    return {each.name for each in fields(Share) if getattr(one, each.name) != getattr(other, each.name)}


def test_a_share_comes_back_but_for_what_opens_it() -> None:
    """Field by field, of one that has a code and a viewing."""
    with_code = FULL.with_code("hash", LATER)
    [read] = read_shares(MATERIAL, [GIVEN, OPENED])
    assert differing(with_code, read) == {"link_hash", "code", "codes_sent_at"}
    assert differing(with_code, read) <= LOST


@pytest.mark.parametrize("name", ["Moss, Ann", "Ann Moss"])
def test_a_name_and_an_organisation_stay_apart(name: str) -> None:
    """Whatever commas they have."""
    share = replace(FULL, recipient_name=name, organisation="Moss, Hall & Co")
    entry = an_entry(CustodyAction.SHARED, said=describe_share(share))
    [read] = read_shares(MATERIAL, [entry])
    assert (read.recipient_name, read.organisation) == (name, "Moss, Hall & Co")


@pytest.mark.parametrize(
    ("actor", "reason", "disposed_of"),
    [
        (OFFICER, "Wrong person", False),
        (OFFICER, GONE, False),
        (None, "The mail was refused.", False),
        (None, GONE, True),
    ],
)
def test_a_share_that_was_ended_stays_so(actor: Actor | None, reason: str, disposed_of: bool) -> None:  # noqa: FBT001  a case
    """Only the system's own word says that its material is gone."""
    ended = an_entry(CustodyAction.SHARE_REVOKED, LATER, actor, reason)
    [read] = read_shares(MATERIAL, [GIVEN, ended])
    assert (read.revoked_at, read.disposed_of) == (LATER, disposed_of)


def test_other_entries_are_no_shares() -> None:
    """Nor is the end of a share that was never given."""
    assert read_shares(MATERIAL, [an_entry(CustodyAction.VIEWED), OPENED]) == []


def test_an_entry_before_organisations_were_named_is_read() -> None:
    """The whole name is the recipient's then: chains are never changed."""
    details = {name: value for name, value in GIVEN.details.items() if name != "organisation"}
    [read] = read_shares(MATERIAL, [replace(GIVEN, details=details)])
    assert (read.recipient_name, read.organisation) == ("Ann Moss, CPS East", "")
