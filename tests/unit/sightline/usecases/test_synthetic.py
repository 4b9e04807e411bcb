"""Inviting the synthetic citizen."""

import logging

import pytest

from sightline.domain.errors import TooManyTextsError
from sightline.domain.invite import SYNTHETIC_FORCE
from sightline.usecases.synthetic import MOST_AN_HOUR, invite_nobody
from tests.fakes.office import Office


def _accept(office: Office) -> str:
    return office.accept(invite_nobody(office.desk)).session_id


def test_its_session_belongs_to_a_force_without_officers() -> None:
    """Nobody is texted, and no officer of the force hears of it."""
    office = Office()
    session = office.sessions.get(_accept(office))
    assert session.force_id == SYNTHETIC_FORCE
    assert office.texter.sent == []
    assert office.heard("officer-socket") == []


def test_it_is_in_no_figure_of_take_up(caplog: pytest.LogCaptureFixture) -> None:
    """Stages that it reaches are not noted, so they are not counted."""
    caplog.set_level(logging.INFO)
    _accept(Office())
    assert [record for record in caplog.records if record.msg == "stage reached"] == []


def test_a_stolen_key_takes_few_places() -> None:
    """So many invites an hour, whoever asks."""
    office = Office()
    for _ in range(MOST_AN_HOUR):
        invite_nobody(office.desk)
    with pytest.raises(TooManyTextsError):
        invite_nobody(office.desk)
