"""How little the functions of bundles may do: whoever packs evidence can change none, and whoever asks reads none."""

from infra.constructs.function_table import BUNDLE_SECONDS
from infra.local.template.assembly import Json
from tests.infra.cloud import Cloud, as_list

STACK = "sightline-functions"


def _places(cloud: Cloud, function: str, action: str) -> set[str]:
    """Return what an action may be done to: a bucket, and the kind of object."""
    statements = cloud.statements(STACK, cloud.functions()[function]["Role"])
    granted = [one for one in statements if action in as_list(one["Action"])]
    return {_place(resource) for one in granted for resource in as_list(one["Resource"])}


def _place(resource: Json) -> str:
    bucket, kind = resource["Fn::Join"][1]
    name = "derived" if "AttDerived" in bucket["Fn::ImportValue"] else "evidence"
    return f"{name}{kind}"


def test_packing_reads_both_buckets_and_writes_bundles_alone(dev: Cloud) -> None:
    """No object of the evidence bucket, and no copy, can be put by it; nothing can be deleted."""
    bundles = {"derived/*/bundles/*.json", "derived/*/bundles/*.zip"}
    assert _places(dev, "pack", "s3:PutObject") == bundles
    assert _places(dev, "pack", "s3:GetObject") == {"evidence/*", "derived/*"}
    assert not {action for action in dev.allowed("pack") if action.startswith("s3:Delete") or action == "kms:Sign"}


def test_asking_reads_bundles_alone(dev: Cloud) -> None:
    """Whose address is given out is a bundle; what is noted is how far one has come."""
    assert _places(dev, "bundles", "s3:GetObject") == {"derived/*/bundles/*.json", "derived/*/bundles/*.zip"}
    assert _places(dev, "bundles", "s3:PutObject") == {"derived/*/bundles/*.json"}


def test_packing_has_its_time_and_its_queue(dev: Cloud) -> None:
    """A message is not given to a second run while the first may still be at it."""
    packing = dev.functions()["pack"]
    assert packing["Timeout"] == BUNDLE_SECONDS
    waits = [
        queue.properties["VisibilityTimeout"]
        for queue in dev.all("sightline-evidence", "AWS::SQS::Queue")
        if queue.logical_id.startswith("BundlesQueue")
    ]
    assert waits == [BUNDLE_SECONDS]
