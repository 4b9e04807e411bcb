"""What stands around the functions, and what each gets of it: environment and permissions go together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from infra.constructs.findings import below, explain
from infra.constructs.function import SightlineFunction
from infra.constructs.function_table import FunctionRow
from infra.constructs.mailing import allow_mail
from infra.constructs.texting import allow_notify_secret, allow_texting
from infra.constructs.uses import Use
from infra.retention import write_retention
from infra.settings import DeploymentSettings
from infra.stacks.api import ApiStack
from infra.stacks.disposal_rights import let_announce, let_ask_for_holds, let_dispose, let_hold, let_send
from infra.stacks.evidence import EvidenceStack
from infra.stacks.identity import IdentityStack
from infra.stacks.messaging import MessagingStack
from infra.stacks.signing_rights import MANIFESTS, SEGMENTS, let_sign, let_verify, let_write_roots
from infra.stacks.tables import TablesStack
from infra.stacks.upload_rights import let_put_together, let_upload

WORKING_COPIES = frozenset({"invites", "positions", "chat"})
"""Tables whose items go by themselves."""


@dataclass(frozen=True)
class Surroundings:
    """The stacks that functions reach into."""

    settings: DeploymentSettings
    tables: TablesStack
    evidence: EvidenceStack
    identity: IdentityStack
    messaging: MessagingStack
    api: ApiStack

    def give(self, function: SightlineFunction, row: FunctionRow) -> None:
        """Give a function what its row asks for."""
        for name in sorted(row.reads):
            self.tables.let_read(function, name)
        for name in sorted(row.writes):
            self.tables.let_write(function, name)
        names = sorted(row.reads | row.writes)
        function.tell({f"{name}_table": self.tables.tables[name].table_name for name in names})
        if row.writes & WORKING_COPIES:
            function.tell({"working_copy_days": self.settings.working_copy_days})
        for use in sorted(row.uses, key=lambda use: use.name):
            OFFERS[use](self, function)


def _push(around: Surroundings, function: SightlineFunction) -> None:
    around.tables.let_write(function, "connections")
    function.allow(["execute-api:ManageConnections"], [around.api.connections_arn])
    explain(
        function,
        "2026-11-21",
        "Connections come and go: their ids cannot be named in a policy. One API and one stage are.",
        around.api.connections_finding,
    )
    function.tell(
        {
            "connections_table": around.tables.tables["connections"].table_name,
            "connections_endpoint": around.api.connections_endpoint,
        }
    )


def _replay(around: Surroundings, function: SightlineFunction) -> None:
    bucket, key = around.evidence.bucket, around.evidence.key
    function.allow(["s3:ListBucket"], [bucket.bucket_arn])
    function.allow(["s3:GetObject", "s3:GetObjectAttributes"], [bucket.arn_for_objects("*")])
    function.allow(["kms:Decrypt"], [key.key_arn])
    _explain_objects(around, function, "/*")
    function.tell({"evidence_bucket": bucket.bucket_name})


def _copies(around: Surroundings, function: SightlineFunction) -> None:
    """Ask for copies, and read what came of them; making them is another function's."""
    evidence = around.evidence
    _read_copies(around, function)
    function.allow(["sqs:SendMessage"], [evidence.derivations_queue.queue_arn])
    function.allow(["kms:GenerateDataKey"], [evidence.key.key_arn])
    function.tell({"derivations_queue_url": evidence.derivations_queue.queue_url})


def _read_copies(around: Surroundings, function: SightlineFunction) -> None:
    """Hand out copies that are made."""
    evidence = around.evidence
    function.allow(["s3:ListBucket"], [evidence.derived.bucket_arn])
    function.allow(["s3:GetObject"], [evidence.derived.arn_for_objects("*")])
    function.allow(["kms:Decrypt"], [evidence.key.key_arn])
    explain(
        function,
        "2026-11-21",
        "Copies lie under their masters' prefixes, which no policy can know before; the bucket is named.",
        *below(evidence.derived.bucket_arn, evidence, "/*"),
    )
    function.tell({"derived_bucket": evidence.derived.bucket_name})


BUNDLES = ("*/bundles/*.json", "*/bundles/*.zip")
"""How far each has come, and the bundle itself."""


def _export(around: Surroundings, function: SightlineFunction) -> None:
    """Ask for bundles, see how far they are, hand them over; making them is another function's."""
    evidence = around.evidence
    function.allow(["s3:ListBucket"], [evidence.derived.bucket_arn])
    function.allow(["s3:GetObject"], [evidence.derived.arn_for_objects(kind) for kind in BUNDLES])
    function.allow(["s3:PutObject"], [evidence.derived.arn_for_objects(BUNDLES[0])])
    _explain_derived(around, function, *BUNDLES)
    _bundle_later(around, function)


def _pack(around: Surroundings, function: SightlineFunction) -> None:
    evidence = around.evidence
    _replay(around, function)
    function.allow(["s3:ListBucket"], [evidence.derived.bucket_arn])
    function.allow(["s3:GetObject"], [evidence.derived.arn_for_objects("*")])
    bundles = [evidence.derived.arn_for_objects(kind) for kind in BUNDLES]
    function.allow(["s3:PutObject", "s3:AbortMultipartUpload"], bundles)
    _explain_derived(around, function, "*", *BUNDLES)
    _bundle_later(around, function)


def _bundle_later(around: Surroundings, function: SightlineFunction) -> None:
    queue = around.evidence.bundle_queue
    let_send(function, around.evidence, queue)
    function.tell({"derived_bucket": around.evidence.derived.bucket_name, "bundle_queue_url": queue.queue_url})


def _explain_derived(around: Surroundings, function: SightlineFunction, *paths: str) -> None:
    explain(
        function,
        "2026-11-21",
        "Bundles lie under their force, copies under their masters, which no policy can know before.",
        *below(around.evidence.derived.bucket_arn, around.evidence, *(f"/{path}" for path in paths)),
    )


def _original(around: Surroundings, function: SightlineFunction) -> None:
    """A presigned address can do what its signer may: put pieces, and be told which are there."""
    bucket, key = around.evidence.bucket, around.evidence.key
    function.allow(["s3:ListBucket"], [bucket.bucket_arn])
    pieces = ("*/original/*.webm", "*/original/*.mp4")
    function.allow(["s3:PutObject"], [bucket.arn_for_objects(kind) for kind in pieces])
    _explain_objects(around, function, *(f"/{kind}" for kind in pieces))
    function.allow(["kms:GenerateDataKey"], [key.key_arn])
    function.tell({"evidence_bucket": bucket.bucket_name})


def _seal(around: Surroundings, function: SightlineFunction) -> None:
    _replay(around, function)
    let_sign(function, around.evidence, *MANIFESTS)


def _check(around: Surroundings, function: SightlineFunction) -> None:
    let_put_together(function, around.evidence)
    let_sign(function, around.evidence, *MANIFESTS)


def _roots(around: Surroundings, function: SightlineFunction) -> None:
    let_write_roots(function, around.evidence)
    function.tell({"timestamp_url": around.settings.timestamp_url})


def _reason(around: Surroundings, function: SightlineFunction) -> None:
    function.tell({"ask_reason": str(around.settings.ask_reason).lower()})


def _stills(around: Surroundings, function: SightlineFunction) -> None:
    bucket, key = around.evidence.bucket, around.evidence.key
    function.allow(["s3:PutObject"], [bucket.arn_for_objects("*/stills/*.jpg")])
    _explain_objects(around, function, "/*/stills/*.jpg")
    function.allow(["kms:GenerateDataKey"], [key.key_arn])
    function.tell({"evidence_bucket": bucket.bucket_name})


def _text(around: Surroundings, function: SightlineFunction) -> None:
    allow_texting(function, around.settings, around.messaging.configuration_set)


def _mail(around: Surroundings, function: SightlineFunction) -> None:
    allow_mail(function, around.settings, around.messaging.mails)


def _notify_key(around: Surroundings, function: SightlineFunction) -> None:
    allow_notify_secret(function, around.settings)


def _seal_later(around: Surroundings, function: SightlineFunction) -> None:
    queue = around.evidence.seal_queue
    function.allow(["sqs:SendMessage"], [queue.queue_arn])
    function.allow(["kms:Decrypt", "kms:GenerateDataKey"], [around.evidence.key.key_arn])
    function.tell({"seal_queue_url": queue.queue_url})


def _worker_key(around: Surroundings, function: SightlineFunction) -> None:
    around.identity.worker_key.grant_read(function.function)
    function.tell({"worker_secret_id": around.identity.worker_key.secret_arn})


def _synthetic_key(around: Surroundings, function: SightlineFunction) -> None:
    around.identity.synthetic_key.grant_read(function.function)
    function.tell({"synthetic_secret_id": around.identity.synthetic_key.secret_arn})


def _site(around: Surroundings, function: SightlineFunction) -> None:
    function.tell({"site_origin": around.settings.site_origin})


def _ice(around: Surroundings, function: SightlineFunction) -> None:
    function.tell({"ice_servers": around.settings.ice_servers})
    if around.settings.turn_count:
        secret = around.identity.require_turn_secret()
        secret.grant_read(function.function)
        function.tell({"turn_urls": ",".join(around.settings.turn_urls), "turn_secret_id": secret.secret_arn})


def _original_policy(around: Surroundings, function: SightlineFunction) -> None:
    function.tell({"keep_original": str(around.settings.keep_original).lower()})


def _expiry(around: Surroundings, function: SightlineFunction) -> None:
    function.tell({"session_abandoned_minutes": around.settings.session_abandoned_minutes})


def _dispose(around: Surroundings, function: SightlineFunction) -> None:
    let_dispose(function, around.evidence)
    let_sign(function, around.evidence, "*/disposal/certificate.json", "*/disposal/seal.json")


def _retention(around: Surroundings, function: SightlineFunction) -> None:
    settings = around.settings
    function.tell({"retention": write_retention(settings.retention), "lock_days": settings.lock_days})


def _explain_objects(around: Surroundings, function: SightlineFunction, *paths: str) -> None:
    explain(
        function,
        "2026-11-21",
        "A session's objects lie under its own prefix, which no policy can know before; the kind of object is named.",
        *below(around.evidence.bucket.bucket_arn, around.evidence, *paths),
    )


OFFERS: Mapping[Use, Callable[[Surroundings, SightlineFunction], None]] = {
    Use.RETENTION: _retention,
    Use.UPLOAD: lambda around, function: let_upload(function, around.evidence),
    Use.CHECK: _check,
    Use.HOLD_LATER: lambda around, function: let_ask_for_holds(function, around.evidence),
    Use.HOLD: lambda around, function: let_hold(function, around.evidence),
    Use.NIGHT: lambda around, function: let_announce(function, around.evidence),
    Use.DISPOSE: _dispose,
    Use.PUSH: _push,
    Use.TEXT: _text,
    Use.MAIL: _mail,
    Use.SEAL_LATER: _seal_later,
    Use.REPLAY: _replay,
    Use.COPIES: _copies,
    Use.READ_COPIES: _read_copies,
    Use.EXPORT: _export,
    Use.PACK: _pack,
    Use.ORIGINAL: _original,
    Use.ORIGINAL_POLICY: _original_policy,
    Use.SEAL: _seal,
    Use.CHECKPOINT: lambda around, function: let_sign(function, around.evidence, SEGMENTS),
    Use.ROOTS: _roots,
    Use.VERIFY: lambda around, function: let_verify(function, around.evidence),
    Use.REASON: _reason,
    Use.STILLS: _stills,
    Use.WORKER_KEY: _worker_key,
    Use.SITE: _site,
    Use.ICE: _ice,
    Use.EXPIRY: _expiry,
    Use.NOTIFY_KEY: _notify_key,
    Use.SYNTHETIC_KEY: _synthetic_key,
}
