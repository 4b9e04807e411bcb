"""The cost model pays for what the templates make."""

from infra.cost.traffic import Standing
from media_worker.synthetic_citizen import WHOLE_SECONDS
from tests.infra.cloud import Cloud

STANDING = Standing()


def _count(cloud: Cloud, kind: str) -> int:
    return sum(len(cloud.all(stack, kind)) for stack in cloud.assembly.stacks)


def test_what_stands_is_counted(prod: Cloud) -> None:
    """Alarms, dashboards, keys and secrets of all stacks are at most as many as the model pays for."""
    assert _count(prod, "AWS::CloudWatch::Alarm") <= STANDING.alarms
    assert _count(prod, "AWS::CloudWatch::Dashboard") <= STANDING.dashboards
    assert _count(prod, "AWS::KMS::Key") <= STANDING.keys
    assert _count(prod, "AWS::SecretsManager::Secret") <= STANDING.secrets


def test_the_firewalls_rules_are_counted(prod: Cloud) -> None:
    """Managed groups and rate rules cost the same."""
    assert len(prod.only("sightline-edge", "AWS::WAFv2::WebACL")["Rules"]) == STANDING.firewall_rules


def test_a_worker_is_as_large_as_the_model_says(prod: Cloud) -> None:
    """Processors and memory of a task."""
    task = prod.only("sightline-media", "AWS::ECS::TaskDefinition")
    assert int(task["Cpu"]) == 1024 * STANDING.worker_vcpus
    assert int(task["Memory"]) == 1024 * STANDING.worker_memory_gigabytes


def test_relays_are_as_many_and_as_large_as_the_model_says(prod: Cloud) -> None:
    """Processors and memory of a task, and how many run."""
    task = prod.only("sightline-turn", "AWS::ECS::TaskDefinition")
    assert int(task["Cpu"]) == 1024 * STANDING.relay_vcpus
    assert int(task["Memory"]) == 1024 * STANDING.relay_memory_gigabytes
    assert prod.only("sightline-turn", "AWS::ECS::Service")["DesiredCount"] == STANDING.relays


def test_load_balancers_are_as_many_as_the_model_says(prod: Cloud) -> None:
    """Each costs by the hour, and so does each of its addresses, one a subnet."""
    balancers = prod.all("sightline-turn", "AWS::ElasticLoadBalancingV2::LoadBalancer")
    assert len(balancers) == STANDING.balancers
    assert {len(one.properties["Subnets"]) for one in balancers} == {STANDING.balancer_addresses}


def test_the_synthetic_citizen_is_as_large_and_as_frequent_as_the_model_says(prod: Cloud) -> None:
    """Processors and memory of its task, the clock that starts it, and how long a run may last."""
    task = prod.only("sightline-synthetic", "AWS::ECS::TaskDefinition")
    assert int(task["Cpu"]) == 1024 * STANDING.synthetic_vcpus
    assert int(task["Memory"]) == 1024 * STANDING.synthetic_memory_gigabytes
    clock = prod.only("sightline-synthetic", "AWS::Events::Rule")
    assert clock["ScheduleExpression"] == f"rate({STANDING.synthetic_every_minutes} minutes)"
    assert STANDING.synthetic_run_minutes * 60 >= WHOLE_SECONDS


def test_evidence_moves_when_the_model_says(prod: Cloud) -> None:
    """From ordinary storage to the archive."""
    (bucket,) = [
        found.properties
        for found in prod.all("sightline-evidence", "AWS::S3::Bucket")
        if "ObjectLockConfiguration" in found.properties
    ]
    moves = [move for rule in bucket["LifecycleConfiguration"]["Rules"] for move in rule.get("Transitions", [])]
    assert [(move["StorageClass"], move["TransitionInDays"]) for move in moves] == [
        ("GLACIER_IR", STANDING.archived_after_days)
    ]
