"""Who could undo evidence: every role in the templates, and an administrator, against every destructive action."""

import pytest

from infra.constructs.evidence_guard import (
    FOR_DEPLOYMENT,
    FOR_DISPOSAL,
    FOR_NOBODY,
    KEYS_FOR_DEPLOYMENT,
    KEYS_FOR_NOBODY,
    THE_RECORD,
)
from infra.local.template.assembly import Json
from infra.local.template.scope import ACCOUNT
from tests.infra.access import Account, Ask, Principal
from tests.infra.cloud import Cloud

STACK = "sightline-evidence"
EVERYTHING: list[Json] = [{"Effect": "Allow", "Action": "*", "Resource": "*"}]
OBJECT = "2026/11/21/session/fragment.m4s"
LIFTING = {"s3:object-lock-legal-hold": "OFF"}
PUTTING = {"s3:object-lock-legal-hold": "ON"}
DESTRUCTIVE = (*FOR_NOBODY, *FOR_DISPOSAL, *FOR_DEPLOYMENT, "s3:PutObjectLegalHold")


def _administrator(role: str) -> Principal:
    return Principal(f"arn:aws:iam::{ACCOUNT}:role/{role}", EVERYTHING)


ROOT = Principal(f"arn:aws:iam::{ACCOUNT}:root", EVERYTHING)
ADMINISTRATOR = _administrator("Administrator")
DISPOSAL = _administrator("sightline-disposal")
DEPLOYMENT = _administrator(f"cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-eu-west-2")
PRETENDER = _administrator(f"cdk-pretender-cfn-exec-role-{ACCOUNT}-eu-west-2")


class _Evidence:
    """The bucket and the keys of one environment, and who may do what to them."""

    def __init__(self, cloud: Cloud) -> None:
        self.account = Account(cloud.assembly)
        (bucket,) = [one for one in cloud.all(STACK, "AWS::S3::Bucket") if one.properties.get("ObjectLockEnabled")]
        self.bucket = self.account.physical(STACK, bucket.logical_id).attribute("Arn")
        (policy,) = [
            one
            for one in cloud.all(STACK, "AWS::S3::BucketPolicy")
            if one.properties["Bucket"] == {"Ref": bucket.logical_id}
        ]
        self.policy = self.account.policy(STACK, "AWS::S3::BucketPolicy", policy.logical_id)
        self.keys = {
            self.account.physical(STACK, one.logical_id).attribute("Arn"): self.account.policy(
                STACK, "AWS::KMS::Key", one.logical_id
            )
            for one in cloud.all(STACK, "AWS::KMS::Key")
        }

    def lets(self, who: Principal, action: str, context: dict[str, str] | None = None) -> bool:
        """Say whether a principal may do this to the bucket or to an object in it."""
        places = (self.bucket, f"{self.bucket}/{OBJECT}")
        return any(who.may(Ask(action, place, context or {}), self.policy) for place in places)

    def lets_with_a_key(self, who: Principal, action: str) -> bool:
        """Say whether a principal may do this to any of the keys."""
        return any(who.may(Ask(action, key), policy) for key, policy in self.keys.items())


@pytest.fixture(scope="module")
def evidence(prod: Cloud) -> _Evidence:
    """Production's, which names a role for disposal."""
    return _Evidence(prod)


def test_one_role_of_ours_can_undo_evidence(evidence: _Evidence) -> None:
    """Of all roles and destructive actions: the disposal's lifts holds and deletes versions, and that is all."""
    roles = list(evidence.account.roles())
    assert len(roles) > len(evidence.keys)
    can = {(role.arn, action) for role in roles for action in DESTRUCTIVE if evidence.lets(role, action, LIFTING)}
    assert can == {(DISPOSAL.arn, action) for action in (*FOR_DISPOSAL, "s3:PutObjectLegalHold")}
    keys = (*KEYS_FOR_NOBODY, *KEYS_FOR_DEPLOYMENT)
    assert not [(role.arn, action) for role in roles for action in keys if evidence.lets_with_a_key(role, action)]


def test_two_roles_of_ours_put_holds(evidence: _Evidence) -> None:
    """The one that only puts them, and the disposal's."""
    holding = [role for role in evidence.account.roles() if evidence.lets(role, "s3:PutObjectLegalHold", PUTTING)]
    assert len(holding) == 2
    assert DISPOSAL.arn in {role.arn for role in holding}


@pytest.mark.parametrize("kind", THE_RECORD)
def test_what_tells_of_evidence_is_deleted_by_nobody(evidence: _Evidence, kind: str) -> None:
    """Chains, roots, reports, certificates and seals: not by the disposal's role, whatever its rights."""
    place = f"{evidence.bucket}/force/material/{kind.replace('*', 'x')}"
    ours = [role for role in evidence.account.roles() if role.arn == DISPOSAL.arn]
    assert len(ours) == 1
    everyone = (ROOT, ADMINISTRATOR, DISPOSAL, DEPLOYMENT, *ours)
    assert not [who for who in everyone if who.may(Ask("s3:DeleteObjectVersion", place), evidence.policy)]


def test_the_evaluator_lets_through_what_roles_are_for(evidence: _Evidence) -> None:
    """The same evaluation lets somebody store, read and sign: its refusals are not for want of an allowance."""
    condition = {"s3:if-none-match": "*", "s3:ObjectCreationOperation": "true"}
    roles = list(evidence.account.roles())
    assert [role for role in roles if evidence.lets(role, "s3:PutObject", condition)]
    assert [role for role in roles if evidence.lets(role, "s3:GetObject")]
    assert [role for role in roles if evidence.lets_with_a_key(role, "kms:Sign")]
    assert not [role for role in roles if evidence.lets(role, "s3:PutObject", {"s3:ObjectCreationOperation": "true"})]


@pytest.mark.parametrize("action", FOR_NOBODY)
@pytest.mark.parametrize("who", [ROOT, ADMINISTRATOR, DISPOSAL, DEPLOYMENT], ids=lambda who: who.arn.split(":")[-1])
def test_nobody_at_all_hides_or_loosens_the_lock(evidence: _Evidence, who: Principal, action: str) -> None:
    """Neither all rights, nor disposal, nor a deployment are enough to hide, unlock, mark or stop versions."""
    assert not evidence.lets(who, action)


@pytest.mark.parametrize("action", FOR_DISPOSAL)
def test_only_disposal_deletes(evidence: _Evidence, action: str) -> None:
    """The named role may delete versions; all rights together may not."""
    assert evidence.lets(DISPOSAL, action)
    assert not any(evidence.lets(who, action) for who in (ROOT, ADMINISTRATOR, DEPLOYMENT))


def test_only_disposal_lifts_a_hold_and_whoever_may_puts_one(evidence: _Evidence) -> None:
    """Putting a hold is left to roles; taking it off, or not saying which, is the named role's alone."""
    hold = "s3:PutObjectLegalHold"
    assert evidence.lets(ADMINISTRATOR, hold, PUTTING)
    assert evidence.lets(DISPOSAL, hold, LIFTING)
    assert not evidence.lets(ADMINISTRATOR, hold, LIFTING)
    assert not evidence.lets(ADMINISTRATOR, hold)


@pytest.mark.parametrize("action", FOR_DEPLOYMENT)
def test_only_a_deployment_changes_the_buckets_settings(evidence: _Evidence, action: str) -> None:
    """Policy, lifecycle and the rest change by CloudFormation's own role, not by one that is named like it."""
    assert evidence.lets(DEPLOYMENT, action)
    assert not any(evidence.lets(who, action) for who in (ROOT, ADMINISTRATOR, DISPOSAL, PRETENDER))


def test_no_key_is_lost(evidence: _Evidence) -> None:
    """Nobody disables or destroys the keys of evidence and seals, and only a deployment changes their policies."""
    everyone = (ROOT, ADMINISTRATOR, DISPOSAL, DEPLOYMENT)
    assert not [one for one in everyone for action in KEYS_FOR_NOBODY if evidence.lets_with_a_key(one, action)]
    assert all(evidence.lets_with_a_key(DEPLOYMENT, action) for action in KEYS_FOR_DEPLOYMENT)
    assert not any(evidence.lets_with_a_key(ADMINISTRATOR, action) for action in KEYS_FOR_DEPLOYMENT)


def test_an_unknown_condition_is_not_passed_over() -> None:
    """The evaluator stops at an operator that it does not know."""
    statement: list[Json] = [
        {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"DateLessThan": {"aws:x": "1"}}}
    ]
    with pytest.raises(NotImplementedError, match="DateLessThan"):
        Principal("arn:aws:iam::1:role/x", statement).may(Ask("s3:GetObject", "arn:aws:s3:::x"), [])
