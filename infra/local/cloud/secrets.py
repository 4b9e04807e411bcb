"""Secrets, with a value made up as their template asks."""

import json
from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

PASSWORD_FIELDS = (
    "ExcludeCharacters",
    "ExcludeLowercase",
    "ExcludeNumbers",
    "ExcludePunctuation",
    "ExcludeUppercase",
    "IncludeSpace",
    "PasswordLength",
    "RequireEachIncludedType",
)


def make_secret(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Make a secret as AWS::SecretsManager::Secret declares it."""
    manager = clients("secretsmanager")
    value = properties.get("SecretString") or _generated(manager, properties.get("GenerateSecretString"))
    arn = manager.create_secret(Name=name, SecretString=value)["ARN"]
    return Exists(arn, {"Id": arn})


def _generated(manager: Any, how: dict[str, Any] | None) -> str:
    """Return a random string, or a JSON object that holds one, or a blank for a secret that people fill in."""
    if how is None:
        return "{}"
    wanted = {field: how[field] for field in PASSWORD_FIELDS if field in how}
    password: str = manager.get_random_password(**wanted)["RandomPassword"]
    if "GenerateStringKey" not in how:
        return password
    return json.dumps({**json.loads(how.get("SecretStringTemplate", "{}")), how["GenerateStringKey"]: password})
