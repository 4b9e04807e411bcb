"""Talk-back: an officer speaks to the citizen, who hears nothing before a tap of their own.

The citizen may be hiding beside the one they fear: what the police say is theirs to let in, and to
shut out again. One officer at a time has the word.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sightline.domain.errors import SomeoneSpeaksError

_TALK = "talk-"
LONGEST_WORD = timedelta(minutes=5)
"""Who has had the word for so long loses it to the next officer who wants it, as who forgot to let go must."""


class Hearing(StrEnum):
    """What the citizen has made of being spoken to."""

    UNASKED = "unasked"
    ASKED = "asked"
    ON = "on"
    OFF = "off"


NAME_AT_MOST = 64
"""Characters of a voice's name: it becomes a note of an object, of which S3 takes 2 KB."""


@dataclass(frozen=True)
class Voice:
    """Whose voice a recording is: the note `speaker` of each of its fragments, as JSON."""

    participant_id: str
    name: str


@dataclass(frozen=True)
class Speaker:
    """Who has the word; `on_air` once the leg carries their voice."""

    leg_id: str
    participant_id: str
    name: str
    since: datetime
    on_air: bool = False


@dataclass(frozen=True)
class Talk:
    """Who speaks in a session now, and whether the citizen listens: on `listen_leg_id`, if so."""

    speaker: Speaker | None = None
    hearing: Hearing = Hearing.UNASKED
    listen_leg_id: str | None = None

    @property
    def speaker_on_air(self) -> Speaker | None:
        """Who can be heard now."""
        return self.speaker if self.speaker and self.speaker.on_air else None

    def claimed(self, speaker: Speaker) -> "Talk":
        """Return it with the word given to a speaker; raise SomeoneSpeaksError while another one has it."""
        holder = self.speaker
        if holder and holder.participant_id != speaker.participant_id and speaker.since - holder.since < LONGEST_WORD:
            raise SomeoneSpeaksError(holder.name)
        return replace(self, speaker=speaker)

    def aired(self, leg_id: str) -> "Talk":
        """Return it with the speaker of a leg on air; the citizen is asked, if they never were."""
        if self.speaker is None or self.speaker.leg_id != leg_id:
            return self
        hearing = Hearing.ASKED if self.hearing is Hearing.UNASKED else self.hearing
        return replace(self, speaker=replace(self.speaker, on_air=True), hearing=hearing)

    def released(self, leg_id: str) -> "Talk":
        """Return it without the speaker of a leg; the late end of an older leg takes the word from nobody."""
        is_theirs = self.speaker is not None and self.speaker.leg_id == leg_id
        return replace(self, speaker=None) if is_theirs else self

    def heard(self, leg_id: str) -> "Talk":
        """Return it with the citizen listening on a leg."""
        return replace(self, hearing=Hearing.ON, listen_leg_id=leg_id)

    def unheard(self, leg_id: str) -> "Talk":
        """Return it with a leg of the citizen's gone; they did not say no, so they are asked again."""
        if self.listen_leg_id != leg_id:
            return self
        return replace(self, hearing=Hearing.ASKED, listen_leg_id=None)

    def refused(self) -> "Talk":
        """Return it with the citizen having said no, or no longer."""
        return replace(self, hearing=Hearing.OFF, listen_leg_id=None)

    def cut(self) -> "Talk":
        """Return it with all its legs gone."""
        hearing = Hearing.ASKED if self.hearing is Hearing.ON else self.hearing
        return Talk(hearing=hearing)


def talk_id(recording_id: str) -> str:
    """Name the recording of an officer's voice, so that it is never taken for one of the citizen's."""
    return f"{_TALK}{recording_id}"


def is_talk(recording_id: str) -> bool:
    """Say whether a recording is of an officer's voice."""
    return recording_id.startswith(_TALK)
