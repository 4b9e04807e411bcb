"""What an officer's token says when the force's own sign-in vouches for them: its groups become our roles."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from sightline.domain.participant import OFFICER_ROLES

GROUPS_ATTRIBUTE = "custom:idp_groups"


def claims_of(event: Mapping[str, Any], force_id: str, roles_of_groups: str) -> dict[str, Any]:
    """Return the answer to Cognito's pre-token-generation trigger (V1_0).

    `roles_of_groups` is JSON, from a group of the force's directory to a role. Groups that it does not
    name give nothing, so whoever is in none of them signs in and may do nothing.
    """
    attributes = event["request"]["userAttributes"]
    given: dict[str, str] = json.loads(roles_of_groups)
    roles = {given.get(group, "") for group in _listed(attributes.get(GROUPS_ATTRIBUTE, ""))}
    return {
        "claimsOverrideDetails": {
            "claimsToAddOrOverride": {"custom:force_id": force_id},
            "groupOverrideDetails": {"groupsToOverride": sorted(roles & {role.value for role in OFFICER_ROLES})},
        }
    }


def _listed(groups: str) -> list[str]:
    """Read an attribute that has several values, as Cognito keeps it: `[a, b]`, each form-URL-encoded.

    A list of OpenID Connect may come as JSON, its values in quotes.
    """
    values = groups.removeprefix("[").removesuffix("]").split(",")
    return [unquote_plus(value.strip().strip('"')) for value in values]
