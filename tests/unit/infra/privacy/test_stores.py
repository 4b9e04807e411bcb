"""What templates say of stores is told in words."""

from pathlib import Path
from typing import Any

from infra.constructs.function_table import FunctionRow
from infra.constructs.uses import Use
from infra.local.template.assembly import Assembly, Stack
from infra.privacy.stores import Store, list_reach, list_stores, list_tables
from infra.settings import DeploymentSettings

SETTINGS = DeploymentSettings(
    environment="dev", keep_data=False, site_domain="dev.example.police.uk", sms_provider="sns", lock_days=7
)


def _assembly(**resources: tuple[str, dict[str, Any]]) -> Assembly:
    declared = {name: {"Type": kind, "Properties": properties} for name, (kind, properties) in resources.items()}
    return Assembly({"evidence": Stack("evidence", "eu-west-2", {"Resources": declared}, Path())})


def _kept(kind: str, properties: dict[str, Any]) -> str:
    (store,) = list_stores(_assembly(Thing1A2B3C4D=(kind, properties)), SETTINGS)
    return store.kept


def test_a_bucket_tells_its_lock_and_its_rules() -> None:
    """By the name of the setting that decides, where one does."""
    lock = {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 7}}}
    rules = [
        {"Transitions": [{"StorageClass": "GLACIER_IR", "TransitionInDays": 90}]},
        {"ExpirationInDays": 1, "TagFilters": [{"Key": "disposal", "Value": "approved"}]},
        {"ExpirationInDays": 90},
    ]
    told = _kept("AWS::S3::Bucket", {"ObjectLockConfiguration": lock, "LifecycleConfiguration": {"Rules": rules}})
    assert told.split("; ") == [
        "locked for `lock_days` days (COMPLIANCE)",
        "GLACIER_IR after 90 days",
        "what is tagged disposal=approved: deleted after 1 day",
        "deleted after `log_retention_days` days",
    ]


def test_a_bucket_without_rules_keeps() -> None:
    """And says so."""
    assert _kept("AWS::S3::Bucket", {}) == "until it is replaced"


def test_a_queue_forgets() -> None:
    """In days."""
    assert _kept("AWS::SQS::Queue", {"MessageRetentionPeriod": 1_209_600}) == "14 days at most"


def test_logs_of_a_stack_are_one_line() -> None:
    """They are alike."""
    log = ("AWS::Logs::LogGroup", {"RetentionInDays": 90})
    assert list_stores(_assembly(A=log, B=log), SETTINGS) == [
        Store("evidence", "every log group", "log", "`log_retention_days` days")
    ]


def test_what_keeps_nothing_is_not_listed() -> None:
    """A role is no store."""
    assert list_stores(_assembly(Role=("AWS::IAM::Role", {})), SETTINGS) == []


def test_a_table_tells_how_it_is_protected() -> None:
    """By whose key, and whether it can be restored."""
    recovery = {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
    table = ("AWS::DynamoDB::Table", {**recovery, "SSESpecification": {"SSEEnabled": True, "KMSMasterKeyId": "key"}})
    assert list_tables(_assembly(Invites1A2B3C4D=table)) == {"invites": "own key, 35 days of recovery"}


def test_who_writes_is_not_named_again_among_those_who_read() -> None:
    """Whoever tells listeners also writes the connections, because it forgets those that are gone."""
    rows = [
        FunctionRow("writer", "x.y", writes=frozenset({"chat"}), reads=frozenset({"chat"})),
        FunctionRow("reader", "x.y", reads=frozenset({"chat"}), uses=frozenset({Use.PUSH})),
    ]
    assert list_reach(rows, "chat") == (["writer"], ["reader"])
    assert list_reach(rows, "connections") == (["reader"], [])
