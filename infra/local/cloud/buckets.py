"""S3 buckets, with versions, default retention, CORS and encryption."""

import json
from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

S3_NAMES = {
    "ExposedHeaders": "ExposeHeaders",
    "Id": "ID",
    "MaxAge": "MaxAgeSeconds",
    "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
}


def make_bucket(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Make a bucket as AWS::S3::Bucket declares it; retention is set while the bucket is empty."""
    s3 = clients("s3")
    s3.create_bucket(
        Bucket=name,
        CreateBucketConfiguration={"LocationConstraint": clients.region},
        ObjectLockEnabledForBucket=bool(properties.get("ObjectLockEnabled", False)),
    )
    _set_versioning(s3, name, properties)
    _set_retention(s3, name, properties)
    _set_cors(s3, name, properties)
    _set_encryption(s3, name, properties)
    _set_notifications(s3, name, properties)
    domain = f"{name}.s3.{clients.region}.amazonaws.com"
    attributes = {"Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com", "RegionalDomainName": domain}
    return Exists(name, attributes)


def set_bucket_policy(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Keep the policy with its bucket; moto does not enforce it, the strict layer enforces what matters of it."""
    clients("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
    return Exists(name)


def _set_versioning(s3: Any, name: str, properties: dict[str, Any]) -> None:
    if configuration := properties.get("VersioningConfiguration"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=configuration)


def _set_retention(s3: Any, name: str, properties: dict[str, Any]) -> None:
    rule = properties.get("ObjectLockConfiguration", {}).get("Rule")
    if rule:
        configuration = {"ObjectLockEnabled": "Enabled", "Rule": rule}
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=configuration)


def _set_cors(s3: Any, name: str, properties: dict[str, Any]) -> None:
    rules = properties.get("CorsConfiguration", {}).get("CorsRules")
    if rules:
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [_renamed(rule) for rule in rules]})


def _set_encryption(s3: Any, name: str, properties: dict[str, Any]) -> None:
    rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration")
    if rules:
        renamed = [_renamed(rule) for rule in rules]
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": renamed})


def _set_notifications(s3: Any, name: str, properties: dict[str, Any]) -> None:
    """Let moto put what arrives on queues, as S3 does; EventBridge has no listener here."""
    told = properties.get("NotificationConfiguration", {}).get("QueueConfigurations")
    if told:
        configuration = {"QueueConfigurations": [_queue_told(each) for each in told]}
        s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration=configuration)


def _queue_told(declared: dict[str, Any]) -> dict[str, Any]:
    rules = declared["Filter"]["S3Key"]["Rules"]
    return {"QueueArn": declared["Queue"], "Events": [declared["Event"]], "Filter": {"Key": {"FilterRules": rules}}}


def _renamed(rule: dict[str, Any]) -> dict[str, Any]:
    """Turn CloudFormation's names into S3's, where they differ."""
    return {S3_NAMES.get(key, key): value for key, value in rule.items()}
