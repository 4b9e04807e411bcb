"""The functions: what runs them, what starts them, and how little each may do."""

import importlib
import json
from dataclasses import fields
from pathlib import Path

import pytest

from infra.constructs.function_table import FUNCTIONS, FunctionRow
from infra.constructs.route_table import ROUTES, Caller
from sightline.config import Settings
from tests.infra.cloud import Cloud, actions_of, as_list

STACK = "sightline-functions"
README = Path(__file__).parents[2] / "functions" / "README.md"
NEVER = {
    "s3:DeleteObject",
    "s3:PutObjectRetention",
    "s3:BypassGovernanceRetention",
    "s3:PutBucketObjectLockConfiguration",
    "kms:ScheduleKeyDeletion",
    "dynamodb:DeleteTable",
}
CITIZENS = {"citizens", "location", "originals", "citizen-uploads", "authorise-citizen", "recipients"}
OFFICERS = {"invites", "sessions", "sources", "evidence", "library", "bundles", "copies", "shares", "uploads"}
ROWS = pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.name)


@ROWS
def test_a_function_runs_as_documented(dev: Cloud, row: FunctionRow) -> None:
    """Python 3.13 on arm64, with the handler that the README names."""
    function = dev.functions()[row.name]
    assert function["Handler"] == row.handler
    assert function["Runtime"] == "python3.13"
    assert function["Architectures"] == ["arm64"]
    assert f"`{row.handler}`" in README.read_text()


@ROWS
def test_a_handler_is_there(row: FunctionRow) -> None:
    """The handler string leads to something that can be called."""
    module, _, name = row.handler.rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))


@ROWS
def test_a_function_is_told_only_what_the_product_reads(dev: Cloud, row: FunctionRow) -> None:
    """Every setting in the environment is one of `sightline.config`, and every table of the row is there."""
    told = dev.environment(row.name)
    assert set(told) <= {field.name for field in fields(Settings)}
    assert {f"{table}_table" for table in row.reads | row.writes} <= set(told)


@ROWS
def test_a_function_has_a_role_and_a_log_of_its_own(dev: Cloud, row: FunctionRow) -> None:
    """No two functions share a role, and every log has an end."""
    roles = [json.dumps(function["Role"]) for function in dev.functions().values()]
    function = dev.functions()[row.name]
    log = dev.declared(STACK, function["LoggingConfig"]["LogGroup"]["Ref"])
    assert roles.count(json.dumps(function["Role"])) == 1
    assert log["Properties"]["RetentionInDays"] == 90


@ROWS
def test_no_function_has_a_wildcard(dev: Cloud, row: FunctionRow) -> None:
    """No action is `*`, and no resource is all of them."""
    statements = dev.statements(STACK, dev.functions()[row.name]["Role"])
    assert all(not action.endswith(":*") and action != "*" for action in dev.allowed(row.name))
    assert all(resource != "*" for one in statements for resource in as_list(one.get("Resource", [])))


@ROWS
def test_no_function_can_undo_evidence(dev: Cloud, row: FunctionRow) -> None:
    """Hiding, unlocking and destroying keys is nobody's right; deleting is one's, see below."""
    assert not dev.allowed(row.name) & NEVER


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("kms:Sign", {"check", "checkpoint", "dispose", "roots", "seal"}),
        (
            "s3:PutObject",
            {
                "bundles",
                "check",
                "checkpoint",
                "citizen-uploads",
                "dispose",
                "message",
                "night",
                "originals",
                "pack",
                "roots",
                "seal",
                "uploads",
            },
        ),
        (
            "s3:GetObject",
            {
                "bundles",
                "check",
                "checkpoint",
                "citizen-uploads",
                "copies",
                "dispose",
                "evidence",
                "library",
                "night",
                "pack",
                "recipients",
                "roots",
                "seal",
                "sessions",
                "shares",
                "sweep",
                "uploads",
            },
        ),
        ("s3:DeleteObjectVersion", {"dispose"}),
        ("s3:PutObjectLegalHold", {"dispose", "hold"}),
        ("sns:Publish", {"invites", "citizens"}),
        ("secretsmanager:GetSecretValue", {"authorise-worker", "invites", "citizens"}),
    ],
)
def test_a_power_has_few_holders(dev: Cloud, action: str, who: set[str]) -> None:
    """Signing, storing, replaying, texting and reading the workers' key each belong to who needs it."""
    assert {row.name for row in FUNCTIONS if action in dev.allowed(row.name)} == who


def test_another_provider_of_texts_brings_its_own_permissions_only(prod: Cloud) -> None:
    """Under GOV.UK Notify the invites function reads Notify's secret and may not text through AWS."""
    assert "secretsmanager:GetSecretValue" in prod.allowed("invites")
    assert not {"sms-voice:SendTextMessage", "sns:Publish"} & prod.allowed("invites")


def test_a_flood_of_citizens_leaves_officers_their_functions(dev: Cloud, prod: Cloud) -> None:
    """Where it is set, both crowds have runs of their own; a new account, whose limit is low, has none set."""
    reserved = {name: one.get("ReservedConcurrentExecutions") for name, one in prod.functions().items()}
    assert {name for name, runs in reserved.items() if runs == 40} == CITIZENS
    assert {name for name, runs in reserved.items() if runs == 20} == OFFICERS
    assert not any("ReservedConcurrentExecutions" in one for one in dev.functions().values())


def test_no_function_serves_both_crowds() -> None:
    """Who comes by a token or a credential never waits for an officer's function, nor the other way round."""
    callers = {(row.function, row.caller) for row in ROUTES if row.key != "POST /receipts/notify"}
    assert {name for name, caller in callers if caller is Caller.OFFICER} - {"tickets"} <= OFFICERS
    assert not {name for name, caller in callers if caller in {Caller.CITIZEN, Caller.UPLOADER}} & OFFICERS


def test_tracing_is_a_choice(dev: Cloud, prod: Cloud) -> None:
    """X-Ray is on where an environment says so."""
    assert all(one["TracingConfig"] == {"Mode": "Active"} for one in prod.functions().values())
    assert not any("TracingConfig" in one for one in dev.functions().values())


def test_schedules_call_what_looks_around_each_minute(dev: Cloud) -> None:
    """Invites expire, forgotten sessions are found and chains of custody signed within a minute."""
    rules = [found.properties for found in dev.all(STACK, "AWS::Events::Rule")]
    called = {rule["Targets"][0]["Arn"]["Fn::GetAtt"][0]: rule["ScheduleExpression"] for rule in rules}
    handlers = {dev.declared(STACK, name)["Properties"]["Handler"]: rate for name, rate in called.items()}
    assert handlers.pop("evidence.app.roots") == "rate(1 hour)"
    assert handlers.pop("retention.app.night") == "cron(0 2 * * ? *)"
    assert set(handlers) == {"sessions.app.expire", "evidence.app.sweep", "evidence.app.checkpoint"}
    assert set(handlers.values()) == {"rate(1 minute)"}


def test_queues_call_their_functions_with_one_thing_at_a_time(dev: Cloud) -> None:
    """One message a call, so that one that fails holds up no other."""
    mappings = [found.properties for found in dev.all(STACK, "AWS::Lambda::EventSourceMapping")]
    functions = [dev.declared(STACK, mapping["FunctionName"]["Ref"])["Properties"] for mapping in mappings]
    handlers = {function["Handler"] for function in functions}
    assert handlers >= {"evidence.app.seal", "retention.app.hold", "retention.app.dispose"}
    assert {mapping["BatchSize"] for mapping in mappings} == {1}
    assert all(mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for mapping in mappings)


@ROWS
def test_an_event_that_fails_is_kept(dev: Cloud, row: FunctionRow) -> None:
    """What an asynchronous call could not do waits in a dead-letter queue, which the function may encrypt for."""
    (queue,), (key,) = dev.all(STACK, "AWS::SQS::Queue"), dev.all(STACK, "AWS::KMS::Key")
    function = dev.functions()[row.name]
    assert function["DeadLetterConfig"] == {"TargetArn": {"Fn::GetAtt": [queue.logical_id, "Arn"]}}
    arn = {"Fn::GetAtt": [key.logical_id, "Arn"]}
    statements = dev.statements(STACK, function["Role"])
    about_key = [one for one in statements if arn in as_list(one.get("Resource"))]
    assert set(actions_of(about_key)) == {
        "kms:Decrypt",
        "kms:GenerateDataKey",
    }


def test_a_function_names_the_indexes_that_it_reads(dev: Cloud) -> None:
    """Rights over tables hold for operations that the adapters use, on tables and indexes by name."""
    statements = dev.statements(STACK, dev.functions()["expire"]["Role"])
    actions = {action for action in actions_of(statements) if action.startswith("dynamodb:")}
    assert actions == {f"dynamodb:{verb}Item" for verb in ("Get", "Put", "Update", "Delete")} | {"dynamodb:Query"}
    assert "/index/by-work" in str(statements)
    assert "/index/*" not in str(statements)


def test_only_the_table_of_workers_is_read_whole(dev: Cloud) -> None:
    """Nobody can pour out a table of people: scanning is for the few functions that choose a worker."""
    scanning = {
        row.name: [one for one in dev.statements(STACK, dev.functions()[row.name]["Role"]) if "Scan" in str(one)]
        for row in FUNCTIONS
    }
    assert all("Workers" in str(one["Resource"]) for found in scanning.values() for one in found)
    assert {name for name, found in scanning.items() if found} == {
        row.name for row in FUNCTIONS if "workers" in row.reads | row.writes
    }
