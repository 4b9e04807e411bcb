"""Invites the synthetic citizen: a program that tries, every so often, what a caller would go through.

Whoever has its key gets a token here without a text, so the key must be worth nothing to a thief. What it opens is a
session in a force that no officer belongs to: nobody sees its picture, chat or position, it can pretend to no officer
that somebody calls for help, and it reads nothing. The number is one that Ofcom keeps for drama, so that even a mistake
texts nobody. What remains is that places with workers and room in the bucket are taken: so many times an hour, no more.
"""

from datetime import timedelta

from sightline.domain.errors import TooManyTextsError
from sightline.domain.invite import (
    SYNTHETIC_FORCE,
    Capability,
    Invite,
    InviteState,
    Language,
    Purpose,
    RetentionCategory,
)
from sightline.domain.spoken_code import choose_spoken_code
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import issue_link

MOST_AN_HOUR = 30
NOBODYS_NUMBER = "+447700900000"


def invite_nobody(desk: InviteDesk) -> str:
    """Return the token of a new link, or raise TooManyTextsError; nobody is texted and no officer is told."""
    now = desk.clock.now()
    if not desk.tokens.count(f"synthetic#{now:%Y-%m-%dT%H}", MOST_AN_HOUR, timedelta(days=2)):
        raise TooManyTextsError
    invite = Invite(
        invite_id=desk.entropy.token(96),
        force_id=SYNTHETIC_FORCE,
        officer_id="synthetic",
        officer_name="Synthetic citizen",
        phone_number=NOBODYS_NUMBER,
        incident_ref="SYNTHETIC",
        purpose=Purpose.COMPLIANCE_CHECK,
        capabilities=frozenset({Capability.VIDEO}),
        language=Language.ENGLISH,
        retention_category=RetentionCategory.NOT_EVIDENTIAL,
        spoken_code=choose_spoken_code(desk.entropy.token(64)),
        state=InviteState.CREATED,
        created_at=now,
        expires_at=now + desk.policy.invite_life,
    )
    desk.invites.add(invite)
    return issue_link(desk, invite)
