"""Every route, every role, and another force's objects: who is let in, who is refused, and who is told of nothing."""

import itertools
import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.constructs.function_table import FUNCTIONS
from infra.constructs.route_table import ROUTES, Caller
from sightline import bootstrap
from tests.contract.tables import OneAtATime, make_tables
from tests.fakes.custody import CustodyInMemory, MaterialsInMemory
from tests.integration.functions.conftest import forget_adapters
from tests.integration.functions.deployment import CONTEXT, REGION, Deployment, environment, make_surroundings
from tests.integration.functions.matrix import ANYBODY, OFFICERS, OPEN, OTHERS, make_objects
from tests.integration.functions.stores import Stores

MAILS = {"MAIL_FROM": "evidence@avon.example", "MAIL_CONFIGURATION_SET": "mails"}
REFUSED = {"not-allowed", "not-signed-in", "not-found", "invalid-request"}
CITIZEN = {"participant_id": "c-1", "role": "citizen", "name": "Citizen", "force_id": "force", "session_id": "s-1"}
WORKER = {"participant_id": "worker-1", "role": "worker", "name": "worker-1"}
NAMES = (f"m-{number}" for number in itertools.count())
WITH_OBJECT = sorted(key for key in OFFICERS if "{" in key)


@pytest.fixture(scope="module", autouse=True)
def _deployed() -> Iterator[None]:
    """Put one emulated AWS behind all of these questions; each asks about objects of its own."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in environment("", "").items():
            patch.setenv(name, value)
        for name, value in environment(*make_surroundings()).items():
            patch.setenv(name, value)
        for name, value in (Stores(Deployment()).settings() | MAILS).items():
            patch.setenv(f"SIGHTLINE_{name}", value)
        boto3.client("sesv2", region_name=REGION).create_email_identity(EmailIdentity="avon.example")
        forget_adapters()
        dynamodb: Any = OneAtATime(boto3.client("dynamodb", region_name=REGION))
        make_tables(dynamodb)
        patch.setattr(bootstrap, "dynamodb", lambda: dynamodb)
        # What is written in transactions is kept in memory: the emulator copies all of its tables for each of them.
        materials, custody = MaterialsInMemory(), CustodyInMemory()
        patch.setattr(bootstrap, "material_store", lambda: materials)
        patch.setattr(bootstrap, "custody_ledger", lambda: custody)
        yield
        forget_adapters()


@pytest.fixture(scope="module")
def untouched() -> dict[str, str]:
    """Return objects for those who are refused, and hence change nothing."""
    return make_objects(next(NAMES))


def officer(role: str, force_id: str = "force") -> dict[str, Any]:
    """Return an authorizer's claims."""
    return {"claims": {"sub": f"{role}-1", "name": role, "cognito:groups": f"[{role}]", "custom:force_id": force_id}}


def ask(key: str, authorizer: Any, body: Any = None, path: dict[str, str] | None = None) -> tuple[int, str | None]:
    """Ask a route; return status and the problem's code."""
    method, _, resource = key.partition(" ")
    event = {
        "headers": {"content-type": "application/json", "Idempotency-Key": next(NAMES)},
        "multiValueQueryStringParameters": None,
        "pathParameters": path,
        "stageVariables": None,
        "requestContext": {"httpMethod": method, "resourcePath": resource, "authorizer": authorizer},
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }
    answer = _app_of(method, resource)(event, CONTEXT)
    is_problem = "problem" in answer["headers"].get("Content-Type", "")
    return answer["statusCode"], json.loads(answer["body"])["code"] if is_problem else None


def _app_of(method: str, resource: str) -> Any:
    (function,) = [row.function for row in ROUTES if row.key == f"{method} {resource}"]
    (handler,) = [row.handler for row in FUNCTIONS if row.name == function]
    module, _, name = handler.rpartition(".")
    return getattr(import_module(module), name)


def test_no_route_is_without_an_answer() -> None:
    """A new one fails here until somebody has written down who may come through it."""
    by_caller: dict[Caller, set[str]] = {}
    for row in ROUTES:
        by_caller.setdefault(row.caller, set()).add(row.key)
    citizens = by_caller.pop(Caller.CITIZEN) | by_caller.pop(Caller.UPLOADER)
    assert citizens == OTHERS["citizen"]
    assert by_caller == {Caller.OFFICER: set(OFFICERS), Caller.WORKER: OTHERS["worker"], Caller.ANYONE: OPEN}


@pytest.mark.parametrize(("key", "role"), [(key, role) for key in sorted(OFFICERS) for role in sorted(ANYBODY)])
def test_each_role_may_what_the_matrix_says(key: str, role: str, untouched: dict[str, str]) -> None:
    """Who may gets as far as the matter itself; who may not is told so, whatever they ask for."""
    rule = OFFICERS[key]
    if role not in rule.roles:
        assert ask(key, officer(role), rule.body, untouched) == (403, "not-allowed")
        return
    status, code = ask(key, officer(role), rule.body, make_objects(next(NAMES)))
    assert code not in REFUSED
    assert status < 500


@pytest.mark.parametrize("key", WITH_OBJECT)
def test_another_forces_objects_look_like_none(key: str, untouched: dict[str, str]) -> None:
    """To every role that may: the answer is the one to an object that does not exist, never a refusal."""
    nothing = {name: f"{value}-nothing" for name, value in untouched.items()}
    for role in sorted(OFFICERS[key].roles):
        for path in (untouched, nothing):
            assert ask(key, officer(role, "other-force"), OFFICERS[key].body, path) == (404, "not-found")


@pytest.mark.parametrize("key", sorted(OFFICERS))
def test_officers_routes_are_officers(key: str, untouched: dict[str, str]) -> None:
    """Not a citizen's or a worker's, though an authorizer had let them through, and not nobody's."""
    for authorizer in (CITIZEN, WORKER):
        assert ask(key, authorizer, OFFICERS[key].body, untouched) == (403, "not-allowed")
    assert ask(key, {}, OFFICERS[key].body, untouched) == (401, "not-signed-in")


@pytest.mark.parametrize("key", sorted(key for keys in OTHERS.values() for key in keys))
def test_no_officer_passes_for_another(key: str, untouched: dict[str, str]) -> None:
    """A citizen's and a worker's routes are theirs alone."""
    for role in sorted(ANYBODY):
        assert ask(key, officer(role), path=untouched) == (403, "not-allowed")
    other = CITIZEN if key in OTHERS["worker"] else WORKER
    assert ask(key, other, path=untouched) == (403, "not-allowed")


def test_the_matrix_tells_roles_apart() -> None:
    """No rule lets in nobody, or somebody who is no officer."""
    assert all(rule.roles and rule.roles <= ANYBODY for rule in OFFICERS.values())
