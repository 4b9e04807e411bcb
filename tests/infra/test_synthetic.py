"""The synthetic citizen: off by default, started by the clock where it is on, and allowed next to nothing."""

import json

from tests.infra.cloud import Cloud, actions_of

STACK = "sightline-synthetic"


def test_it_is_off_by_default(dev: Cloud) -> None:
    """Without the setting there is no task, no clock and no alarm."""
    assert STACK not in dev.assembly.stacks
    alarms = [found.properties["AlarmName"] for found in dev.all("sightline-monitoring", "AWS::CloudWatch::Alarm")]
    assert "sightline-synthetic-citizen-fails" not in alarms


def test_the_clock_starts_it_as_often_as_is_set(prod: Cloud) -> None:
    """One task each time, in the workers' cluster, with an address to call from."""
    rule = prod.only(STACK, "AWS::Events::Rule")
    assert rule["ScheduleExpression"] == "rate(15 minutes)"
    (target,) = rule["Targets"]
    assert target["EcsParameters"]["TaskCount"] == 1
    network = target["EcsParameters"]["NetworkConfiguration"]["AwsVpcConfiguration"]
    assert network["AssignPublicIp"] == "ENABLED"


def test_it_is_the_workers_image_with_a_command_and_a_key_of_its_own(prod: Cloud) -> None:
    """It is confined as a worker is, and never learns the workers' key."""
    (container,) = prod.only(STACK, "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    (worker,) = prod.only("sightline-media", "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    assert container["Image"] == worker["Image"]
    assert container["EntryPoint"] == ["python", "-m", "media_worker.synthetic_citizen"]
    assert container["ReadonlyRootFilesystem"] is True
    (secret,) = container["Secrets"]
    assert "SyntheticKey" in json.dumps(secret["ValueFrom"])


def test_it_may_call_nothing_of_awss(prod: Cloud) -> None:
    """Its task's role has no policy; only what starts it may read its key and write its log."""
    roles = {found.logical_id for found in prod.all(STACK, "AWS::IAM::Role") if "TaskTaskRole" in found.logical_id}
    granted = [found.properties for found in prod.all(STACK, "AWS::IAM::Policy")]
    assert roles
    assert not [one for one in granted for role in one["Roles"] if role["Ref"] in roles]
    starting = [each for one in granted for each in one["PolicyDocument"]["Statement"]]
    assert not [action for action in actions_of(starting) if action.startswith(("s3:", "dynamodb:", "kms:Sign"))]


def test_nobody_calls_it(prod: Cloud) -> None:
    """Its security group lets nothing in."""
    assert "SecurityGroupIngress" not in prod.only(STACK, "AWS::EC2::SecurityGroup")


def test_somebody_is_called_when_it_fails_or_is_silent(prod: Cloud) -> None:
    """Two runs without success, or no run at all, are an alarm."""
    (alarm,) = [
        found.properties
        for found in prod.all("sightline-monitoring", "AWS::CloudWatch::Alarm")
        if found.properties["AlarmName"] == "sightline-synthetic-citizen-fails"
    ]
    assert alarm["MetricName"] == "SyntheticCitizenSucceeded"
    assert (alarm["Period"], alarm["EvaluationPeriods"]) == (900, 2)
    assert alarm["TreatMissingData"] == "breaching"
