"""Credentials are given by a function that signs with their key alone, and sees no master."""

import importlib
from collections import defaultdict
from dataclasses import fields

from infra.local.template.assembly import Json
from provenance.embedding import NotIssuedError
from sightline.config import Settings
from sightline.domain.bare_copy import bare_prefix, finished_prefix
from sightline.domain.copy import copy_prefix, derivation_key
from tests.infra.access import Account, Ask, Principal
from tests.infra.cloud import Cloud, as_list

STACK = "sightline-provenance"
EVIDENCE = "sightline-evidence"
FUNCTION = "AWS::Lambda::Function"


def _function(cloud: Cloud) -> Json:
    return cloud.only(STACK, FUNCTION)


def _rights(cloud: Cloud) -> dict[str, str]:
    """Return what its role may do: each action with its resources as text."""
    statements = cloud.statements(STACK, _function(cloud)["Role"])
    rights: dict[str, str] = defaultdict(str)
    for one in statements:
        for action in as_list(one["Action"]):
            rights[action] += str(one["Resource"])
    return rights


def _key(cloud: Cloud, begins: str) -> str:
    (found,) = [one.logical_id for one in cloud.all(EVIDENCE, "AWS::KMS::Key") if one.logical_id.startswith(begins)]
    return found


def test_it_signs_with_the_key_of_credentials_and_no_other(dev: Cloud) -> None:
    """What it says of copies can never be taken for a seal."""
    assert _key(dev, "ProvenanceKey") in _rights(dev)["kms:Sign"]
    assert _key(dev, "SealKey") not in str(_rights(dev))


def test_nobody_else_signs_credentials(dev: Cloud) -> None:
    """Of all roles only this one may use the key; where strangers' files are decoded nobody may sign at all."""
    account = Account(dev.assembly)
    key = account.physical(EVIDENCE, _key(dev, "ProvenanceKey")).attribute("Arn")
    can = [role for role in account.roles() if role.may(Ask("kms:Sign", key), [])]
    assert [_is_ours(dev, role) for role in can] == [True]


def _is_ours(cloud: Cloud, role: Principal) -> bool:
    return role.arn.endswith(_function(cloud)["Role"]["Fn::GetAtt"][0])


def test_it_reaches_copies_and_no_master(dev: Cloud) -> None:
    """One bucket, in which it deletes only what waited for credentials; no table, no secret, no network of ours."""
    rights = _rights(dev)
    assert {action for action in rights if action.startswith("s3:")} == {
        "s3:ListBucket",
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
    }
    assert all("GetAttDerived" in rights[action] for action in rights if action.startswith("s3:"))
    assert "GetAttBucket" not in str(rights)
    assert "/*/bare/*" in rights["s3:DeleteObject"]
    assert {action.partition(":")[0] for action in rights} == {"s3", "kms", "logs", "sqs"}


def test_s3_puts_each_bare_derivation_on_its_queue(dev: Cloud) -> None:
    """The suffix is the one that the function knows; only S3, for this account, may write to the queue."""
    buckets = {one.logical_id: one for one in dev.all(EVIDENCE, "AWS::S3::Bucket")}
    (derived,) = [one for name, one in buckets.items() if name.startswith("Derived")]
    (told,) = derived.properties["NotificationConfiguration"]["QueueConfigurations"]
    (rule,) = told["Filter"]["S3Key"]["Rules"]
    prefix = copy_prefix("avon", "session", "copy")
    assert rule == {"Name": "suffix", "Value": "/bare/derivation.json"}
    assert derivation_key(bare_prefix(prefix)).endswith(rule["Value"])
    assert finished_prefix(derivation_key(bare_prefix(prefix))) == prefix
    (queue,) = [one.logical_id for one in dev.all(EVIDENCE, "AWS::SQS::Queue") if _is_queue(one.logical_id)]
    assert told["Queue"] == {"Fn::GetAtt": [queue, "Arn"]}
    writers = [one for one in _policy(dev, queue) if "sqs:SendMessage" in as_list(one["Action"])]
    assert [one["Principal"] for one in writers] == [{"Service": "s3.amazonaws.com"}]
    assert writers[0]["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


def _is_queue(logical_id: str) -> bool:
    return logical_id.startswith("ProvenanceQueue")


def _policy(cloud: Cloud, queue: str) -> list[Json]:
    policies = cloud.all(EVIDENCE, "AWS::SQS::QueuePolicy")
    (found,) = [one for one in policies if one.properties["Queues"] == [{"Ref": queue}]]
    statements: list[Json] = found.properties["PolicyDocument"]["Statement"]
    return statements


def test_s3_may_encrypt_what_it_puts_there(dev: Cloud) -> None:
    """The queue's key is the evidence's own, whose policy has to let S3 in."""
    (key,) = [one for one in dev.all(EVIDENCE, "AWS::KMS::Key") if one.logical_id.startswith("Key")]
    let_in = [one for one in key.properties["KeyPolicy"]["Statement"] if "Service" in one["Principal"]]
    assert [one["Principal"] for one in let_in] == [{"Service": "s3.amazonaws.com"}]
    assert {"kms:Decrypt", "kms:GenerateDataKey*"} <= set(let_in[0]["Action"])


def test_the_handler_is_there_and_told_what_it_reads(dev: Cloud) -> None:
    """The handler string leads to something that can be called, and every setting is one that is known."""
    module, _, name = _function(dev)["Handler"].rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))
    told = {key for key in _function(dev)["Environment"]["Variables"] if key.startswith("SIGHTLINE_")}
    assert told == {"SIGHTLINE_DERIVED_BUCKET", "SIGHTLINE_PROVENANCE_KEY_ID"}
    assert {key.removeprefix("SIGHTLINE_").lower() for key in told} <= {field.name for field in fields(Settings)}


def test_one_copy_at_a_time_comes_from_the_queue(dev: Cloud) -> None:
    """A copy that fails holds up no other; what is taken stays hidden for as long as the function may run."""
    mapping = dev.only(STACK, "AWS::Lambda::EventSourceMapping")
    assert mapping["BatchSize"] == 1
    queues = {one.logical_id: one.properties for one in dev.all(EVIDENCE, "AWS::SQS::Queue")}
    (queue,) = [one for name, one in queues.items() if _is_queue(name)]
    assert (queue["RedrivePolicy"]["maxReceiveCount"], queue["VisibilityTimeout"]) == (5, _function(dev)["Timeout"])


def test_what_goes_without_credentials_is_counted(dev: Cloud) -> None:
    """By the code in the function's own log, which is one of JSON; otherwise nobody would be called."""
    counted = dev.only(STACK, "AWS::Logs::MetricFilter")
    assert counted["FilterPattern"] == f'{{ $.code = "{NotIssuedError.code}" }}'
    logging = _function(dev)["LoggingConfig"]
    assert (logging["LogFormat"], logging["LogGroup"]) == ("JSON", counted["LogGroupName"])
