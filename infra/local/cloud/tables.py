"""DynamoDB tables, with their indexes and time to live."""

from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

TABLE_FIELDS = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "StreamSpecification")


def make_table(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Make a table as AWS::DynamoDB::Table declares it."""
    dynamodb = clients("dynamodb")
    given = {field: properties[field] for field in TABLE_FIELDS if field in properties}
    table = dynamodb.create_table(TableName=name, **given)["TableDescription"]
    if lifetime := properties.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=lifetime)
    return Exists(name, {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn", "")})
