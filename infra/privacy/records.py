"""Which records each table keeps, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sightline.domain.custody import Entry
from sightline.domain.invite import Invite
from sightline.domain.material import Material
from sightline.domain.participant import Connection, Participant
from sightline.domain.position import Position
from sightline.domain.session import Session
from sightline.domain.share import Share
from sightline.domain.source import Source
from sightline.domain.token import Token
from sightline.domain.upload import Upload
from sightline.domain.worker import Worker
from sightline.messages.views import ChatView


@dataclass(frozen=True)
class Record:
    """What one item of a table is, and when it goes; with `expires`, DynamoDB deletes it by its time to live."""

    names: tuple[str, ...]
    life: str
    expires: bool = True


def _of(*kinds: type, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    names = [field.name for kind in kinds for field in fields(kind)]
    return tuple(dict.fromkeys((*more, *names)))


WORKING = "`working_copy_days` after"
FOR_EVER = "no end is set: the force's disposal review decides"

RECORDS: Mapping[str, Record] = {
    "invites": Record(_of(Invite), f"{WORKING} it was made"),
    "sessions": Record(_of(Session), FOR_EVER, expires=False),
    "sources": Record(_of(Source), FOR_EVER, expires=False),
    "shares": Record(_of(Share), FOR_EVER, expires=False),
    "positions": Record(_of(Position), f"{WORKING} it came; the manifest keeps it"),
    "chat": Record(("session_id", *ChatView.model_fields), f"{WORKING} it was sent; the manifest keeps it"),
    "tokens": Record(
        _of(Token), "a link: a day after it ran out; a credential: with its session; counts of texts: 2 days"
    ),
    "connections": Record(_of(Participant, Connection, more=("topic",)), "3 hours; a leg's, 24 hours"),
    "tickets": Record(("ticket_hash", "participant", "expires_at"), "30 seconds, or when it is used"),
    "custody": Record(_of(Entry), FOR_EVER, expires=False),
    "uploads": Record(_of(Upload), "a week after it began; a refused file and its bytes: a week and the lock later"),
    "materials": Record(_of(Material), FOR_EVER, expires=False),
    "library": Record(_of(Material, more=("facet", "moment")), FOR_EVER, expires=False),
    "workers": Record(_of(Worker), "a day after its last word"),
    "idempotency": Record(
        (),
        "24 hours; holds the answer to a request that sent a text or mail, or asked for a bundle, as officers saw it",
    ),
}
