"""WHEP (draft-ietf-wish-whep): a player's program watches one session, each time with its pass."""

from typing import Protocol

from sightline.domain.ice_fragment import read_ice_fragment
from sightline.messages.signalling import Answer
from sightline.ports import TokenStore
from sightline.usecases.doors import hang_up, trickle, watch
from sightline.usecases.exchange import Exchange
from sightline.usecases.passes import recognise_player


class PlayerDoor(Exchange, Protocol):
    """The ports that players need."""

    @property
    def tokens(self) -> TokenStore:
        """The passes."""
        ...


def begin_watching(door: PlayerDoor, authorization: str | None, session_id: str, sdp: str) -> Answer:
    """Take a player's offer to the worker that has the picture; return its answer."""
    player = recognise_player(door.tokens, authorization, session_id)
    return watch(door, player, door.sessions.get(session_id), sdp)


def trickle_watching(
    door: PlayerDoor, authorization: str | None, session_id: str, leg_id: str, body: str, matching: str | None
) -> None:
    """Take further candidates of a player's leg."""
    player = recognise_player(door.tokens, authorization, session_id)
    trickle(door, player, door.sessions.get(session_id), leg_id, read_ice_fragment(body), matching)


def end_watching(door: PlayerDoor, authorization: str | None, session_id: str, leg_id: str) -> None:
    """Close a player's leg."""
    player = recognise_player(door.tokens, authorization, session_id)
    hang_up(door, player, door.sessions.get(session_id), leg_id)
