"""KMS keys and their aliases; moto signs for real."""

import json
from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

KEY_FIELDS = ("Description", "KeyUsage", "KeySpec", "MultiRegion")


def make_key(clients: Clients, _name: str, properties: dict[str, Any]) -> Exists:
    """Make a key as AWS::KMS::Key declares it."""
    given = {field: properties[field] for field in KEY_FIELDS if field in properties}
    made = clients("kms").create_key(**given, Policy=json.dumps(properties["KeyPolicy"]))["KeyMetadata"]
    return Exists(made["KeyId"], {"Arn": made["Arn"], "KeyId": made["KeyId"]})


def make_alias(clients: Clients, _name: str, properties: dict[str, Any]) -> Exists:
    """Give a key its second name."""
    alias = properties["AliasName"]
    clients("kms").create_alias(AliasName=alias, TargetKeyId=properties["TargetKeyId"])
    return Exists(alias)
