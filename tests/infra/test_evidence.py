"""The evidence bucket: what is in it stays as it was put there."""

from infra.local.template.assembly import Json, Resource
from sightline.domain.upload import LONGEST_ON_ITS_WAY
from tests.infra.cloud import Cloud

STACK = "sightline-evidence"
BUCKET = "AWS::S3::Bucket"


def _bucket(cloud: Cloud) -> Json:
    """Return the bucket of the evidence; the other one holds logs."""
    (bucket,) = [one.properties for one in cloud.all(STACK, BUCKET) if one.properties.get("ObjectLockEnabled")]
    return bucket


def _logs(cloud: Cloud) -> Resource:
    (logs,) = [one for one in cloud.all(STACK, BUCKET) if "LoggingConfiguration" not in one.properties]
    return logs


def _derived(cloud: Cloud) -> Json:
    """Return the bucket of copies: it is logged as the evidence is, and has no lock."""
    buckets = [one.properties for one in cloud.all(STACK, BUCKET) if "LoggingConfiguration" in one.properties]
    (derived,) = [one for one in buckets if not one.get("ObjectLockEnabled")]
    return derived


def _policy(cloud: Cloud) -> list[Json]:
    """Return the statements about the bucket of the evidence."""
    (policy,) = [
        one.properties for one in cloud.all(STACK, "AWS::S3::BucketPolicy") if "NothingIsUndone" in str(one.properties)
    ]
    return list(policy["PolicyDocument"]["Statement"])


def test_every_object_is_locked_for_31_days_where_nothing_else_is_set(dev: Cloud) -> None:
    """Whatever is put into the bucket cannot be deleted by anyone for 31 days."""
    bucket = _bucket(dev)
    assert bucket["ObjectLockEnabled"] is True
    assert bucket["ObjectLockConfiguration"] == {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Days": 31, "Mode": "COMPLIANCE"}},
    }


def test_the_lock_lasts_as_long_as_the_environment_sets(prod: Cloud) -> None:
    """An environment's own lock period reaches its bucket."""
    retention = _bucket(prod)["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert retention == {"Days": 90, "Mode": "COMPLIANCE"}


def test_the_bucket_is_versioned_encrypted_and_private(dev: Cloud) -> None:
    """Versions are kept, a key of ours encrypts them, and no setting can make them public."""
    bucket = _bucket(dev)
    (encryption,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_nothing_reaches_the_bucket_without_tls(dev: Cloud) -> None:
    """Requests in clear text, and those under TLS 1.2, are denied."""
    conditions = [statement["Condition"] for statement in _policy(dev) if statement["Action"] == "s3:*"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in conditions
    assert {"NumericLessThan": {"s3:TlsVersion": 1.2}} in conditions


def test_nothing_is_ever_overwritten(dev: Cloud) -> None:
    """Every creation of an object must say If-None-Match, so no newer version can cover evidence."""
    (refusal,) = [found for found in _policy(dev) if found.get("Sid") == "NothingIsOverwritten"]
    assert refusal["Effect"] == "Deny"
    assert refusal["Principal"] == {"AWS": "*"}
    assert refusal["Action"] == "s3:PutObject"
    assert refusal["Condition"] == {
        "Null": {"s3:if-none-match": "true"},
        "Bool": {"s3:ObjectCreationOperation": "true"},
    }


def test_only_the_site_may_replay_and_send_originals(dev: Cloud) -> None:
    """Browsers may GET and PUT at presigned addresses from the site's own origin, and nothing more."""
    rules = _bucket(dev)["CorsConfiguration"]["CorsRules"]
    assert {origin for rule in rules for origin in rule["AllowedOrigins"]} == {"https://dev.example.police.uk"}
    assert [rule["AllowedMethods"] for rule in rules] == [["GET"], ["PUT"]]


def test_lifecycle_deletes_no_evidence(dev: Cloud) -> None:
    """It ends half uploads; what goes is decided by a disposal, which looks at holds."""
    rules = _bucket(dev)["LifecycleConfiguration"]["Rules"]
    halves = {"DaysAfterInitiation": LONGEST_ON_ITS_WAY.days}
    assert {"Status": "Enabled", "AbortIncompleteMultipartUpload": halves} in rules
    assert not [rule for rule in rules if any("Expir" in name for name in rule)]


def test_what_is_kept_for_long_is_kept_cheaply_and_still_read_at_once(dev: Cloud) -> None:
    """After 90 days evidence moves to the archive that answers within milliseconds."""
    (moved,) = [
        rule["Transitions"] for rule in _bucket(dev)["LifecycleConfiguration"]["Rules"] if "Transitions" in rule
    ]
    assert moved == [{"StorageClass": "GLACIER_IR", "TransitionInDays": 90}]


def test_who_read_what_is_logged(dev: Cloud) -> None:
    """Every request to the evidence is logged into a bucket that nobody can make public, for as long as any log."""
    logs = _logs(dev)
    assert _bucket(dev)["LoggingConfiguration"] == {
        "DestinationBucketName": {"Ref": logs.logical_id},
        "LogFilePrefix": "access/",
    }
    assert set(logs.properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert logs.properties["LifecycleConfiguration"]["Rules"][0]["ExpirationInDays"] == 90


def test_an_inventory_shows_every_lock_and_hold(dev: Cloud) -> None:
    """Each week all versions are listed with their lock and hold, so that a missing one shows."""
    (inventory,) = _bucket(dev)["InventoryConfigurations"]
    assert inventory["IncludedObjectVersions"] == "All"
    assert {"ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"} <= set(
        inventory["OptionalFields"]
    )


def test_what_arrives_is_told_to_event_bridge(dev: Cloud) -> None:
    """Others may act on new objects, without a function that could change any bucket's notifications."""
    configuration = _bucket(dev)["NotificationConfiguration"]
    assert configuration == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    assert not dev.all(STACK, "AWS::Lambda::Function")


def test_bucket_guard_and_keys_outlive_their_stack_even_in_dev(dev: Cloud) -> None:
    """Deleting the stack deletes neither the evidence, nor its guard, nor the keys that make it readable."""
    resources = dev.assembly.stacks[STACK].template["Resources"].values()
    kept = [one["Type"] for one in resources if one.get("DeletionPolicy") == "Retain"]
    assert sorted(kept) == ["AWS::KMS::Key", "AWS::KMS::Key", "AWS::KMS::Key", BUCKET, "AWS::S3::BucketPolicy"]


def test_copies_are_encrypted_private_and_versioned(dev: Cloud) -> None:
    """What is made of evidence is guarded as it is, but for the lock; what was replaced can be had for 30 days."""
    bucket, evidence = _derived(dev), _bucket(dev)
    for same in ("BucketEncryption", "PublicAccessBlockConfiguration", "OwnershipControls"):
        assert bucket[same] == evidence[same]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["LoggingConfiguration"]["LogFilePrefix"] == "derived/"
    rules = bucket["LifecycleConfiguration"]["Rules"]
    assert [rule.get("NoncurrentVersionExpiration") for rule in rules] == [{"NoncurrentDays": 30}, None]
    assert not any("ExpirationInDays" in rule for rule in rules)


def test_no_copy_is_read_in_clear_text(dev: Cloud) -> None:
    """Requests without TLS are denied to every bucket of the stack."""
    policies = [str(one.properties) for one in dev.all(STACK, "AWS::S3::BucketPolicy")]
    assert len(policies) == 3
    assert all("'aws:SecureTransport': 'false'" in policy for policy in policies)


def test_seals_and_credentials_are_signed_with_p_256(dev: Cloud) -> None:
    """Each key signs with ECDSA on the curve that its format names."""
    keys = [found.properties for found in dev.all(STACK, "AWS::KMS::Key")]
    signing = [key["KeySpec"] for key in keys if key.get("KeyUsage") == "SIGN_VERIFY"]
    assert signing == ["ECC_NIST_P256", "ECC_NIST_P256"]


def test_what_cannot_be_sealed_or_copied_is_kept_for_a_person(dev: Cloud) -> None:
    """What cannot be done in five attempts waits 14 days in the dead-letter queue."""
    queues = {found.logical_id: found.properties for found in dev.all(STACK, "AWS::SQS::Queue")}
    redrives = [queue["RedrivePolicy"] for queue in queues.values() if "RedrivePolicy" in queue]
    kept = [queues[redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]] for redrive in redrives]
    assert [redrive["maxReceiveCount"] for redrive in redrives] == [5] * len(kept)
    assert {queue["MessageRetentionPeriod"] for queue in kept} == {14 * 24 * 3600}


def test_a_message_stays_hidden_while_its_function_may_run(dev: Cloud) -> None:
    """A queue shows a message again only after six times its function's longest run."""
    queues = {found.logical_id: found.properties for found in dev.all(STACK, "AWS::SQS::Queue")}
    for start, function in (("Seal", "seal"), ("Hold", "hold"), ("Disposal", "dispose")):
        (queue,) = [queue for name, queue in queues.items() if name.startswith(start) and "RedrivePolicy" in queue]
        assert queue["VisibilityTimeout"] == 6 * dev.functions()[function]["Timeout"]
