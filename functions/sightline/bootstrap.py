"""The only place where adapters meet ports: one small function for each need, made when first asked for.

A process keeps what it has made, so that a warm function reuses its clients.
"""

from functools import cache

from sightline.adapters import aws
from sightline.adapters.clock import SystemClock
from sightline.adapters.dynamo import Table
from sightline.adapters.entropy import SystemEntropy
from sightline.adapters.invite_store import DynamoInviteStore
from sightline.adapters.secret_keys import SecretKey
from sightline.adapters.session_store import DynamoSessionStore
from sightline.adapters.ticket_store import DynamoTicketStore
from sightline.adapters.token_store import DynamoReceiptIndex, DynamoTokenStore
from sightline.config import Settings, read_settings, required
from sightline.ports import (
    Clock,
    Entropy,
    InviteStore,
    ReceiptIndex,
    SessionStore,
    TicketStore,
    TokenStore,
    WorkerKey,
)


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return read_settings()


@cache
def clock() -> Clock:
    """Return the machine's clock."""
    return SystemClock()


@cache
def entropy() -> Entropy:
    """Return the machine's randomness."""
    return SystemEntropy()


@cache
def table(setting: str) -> Table:
    """Return the table that a setting names; all of them share one client."""
    return Table(_dynamodb(), required(settings(), setting))


def invite_store() -> InviteStore:
    """Return the invites."""
    return DynamoInviteStore(table("invites_table"))


def token_store() -> TokenStore:
    """Return the link tokens and credentials."""
    return DynamoTokenStore(table("tokens_table"), clock())


def receipt_index() -> ReceiptIndex:
    """Return whose text is whose."""
    return DynamoReceiptIndex(table("tokens_table"), clock())


def ticket_store() -> TicketStore:
    """Return the WebSocket tickets."""
    return DynamoTicketStore(table("tickets_table"))


def session_store() -> SessionStore:
    """Return the sessions."""
    return DynamoSessionStore(table("sessions_table"))


@cache
def worker_key() -> WorkerKey:
    """Return the key that workers show."""
    return SecretKey(aws.secrets_manager(), required(settings(), "worker_secret_id"), clock())


_dynamodb = cache(aws.dynamodb)
