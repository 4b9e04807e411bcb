"""An officer speaks to the citizen, who listens only if they want to; see `sightline.domain.talk`."""

from collections.abc import Callable
from dataclasses import replace

from sightline.domain.errors import NothingToWatchError, NotWatchingError, SomeoneSpeaksError
from sightline.domain.participant import Connection
from sightline.domain.session import Session, SessionState
from sightline.domain.talk import Hearing, Speaker
from sightline.domain.talk import Talk as TalkBack
from sightline.messages.signalling import LegReport, Listen, Speaking, Talk, Unlisten
from sightline.usecases.announcements import announce_session, tell
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.legs import RETRY_PICTURE_SECONDS, claim_leg, refuse, to_open
from sightline.usecases.topics import citizen_of, watchers_of
from sightline.usecases.workers import command_worker

NOBODY_THERE = "Nobody is at this camera to hear you."
NO_WAY_TO_THEM = "Sound reaches them only while their phone sends picture or sound. Type instead."


def open_talk_leg(exchange: Exchange, caller: Connection, offer: Talk, session: Session) -> Answers:
    """Give an officer who watches the word, unless another one has it, and take their voice to the worker."""
    session.require_running()
    _require_watching(exchange, caller, session)
    if session.camera:
        return [refuse(offer, NothingToWatchError(NOBODY_THERE))]
    claim_leg(exchange, caller, offer)
    who, now = caller.participant, exchange.clock.now()
    speaker = Speaker(offer.leg_id, who.participant_id, who.name, now)
    try:
        _change_talk(exchange, session, lambda talk: talk.claimed(speaker))
    except SomeoneSpeaksError as error:
        return [refuse(offer, error)]
    if session.worker_id and command_worker(exchange, session.worker_id, to_open(caller, offer, session, "talk")):
        return ()
    release_word(exchange, session, offer.leg_id)
    return [refuse(offer, NothingToWatchError(NO_WAY_TO_THEM))]


def open_listen_leg(exchange: Exchange, caller: Connection, offer: Listen, session: Session) -> Answers:
    """Take the citizen, who has tapped for it, to what officers say."""
    session.require_running()
    claim_leg(exchange, caller, offer)
    if session.worker_id and command_worker(exchange, session.worker_id, to_open(caller, offer, session, "listen")):
        return ()
    return [refuse(offer, NothingToWatchError(), RETRY_PICTURE_SECONDS)]


def stop_listening(exchange: Exchange, _caller: Connection, _message: Unlisten, session: Session) -> Answers:
    """Note that the citizen has said no; their page closes its own leg."""
    _change_talk(exchange, session, TalkBack.refused)
    return ()


def note_talk_leg(exchange: Exchange, session: Session, leg: Connection, report: LegReport) -> None:
    """Let the citizen know of who speaks once that can be heard, and of the end of it."""
    if report.state == "connected":
        _change_talk(exchange, session, lambda talk: talk.aired(leg.connection_id))
    elif report.state == "closed":
        release_word(exchange, session, leg.connection_id)


def note_listen_leg(exchange: Exchange, session: Session, leg: Connection, report: LegReport) -> None:
    """Let officers know whether they are heard."""
    if report.state == "connected":
        _change_talk(exchange, session, lambda talk: talk.heard(leg.connection_id))
    elif report.state == "closed":
        _change_talk(exchange, session, lambda talk: talk.unheard(leg.connection_id))


def release_word(exchange: Exchange, session: Session, leg_id: str) -> None:
    """Take the word back from the speaker of a leg, if they have it."""
    _change_talk(exchange, session, lambda talk: talk.released(leg_id))


def recall_speaking(session: Session) -> Speaking | None:
    """Return who speaks now, for a page that comes back; None if nobody ever has."""
    return None if session.talk.hearing is Hearing.UNASKED else _speaking(session)


def _require_watching(exchange: Exchange, caller: Connection, session: Session) -> None:
    watchers = exchange.connections.listeners(watchers_of(session.session_id))
    if not any(watcher.participant.participant_id == caller.participant.participant_id for watcher in watchers):
        raise NotWatchingError


def _change_talk(exchange: Exchange, session: Session, how: Callable[[TalkBack], TalkBack]) -> None:
    """Change who speaks and who listens, and tell both ends if that is new; an ended session stays as it is."""

    def change(newest: Session) -> Session:
        return newest if newest.state is SessionState.ENDED else replace(newest, talk=how(newest.talk))

    changed = exchange.sessions.change(session.session_id, change)
    if changed.talk == session.talk:
        return
    if changed.talk.hearing is not Hearing.UNASKED:
        tell(exchange, citizen_of(session.session_id), _speaking(changed))
    announce_session(exchange, changed)


def _speaking(session: Session) -> Speaking:
    speaker = session.talk.speaker_on_air
    return Speaking(session_id=session.session_id, speaker_name=speaker.name if speaker else None)
