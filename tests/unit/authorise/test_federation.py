"""An officer who comes from the force's own sign-in."""

import json
from typing import Any

import pytest

from authorise.federation import claims_of

ROLES = json.dumps({"Control Room": "call-handler", "APP-Sightline-Sgt": "supervisor", "Wrong": "worker"})


def _answer(groups: str | None) -> dict[str, Any]:
    attributes = {"sub": "officer-1", "email": "a@example.police.uk"}
    if groups is not None:
        attributes["custom:idp_groups"] = groups
    answer = claims_of({"request": {"userAttributes": attributes}}, "example", ROLES)
    details: dict[str, Any] = answer["claimsOverrideDetails"]
    return details


@pytest.mark.parametrize(
    ("groups", "roles"),
    [
        ("[Control Room, APP-Sightline-Sgt, Everybody]", ["call-handler", "supervisor"]),
        ("Control Room", ["call-handler"]),
        ("[Control+Room,APP-Sightline-Sgt]", ["call-handler", "supervisor"]),
        ("[Control%20Room]", ["call-handler"]),
        ('["Control Room", "APP-Sightline-Sgt"]', ["call-handler", "supervisor"]),
        ("[Everybody]", []),
        ("", []),
        (None, []),
        ("[Wrong]", []),
        ("[call-handler]", []),
    ],
)
def test_groups_of_the_directory_become_roles(groups: str | None, roles: list[str]) -> None:
    """Groups that the force has named give a role of officers; no other gives any, whatever it is called."""
    assert _answer(groups)["groupOverrideDetails"] == {"groupsToOverride": roles}


def test_the_force_is_the_deployments_own() -> None:
    """A token names the force that runs this deployment, not one that a directory says."""
    assert _answer("[Control Room]")["claimsToAddOrOverride"] == {"custom:force_id": "example"}
