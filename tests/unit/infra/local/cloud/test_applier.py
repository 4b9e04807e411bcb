"""The applier makes what a template declares, in the order of its references, across stacks."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from infra.local.cloud.applier import Applied, Applier, UnknownTypeError, passed_over
from infra.local.cloud.clients import Clients
from infra.local.template.assembly import Assembly, Stack

DATA = {
    "Resources": {
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 5}
            },
        },
        "Dead": {"Type": "AWS::SQS::Queue"},
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "NotificationConfiguration": {
                    "QueueConfigurations": [
                        {
                            "Event": "s3:ObjectCreated:*",
                            "Filter": {"S3Key": {"Rules": [{"Name": "suffix", "Value": "/made.json"}]}},
                            "Queue": {"Fn::GetAtt": ["Queue", "Arn"]},
                        }
                    ]
                }
            },
        },
        "Seal": {
            "Type": "AWS::KMS::Key",
            "Properties": {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "KeyPolicy": {"Statement": []}},
        },
        "Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"GenerateSecretString": {"PasswordLength": 43, "ExcludePunctuation": True}},
        },
        "Table": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "BillingMode": "PAY_PER_REQUEST",
                "TimeToLiveSpecification": {"AttributeName": "expires_at_epoch", "Enabled": True},
            },
        },
        "Role": {"Type": "AWS::IAM::Role"},
        "Not": {"Type": "AWS::SQS::Queue", "Condition": "Never"},
    },
    "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
    "Outputs": {"Out": {"Value": {"Ref": "Table"}, "Export": {"Name": "data:Table"}}},
}
CODE = {
    "Resources": {
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Environment": {"Variables": {"TABLE": {"Fn::ImportValue": "data:Table"}}},
            },
        },
        "Role": {"Type": "AWS::IAM::Role"},
        "Api": {"Type": "AWS::ApiGatewayV2::Api"},
    }
}


def assembly_of(**templates: dict[str, Any]) -> Assembly:
    """Return an assembly of templates by stack."""
    return Assembly({name: Stack(name, "eu-west-2", template, Path()) for name, template in templates.items()})


@pytest.fixture(scope="module")
def applied(clients: Clients) -> dict[str, Applied]:
    """Return what came of two stacks, by logical id."""
    applier = Applier(assembly_of(code=CODE, data=DATA), lambda _region: clients)
    return {resource.logical_id: resource for resource in applier.apply()}


def test_a_table_keeps_its_time_to_live(applied: dict[str, Applied], clients: Clients) -> None:
    """Moto's own CloudFormation loses it."""
    name = applied["Table"].exists.ref
    described = clients("dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert described["AttributeName"] == "expires_at_epoch"


def test_a_queue_finds_its_dead_letters_though_declared_later(applied: dict[str, Applied], clients: Clients) -> None:
    """References decide the order, not the template's."""
    attributes = clients("sqs").get_queue_attributes(QueueUrl=applied["Queue"].exists.ref, AttributeNames=["All"])
    dead = json.loads(attributes["Attributes"]["RedrivePolicy"])["deadLetterTargetArn"]
    assert dead == applied["Dead"].exists.attribute("Arn")


def test_a_bucket_puts_what_arrives_on_its_queue(applied: dict[str, Applied], clients: Clients) -> None:
    """Only what its filter names, and first the word with which S3 tries the queue."""
    for key in ("a/made.json", "a/other.json"):
        clients("s3").put_object(Bucket=applied["Bucket"].exists.ref, Key=key, Body=b"{}")
    received = clients("sqs").receive_message(QueueUrl=applied["Queue"].exists.ref, MaxNumberOfMessages=10)
    said = [json.loads(message["Body"]) for message in received["Messages"]]
    assert said[0]["Event"] == "s3:TestEvent"
    told = [record["s3"]["object"]["key"] for one in said[1:] for record in one["Records"]]
    assert [unquote_plus(key) for key in told] == ["a/made.json"]


def test_a_key_signs_and_a_secret_is_random(applied: dict[str, Applied], clients: Clients) -> None:
    """Key and secret are as their properties say."""
    key = clients("kms").describe_key(KeyId=applied["Seal"].exists.ref)["KeyMetadata"]
    assert (key["KeySpec"], key["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    secret = clients("secretsmanager").get_secret_value(SecretId=applied["Secret"].exists.ref)["SecretString"]
    assert len(secret) == 43
    assert secret.isalnum()


def test_a_function_gets_what_another_stack_exports(applied: dict[str, Applied]) -> None:
    """An import is resolved to the name of the table that was made."""
    environment = applied["Function"].properties["Environment"]["Variables"]
    assert environment == {"TABLE": applied["Table"].exists.ref}


def test_what_is_passed_over_or_conditioned_away_does_not_exist(applied: dict[str, Applied]) -> None:
    """Roles are named only, and a resource whose condition fails is left out."""
    assert applied.keys() == {"Queue", "Dead", "Bucket", "Seal", "Secret", "Table", "Function", "Api"}
    assert list(passed_over(assembly_of(code=CODE))) == ["AWS::IAM::Role"]


def test_an_unknown_type_is_refused_before_anything_is_made() -> None:
    """A type that nobody has decided about stops the start, by name."""
    assembly = assembly_of(odd={"Resources": {"Thing": {"Type": "AWS::Odd::Thing"}}})
    with pytest.raises(UnknownTypeError, match="AWS::Odd::Thing"):
        Applier(assembly, lambda _region: Clients("http://127.0.0.1:9", "eu-west-2")).apply()
