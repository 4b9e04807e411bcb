"""The only place where adapters meet ports: one small function for each need, made when first asked for.

A process keeps what it has made, so that a warm function reuses its clients. A function of the
deployment is given only the settings that it needs, so nothing here is made on import. Adapters are
not even loaded before: each function needs a few of them, and would wait for all at each cold start.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sightline.adapters import aws
from sightline.adapters.dynamo import Table
from sightline.config import Settings, read_settings, required

if TYPE_CHECKING:
    from sightline.adapters.connection_store import DynamoConnectionStore
    from sightline.adapters.secret_keys import SecretKey
    from sightline.domain.mail import Letterhead
    from sightline.domain.retention import RetentionRules
    from sightline.ports import (
        AnswerStore,
        AwaitedCopies,
        BundleQueue,
        BundleStore,
        ChatStore,
        Clock,
        CopyQueue,
        CopyStore,
        CustodyLedger,
        Entropy,
        EvidenceStore,
        InviteStore,
        LockingNotes,
        Mailer,
        MaterialQueue,
        MaterialStore,
        ObjectLocks,
        ObjectReader,
        PositionStore,
        ReceiptIndex,
        SealQueue,
        Sender,
        SessionStore,
        ShareStore,
        Signer,
        SourceStore,
        StillStore,
        Texter,
        TicketStore,
        TimeStamper,
        TokenStore,
        UploadFiles,
        UploadStore,
        WorkerKey,
        WorkerStore,
    )
    from sightline.usecases.ice import IceDirectory, Relay


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return read_settings()


@cache
def clock() -> Clock:
    """Return the machine's clock."""
    from sightline.adapters.clock import SystemClock

    return SystemClock()


@cache
def entropy() -> Entropy:
    """Return the machine's randomness."""
    from sightline.adapters.entropy import SystemEntropy

    return SystemEntropy()


dynamodb = cache(aws.dynamodb)


@cache
def table(setting: str) -> Table:
    """Return the table that a setting names; all of them share one client."""
    return Table(dynamodb(), required(settings(), setting))


def invite_store() -> InviteStore:
    """Return the invites."""
    from sightline.adapters.invite_store import DynamoInviteStore

    return DynamoInviteStore(table("invites_table"), _working_life())


def token_store() -> TokenStore:
    """Return the link tokens and credentials."""
    from sightline.adapters.token_store import DynamoTokenStore

    return DynamoTokenStore(table("tokens_table"), clock())


def receipt_index() -> ReceiptIndex:
    """Return whose text is whose."""
    from sightline.adapters.token_store import DynamoReceiptIndex

    return DynamoReceiptIndex(table("tokens_table"), clock())


def ticket_store() -> TicketStore:
    """Return the WebSocket tickets."""
    from sightline.adapters.ticket_store import DynamoTicketStore

    return DynamoTicketStore(table("tickets_table"))


def session_store() -> SessionStore:
    """Return the sessions."""
    from sightline.adapters.session_store import DynamoSessionStore

    return DynamoSessionStore(table("sessions_table"))


def connection_store() -> DynamoConnectionStore:
    """Return the WebSocket connections."""
    from sightline.adapters.connection_store import DynamoConnectionStore

    return DynamoConnectionStore(table("connections_table"), clock())


def answer_store() -> AnswerStore:
    """Return the answers that HTTP requests wait for."""
    from sightline.adapters.answer_store import DynamoAnswerStore

    return DynamoAnswerStore(table("connections_table"), clock())


def share_store() -> ShareStore:
    """Return the shares."""
    from sightline.adapters.share_store import DynamoShareStore

    return DynamoShareStore(table("shares_table"))


def source_store() -> SourceStore:
    """Return the sources."""
    from sightline.adapters.source_store import DynamoSourceStore

    return DynamoSourceStore(table("sources_table"))


def position_store() -> PositionStore:
    """Return the positions."""
    from sightline.adapters.position_store import DynamoPositionStore

    return DynamoPositionStore(table("positions_table"), _working_life())


def chat_store() -> ChatStore:
    """Return the chat."""
    from sightline.adapters.chat_store import DynamoChatStore

    return DynamoChatStore(table("chat_table"), _working_life())


def custody_ledger() -> CustodyLedger:
    """Return the chains of custody."""
    from sightline.adapters.custody_store import DynamoCustodyLedger

    return DynamoCustodyLedger(table("custody_table"))


def material_store() -> MaterialStore:
    """Return what is held."""
    from sightline.adapters.material_store import DynamoMaterialStore

    return DynamoMaterialStore(table("materials_table"), table("library_table"))


@cache
def sender() -> Sender:
    """Return the way to whoever is connected."""
    from sightline.adapters.sender import ConnectionsSender

    return ConnectionsSender(
        aws.connections(required(settings(), "connections_endpoint")), connection_store().remove_gone
    )


@cache
def seal_queue() -> SealQueue:
    """Return the queue of sessions that wait for their seal."""
    from sightline.adapters.seal_queue import SqsSealQueue

    return SqsSealQueue(aws.sqs(), required(settings(), "seal_queue_url"))


@cache
def hold_queue() -> MaterialQueue:
    """Return the queue of materials whose objects are to be put on legal hold."""
    from sightline.adapters.material_queue import SqsMaterialQueue

    return SqsMaterialQueue(aws.sqs(), required(settings(), "hold_queue_url"))


@cache
def disposal_queue() -> MaterialQueue:
    """Return the queue of materials that are to go now."""
    from sightline.adapters.material_queue import SqsMaterialQueue

    return SqsMaterialQueue(aws.sqs(), required(settings(), "disposal_queue_url"))


@cache
def object_locks() -> ObjectLocks:
    """Return the locks of the evidence bucket."""
    from sightline.adapters.object_locks import S3ObjectLocks

    return S3ObjectLocks(aws.s3(), required(settings(), "evidence_bucket"))


@cache
def derived_locks() -> ObjectLocks:
    """Return the bucket of copies as disposals see it; it locks nothing."""
    from sightline.adapters.object_locks import S3ObjectLocks

    return S3ObjectLocks(aws.s3(), required(settings(), "derived_bucket"))


@cache
def retention_rules() -> RetentionRules:
    """Return how long what is kept."""
    from sightline.domain.retention import read_rules

    return read_rules(json.loads(required(settings(), "retention")), settings().lock_days)


def worker_store() -> WorkerStore:
    """Return the media workers."""
    from sightline.adapters.worker_store import DynamoWorkerStore

    return DynamoWorkerStore(table("workers_table"))


@cache
def evidence_store() -> EvidenceStore:
    """Return the evidence bucket; browsers may reach it at another address than we do."""
    from sightline.adapters.evidence_store import S3EvidenceStore

    client = aws.s3()
    presigner = aws.s3(endpoint) if (endpoint := settings().presign_endpoint) else client
    return S3EvidenceStore(client, presigner, required(settings(), "evidence_bucket"))


@cache
def copy_store() -> CopyStore:
    """Return the derived bucket, as copies are looked at."""
    from sightline.adapters.evidence_store import S3EvidenceStore

    client = aws.s3()
    presigner = aws.s3(endpoint) if (endpoint := settings().presign_endpoint) else client
    return S3EvidenceStore(client, presigner, required(settings(), "derived_bucket"))


@cache
def copy_queue() -> CopyQueue:
    """Return the queue of copies to be made."""
    from sightline.adapters.copy_queue import SqsCopyQueue

    return SqsCopyQueue(aws.sqs(), required(settings(), "derivations_queue_url"))


def awaited_copies() -> AwaitedCopies:
    """Return the copies that nobody has taken in yet."""
    from sightline.adapters.awaited_copies import DynamoAwaitedCopies

    return DynamoAwaitedCopies(table("materials_table"))


def locking_notes() -> LockingNotes:
    """Return how far legal holds are."""
    from sightline.adapters.locking_notes import DynamoLockingNotes

    return DynamoLockingNotes(table("materials_table"))


@cache
def masters() -> ObjectReader:
    """Return the evidence bucket to be read in bulk."""
    from sightline.adapters.object_reader import S3ObjectReader

    return S3ObjectReader(aws.s3(), required(settings(), "evidence_bucket"))


@cache
def derived() -> ObjectReader:
    """Return the derived bucket to be read in bulk."""
    from sightline.adapters.object_reader import S3ObjectReader

    return S3ObjectReader(aws.s3(), required(settings(), "derived_bucket"))


def upload_store() -> UploadStore:
    """Return what is on its way in."""
    from sightline.adapters.upload_store import DynamoUploadStore

    return DynamoUploadStore(table("uploads_table"))


@cache
def upload_files() -> UploadFiles:
    """Return the evidence bucket in parts; browsers may reach it at another address than we do."""
    from sightline.adapters.upload_files import S3UploadFiles, s3_for_completion

    client = aws.s3()
    presigner = aws.s3(endpoint) if (endpoint := settings().presign_endpoint) else client
    return S3UploadFiles(client, presigner, required(settings(), "evidence_bucket"), s3_for_completion)


@cache
def upload_queue() -> MaterialQueue:
    """Return the queue of files that are to be checked."""
    from sightline.adapters.material_queue import SqsMaterialQueue

    return SqsMaterialQueue(aws.sqs(), required(settings(), "upload_queue_url"))


@cache
def bundle_store() -> BundleStore:
    """Return the bundles; browsers may reach them at another address than we do."""
    from sightline.adapters.bundle_store import S3BundleStore

    client = aws.s3()
    presigner = aws.s3(endpoint) if (endpoint := settings().presign_endpoint) else client
    return S3BundleStore(client, presigner, required(settings(), "derived_bucket"))


@cache
def bundle_queue() -> BundleQueue:
    """Return the queue of bundles that wait to be made."""
    from sightline.adapters.bundle_queue import SqsBundleQueue

    return SqsBundleQueue(aws.sqs(), required(settings(), "bundle_queue_url"))


@cache
def still_store() -> StillStore:
    """Return where stills are kept, which answers or fails within seconds."""
    from sightline.adapters.fragment_store import S3FragmentStore, s3_for_fragments

    return S3FragmentStore(s3_for_fragments(), required(settings(), "evidence_bucket"))


@cache
def signer() -> Signer:
    """Return who signs seals."""
    from sightline.adapters.signer import KmsSigner

    return KmsSigner(aws.kms(), required(settings(), "seal_key_id"))


@cache
def time_stamper() -> TimeStamper | None:
    """Return the authority for time-stamps, where the deployment has one."""
    if not settings().timestamp_url:
        return None
    from sightline.adapters.time_stamper import HttpTimeStamper

    return HttpTimeStamper(required(settings(), "timestamp_url"))


@cache
def worker_key() -> WorkerKey:
    """Return the key that workers show."""
    from sightline.adapters.secret_keys import SecretKey

    return SecretKey(aws.secrets_manager(), required(settings(), "worker_secret_id"), clock())


@cache
def synthetic_key() -> SecretKey:
    """Return the key that the synthetic citizen shows."""
    from sightline.adapters.secret_keys import SecretKey

    return SecretKey(aws.secrets_manager(), required(settings(), "synthetic_secret_id"), clock())


@cache
def notify_secret() -> SecretKey:
    """Return what we and GOV.UK Notify show each other, as JSON."""
    from sightline.adapters.secret_keys import SecretKey

    return SecretKey(aws.secrets_manager(), required(settings(), "notify_secret_id"), clock())


@cache
def texter() -> Texter:
    """Return the text message provider that the deployment has chosen."""
    match settings().sms_provider:
        case "sns":
            from sightline.adapters.texters import SnsTexter

            return SnsTexter(aws.sns(), settings().sms_origination_identity)
        case "notify":
            from sightline.adapters.notify_texter import NotifyTexter

            return NotifyTexter(notify_secret().read, required(settings(), "notify_template_id"))
        case "end-user-messaging":
            from sightline.adapters.texters import EndUserMessagingTexter

            return EndUserMessagingTexter(
                aws.end_user_messaging(),
                required(settings(), "sms_origination_identity"),
                required(settings(), "sms_configuration_set"),
                invite_life(),
            )


@cache
def mailer() -> Mailer:
    """Return the mail provider."""
    from sightline.adapters.mailer import SesMailer

    sender, counted = (required(settings(), name) for name in ("mail_from", "mail_configuration_set"))
    return SesMailer(aws.sesv2(), sender, counted)


def letterhead() -> Letterhead:
    """Return who writes mails."""
    from sightline.domain.mail import Letterhead

    return Letterhead(settings().force_name, required(settings(), "site_origin"))


def _working_life() -> timedelta:
    return timedelta(days=settings().working_copy_days)


def invite_life() -> timedelta:
    """Return how long a link can be used."""
    return timedelta(minutes=settings().invite_life_minutes)


@cache
def ice_directory() -> IceDirectory:
    """Return the ICE servers that browsers are told of."""
    from sightline.messages.base import IceServer
    from sightline.usecases.ice import IceDirectory

    fixed = tuple(IceServer.model_validate(server) for server in json.loads(settings().ice_servers))
    return IceDirectory(fixed, _relay())


def _relay() -> Relay | None:
    """Return the relay, where the deployment has one."""
    if not settings().turn_urls:
        return None
    from sightline.adapters.secret_keys import SecretKey
    from sightline.usecases.ice import Relay

    key = SecretKey(aws.secrets_manager(), required(settings(), "turn_secret_id"), clock())
    return Relay(tuple(settings().turn_urls.split(",")), key.read)


class Ports:
    """Ports by the names that use cases know them by, each made when it is first asked for."""

    answers = cached_property(lambda _: answer_store())
    asks_reason = cached_property(lambda _: settings().ask_reason)
    awaited_copies = cached_property(lambda _: awaited_copies())
    bundle_queue = cached_property(lambda _: bundle_queue())
    bundles = cached_property(lambda _: bundle_store())
    chat = cached_property(lambda _: chat_store())
    clock = cached_property(lambda _: clock())
    connections = cached_property(lambda _: connection_store())
    copies = cached_property(lambda _: copy_store())
    copy_queue = cached_property(lambda _: copy_queue())
    custody = cached_property(lambda _: custody_ledger())
    derived = cached_property(lambda _: derived())
    entropy = cached_property(lambda _: entropy())
    evidence = cached_property(lambda _: evidence_store())
    invites = cached_property(lambda _: invite_store())
    letterhead = cached_property(lambda _: letterhead())
    mailer = cached_property(lambda _: mailer())
    masters = cached_property(lambda _: masters())
    derived_locks = cached_property(lambda _: derived_locks())
    disposal_queue = cached_property(lambda _: disposal_queue())
    hold_queue = cached_property(lambda _: hold_queue())
    locking_notes = cached_property(lambda _: locking_notes())
    locks = cached_property(lambda _: object_locks())
    materials = cached_property(lambda _: material_store())
    retention = cached_property(lambda _: retention_rules())
    positions = cached_property(lambda _: position_store())
    seal_queue = cached_property(lambda _: seal_queue())
    sender = cached_property(lambda _: sender())
    sessions = cached_property(lambda _: session_store())
    shares = cached_property(lambda _: share_store())
    signer = cached_property(lambda _: signer())
    sources = cached_property(lambda _: source_store())
    stills = cached_property(lambda _: still_store())
    time_stamper = cached_property(lambda _: time_stamper())
    tokens = cached_property(lambda _: token_store())
    upload_files = cached_property(lambda _: upload_files())
    upload_queue = cached_property(lambda _: upload_queue())
    uploads = cached_property(lambda _: upload_store())
    workers = cached_property(lambda _: worker_store())


@cache
def ports() -> Ports:
    """Return the ports of this process."""
    return Ports()
