"""How far invites come stands in the log, for the boundary to count."""

import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from sightline.domain.invite import FunnelStage, Trouble, TroubleReason
from sightline.usecases.milestones import change_invite
from tests.fakes.clock import NOON
from tests.fakes.examples import INVITE
from tests.fakes.invites import InvitesInMemory


@pytest.fixture
def invites(caplog: pytest.LogCaptureFixture) -> InvitesInMemory:
    """Return a store with one invite, while the log is listened to."""
    caplog.set_level(logging.INFO)
    return InvitesInMemory({INVITE.invite_id: INVITE})


def _said(caplog: pytest.LogCaptureFixture, *names: str) -> list[tuple[Any, ...]]:
    """Return the lines as their message and what else they say."""
    return [(line.getMessage(), *(vars(line)[name] for name in names if name in vars(line))) for line in caplog.records]


def test_a_stage_is_noted_once(invites: InvitesInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """A repetition is none."""
    for _ in range(2):
        changed = change_invite(invites, INVITE.invite_id, lambda invite: invite.reached(FunnelStage.OPENED, NOON))
    assert changed == invites.get(INVITE.invite_id)
    assert _said(caplog, "stage") == [("stage reached", "opened")]


def test_the_first_frame_says_how_long_it_took(invites: InvitesInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """From the citizen's yes to the first picture."""
    agreed, seen = NOON + timedelta(seconds=20), NOON + timedelta(seconds=24.5)
    change_invite(invites, INVITE.invite_id, lambda invite: invite.reached(FunnelStage.CONSENTED, agreed))
    change_invite(invites, INVITE.invite_id, lambda invite: invite.reached(FunnelStage.FIRST_FRAME, seen))
    assert _said(caplog, "stage", "seconds")[1:] == [("stage reached", "first-frame"), ("first frame", 4.5)]


def test_a_trouble_is_noted_when_it_is_new(invites: InvitesInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """By its reason; a page that says the same again, later, is not counted twice."""
    for trouble in (
        Trouble(FunnelStage.FIRST_FRAME, TroubleReason.CONNECTION_FAILED, NOON),
        Trouble(FunnelStage.FIRST_FRAME, TroubleReason.CONNECTION_FAILED, NOON + timedelta(seconds=9)),
        Trouble(FunnelStage.FIRST_FRAME, TroubleReason.NO_FREE_WORKER, NOON + timedelta(seconds=10)),
    ):
        change_invite(invites, INVITE.invite_id, partial(replace, trouble=trouble))
    assert _said(caplog, "reason") == [("funnel stopped", "connection-failed"), ("funnel stopped", "no-free-worker")]


def test_nothing_says_whose_invite_it_is(invites: InvitesInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """No number, no incident, no id."""
    change_invite(invites, INVITE.invite_id, lambda invite: invite.reached(FunnelStage.SENT, NOON))
    told = str([vars(line) for line in caplog.records])
    assert not any(word in told for word in (INVITE.phone_number, INVITE.incident_ref, INVITE.invite_id))
