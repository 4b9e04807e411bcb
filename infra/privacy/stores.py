"""What the templates say of each store: how it is locked and when it forgets; and which functions reach it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infra.constructs.function_table import FunctionRow
from infra.constructs.uses import Use
from infra.local.template.assembly import Assembly, Json, Resource
from infra.settings import DeploymentSettings

_HASH = re.compile(r"[0-9A-F]{8}$")
_DAY = 86_400


@dataclass(frozen=True)
class Store:
    """One place where something is kept."""

    stack: str
    name: str
    kind: str
    kept: str


def list_stores(assembly: Assembly, settings: DeploymentSettings) -> list[Store]:
    """Return all stores but tables, those that are alike in one line."""
    found = (store for resource in assembly.resources() for store in _read_store(resource, settings))
    return sorted(set(found), key=lambda store: (store.stack, store.kind, store.name))


def list_tables(assembly: Assembly) -> dict[str, str]:
    """Return what protects each table, by its name in `functions/README.md`."""
    tables = [resource for resource in assembly.resources() if resource.type == "AWS::DynamoDB::Table"]
    return {_short(table).lower(): _protection(table.properties) for table in tables}


def list_reach(functions: Sequence[FunctionRow], table: str) -> tuple[list[str], list[str]]:
    """Return which functions write a table, and which only read it."""
    writers = {
        row.name for row in functions if table in row.writes or (table == "connections" and Use.PUSH in row.uses)
    }
    readers = {row.name for row in functions if table in row.reads} - writers
    return sorted(writers), sorted(readers)


def _read_store(resource: Resource, settings: DeploymentSettings) -> Iterator[Store]:
    if read := _READERS.get(resource.type):
        kind, kept = read(resource.properties, settings)
        is_log = resource.type == "AWS::Logs::LogGroup"
        yield Store(resource.stack, "every log group" if is_log else _short(resource), kind, kept)


def _short(resource: Resource) -> str:
    return _HASH.sub("", resource.logical_id)


def _protection(properties: Json) -> str:
    recovery = properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    key = properties["SSESpecification"].get("KMSMasterKeyId")
    return f"{'own key' if key else 'AWS key'}, {'35 days of recovery' if recovery else 'no recovery'}"


def _read_bucket(properties: Json, settings: DeploymentSettings) -> tuple[str, str]:
    lock = properties.get("ObjectLockConfiguration", {}).get("Rule", {}).get("DefaultRetention")
    rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
    told = [_told_lock(lock, settings)] if lock else []
    told += [text for rule in rules for text in _told_rule(rule, settings)]
    return "bucket", "; ".join(told) or "until it is replaced"


def _told_lock(lock: Json, settings: DeploymentSettings) -> str:
    days = "`lock_days` days" if lock["Days"] == settings.lock_days else f"{lock['Days']} days"
    return f"locked for {days} ({lock['Mode']})"


def _told_rule(rule: Json, settings: DeploymentSettings) -> Iterator[str]:
    tags = " and ".join(f"{tag['Key']}={tag['Value']}" for tag in rule.get("TagFilters", []))
    of = f"what is tagged {tags}: " if tags else ""
    for transition in rule.get("Transitions", []):
        yield f"{of}{transition['StorageClass']} after {transition['TransitionInDays']} days"
    if days := rule.get("ExpirationInDays"):
        yield f"{of}deleted after {_told_days(days, settings)}"


def _read_logs(properties: Json, settings: DeploymentSettings) -> tuple[str, str]:
    return "log", _told_days(properties["RetentionInDays"], settings)


def _told_days(days: int, settings: DeploymentSettings) -> str:
    if days == settings.log_retention_days:
        return "`log_retention_days` days"
    return "1 day" if days == 1 else f"{days} days"


def _read_queue(properties: Json, _: DeploymentSettings) -> tuple[str, str]:
    return "queue", f"{properties['MessageRetentionPeriod'] // _DAY} days at most"


def _read_pool(properties: Json, _: DeploymentSettings) -> tuple[str, str]:
    names = [attribute["Name"] for attribute in properties["Schema"]] + properties.get("UsernameAttributes", [])
    return "user pool", f"until an administrator removes the officer; holds {', '.join(sorted(names))}"


_READERS: Mapping[str, Callable[[Json, DeploymentSettings], tuple[str, str]]] = {
    "AWS::S3::Bucket": _read_bucket,
    "AWS::Logs::LogGroup": _read_logs,
    "AWS::SQS::Queue": _read_queue,
    "AWS::Cognito::UserPool": _read_pool,
    "AWS::SNS::Topic": lambda *_: ("topic", "passed on at once"),
    "AWS::SecretsManager::Secret": lambda *_: ("secret", "until it is rotated"),
}
