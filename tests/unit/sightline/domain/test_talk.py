"""Who has the word, and whether the citizen listens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import SomeoneSpeaksError
from sightline.domain.talk import LONGEST_WORD, Hearing, Speaker, Talk
from tests.fakes.clock import NOON

SAM = Speaker("talk-1", "officer-sam", "Sam Patel", NOON)
JO = Speaker("talk-2", "officer-jo", "Jo Evans", NOON + timedelta(seconds=5))


def test_one_officer_at_a_time_has_the_word() -> None:
    """A second one is told who speaks; when the first lets go, it is theirs."""
    talk = Talk().claimed(SAM)
    with pytest.raises(SomeoneSpeaksError, match="Sam Patel is speaking"):
        talk.claimed(JO)
    assert talk.released("talk-1").claimed(JO).speaker == JO


def test_an_officer_keeps_the_word_over_a_new_leg() -> None:
    """The late end of the older leg takes it from nobody."""
    again = replace(SAM, leg_id="talk-3", since=JO.since)
    talk = Talk().claimed(SAM).claimed(again)
    assert talk.released("talk-1").speaker == again


def test_who_forgets_to_let_go_loses_the_word() -> None:
    """After five minutes another officer may take it."""
    late = replace(JO, since=NOON + LONGEST_WORD)
    assert Talk().claimed(SAM).claimed(late).speaker == late


def test_the_citizen_is_asked_when_there_is_something_to_hear() -> None:
    """Not when an officer only reaches for the microphone; and once only."""
    claimed = Talk().claimed(SAM)
    assert (claimed.hearing, claimed.speaker_on_air) == (Hearing.UNASKED, None)
    aired = claimed.aired("talk-1")
    assert (aired.hearing, aired.speaker_on_air) == (Hearing.ASKED, replace(SAM, on_air=True))
    assert claimed.aired("talk-0") == claimed
    assert claimed.refused().aired("talk-1").hearing is Hearing.OFF


def test_the_citizen_listens_as_long_as_their_leg_lasts() -> None:
    """A leg that ends by itself is no refusal; the end of an older leg changes nothing."""
    listening = Talk().claimed(SAM).aired("talk-1").heard("ear-1").heard("ear-2")
    assert listening.unheard("ear-1") == listening
    assert listening.unheard("ear-2").hearing is Hearing.ASKED
    assert listening.refused().unheard("ear-2").hearing is Hearing.OFF


def test_losing_the_worker_ends_both() -> None:
    """What the citizen has decided stands; who listened is asked again."""
    talk = Talk().claimed(SAM).aired("talk-1").heard("ear-1")
    assert talk.cut() == Talk(hearing=Hearing.ASKED)
    assert talk.refused().cut() == Talk(hearing=Hearing.OFF)
