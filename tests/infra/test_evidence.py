"""The evidence bucket: what is in it stays as it was put there."""

from tests.infra.cloud import Cloud

STACK = "sightline-evidence"


def test_every_object_is_locked_for_31_days_where_nothing_else_is_set(dev: Cloud) -> None:
    """Whatever is put into the bucket cannot be deleted by anyone for 31 days."""
    bucket = dev.only(STACK, "AWS::S3::Bucket")
    assert bucket["ObjectLockEnabled"] is True
    assert bucket["ObjectLockConfiguration"] == {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Days": 31, "Mode": "COMPLIANCE"}},
    }


def test_the_lock_lasts_as_long_as_the_environment_sets(prod: Cloud) -> None:
    """An environment's own lock period reaches its bucket."""
    retention = prod.only(STACK, "AWS::S3::Bucket")["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert retention == {"Days": 90, "Mode": "COMPLIANCE"}


def test_the_bucket_is_versioned_encrypted_and_private(dev: Cloud) -> None:
    """Versions are kept, a key of ours encrypts them, and no setting can make them public."""
    bucket = dev.only(STACK, "AWS::S3::Bucket")
    (encryption,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_nothing_reaches_the_bucket_without_tls(dev: Cloud) -> None:
    """Requests in clear text, and those under TLS 1.2, are denied."""
    conditions = [statement["Condition"] for statement in dev.bucket_policy(STACK) if statement["Action"] == "s3:*"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in conditions
    assert {"NumericLessThan": {"s3:TlsVersion": 1.2}} in conditions


def test_nothing_is_ever_overwritten(dev: Cloud) -> None:
    """Every creation of an object must say If-None-Match, so no newer version can cover evidence."""
    (refusal,) = [found for found in dev.bucket_policy(STACK) if found.get("Sid") == "NothingIsOverwritten"]
    assert refusal["Effect"] == "Deny"
    assert refusal["Principal"] == {"AWS": "*"}
    assert refusal["Action"] == "s3:PutObject"
    assert refusal["Condition"] == {
        "Null": {"s3:if-none-match": "true"},
        "Bool": {"s3:ObjectCreationOperation": "true"},
    }


def test_only_the_site_may_replay_and_send_originals(dev: Cloud) -> None:
    """Browsers may GET and PUT at presigned addresses from the site's own origin, and nothing more."""
    rules = dev.only(STACK, "AWS::S3::Bucket")["CorsConfiguration"]["CorsRules"]
    assert {origin for rule in rules for origin in rule["AllowedOrigins"]} == {"https://dev.example.police.uk"}
    assert [rule["AllowedMethods"] for rule in rules] == [["GET"], ["PUT"]]


def test_nothing_expires_by_itself(dev: Cloud) -> None:
    """The only thing that a lifecycle rule removes is an upload that was never completed."""
    (rule,) = dev.only(STACK, "AWS::S3::Bucket")["LifecycleConfiguration"]["Rules"]
    assert rule == {"Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}


def test_bucket_and_keys_outlive_their_stack_even_in_dev(dev: Cloud) -> None:
    """Deleting the stack deletes neither the evidence nor the keys that make it readable and checkable."""
    kinds = ("AWS::S3::Bucket", "AWS::KMS::Key")
    found = [resource for kind in kinds for resource in dev.all(STACK, kind)]
    assert len(found) == 3
    assert {dev.declared(STACK, resource.logical_id)["DeletionPolicy"] for resource in found} == {"Retain"}


def test_seals_are_signed_with_p_256(dev: Cloud) -> None:
    """The seal key signs with ECDSA on the curve that the seal's format names."""
    keys = [found.properties for found in dev.all(STACK, "AWS::KMS::Key")]
    (seal_key,) = [key for key in keys if key.get("KeyUsage") == "SIGN_VERIFY"]
    assert seal_key["KeySpec"] == "ECC_NIST_P256"


def test_what_cannot_be_sealed_is_kept_for_a_person(dev: Cloud) -> None:
    """A session that cannot be sealed in five attempts waits 14 days in the dead-letter queue."""
    queues = {found.logical_id: found.properties for found in dev.all(STACK, "AWS::SQS::Queue")}
    (redrive,) = [queue["RedrivePolicy"] for queue in queues.values() if "RedrivePolicy" in queue]
    dead_letters = queues[redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]]
    assert redrive["maxReceiveCount"] == 5
    assert dead_letters["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_a_message_stays_hidden_while_its_function_may_run(dev: Cloud) -> None:
    """The seal queue shows a message again only after six times the seal function's longest run."""
    queues = [found.properties for found in dev.all(STACK, "AWS::SQS::Queue")]
    (queue,) = [queue for queue in queues if "RedrivePolicy" in queue]
    assert queue["VisibilityTimeout"] == 6 * dev.functions()["seal"]["Timeout"]
