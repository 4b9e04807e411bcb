"""The strict layer lets writers take turns, and fails where it is told to."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest
from botocore.exceptions import ClientError

from infra.local.cloud.clients import Clients
from infra.local.cloud.strict import signed_service
from infra.local.cloud.tables import make_table

TABLE = {
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "BillingMode": "PAY_PER_REQUEST",
}


def test_no_write_is_lost_beside_failing_transactions(clients: Clients) -> None:
    """A transaction that fails does not undo what others wrote meanwhile."""
    name = f"table-{uuid.uuid4()}"
    make_table(clients, name, TABLE)
    dynamodb = clients("dynamodb")

    def write(number: int) -> None:
        dynamodb.put_item(TableName=name, Item={"id": {"S": f"item-{number}"}})
        check = {"TableName": name, "Key": {"id": {"S": "none"}}, "ConditionExpression": "attribute_exists(id)"}
        put = {"TableName": name, "Item": {"id": {"S": "never"}}}
        with pytest.raises(ClientError, match="TransactionCanceled"):
            dynamodb.transact_write_items(TransactItems=[{"Put": put}, {"ConditionCheck": check}])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))
    assert dynamodb.scan(TableName=name, Select="COUNT")["Count"] == 80


def test_an_outage_begins_and_ends_on_demand(clients: Clients, moto: str) -> None:
    """A service that is put out of order answers 503, the others go on, and it comes back."""
    urlopen(Request(f"{moto}/_laptop/outage/s3", method="PUT"))
    try:
        with pytest.raises(ClientError) as refusal:
            clients("s3").list_buckets()
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
        assert clients("dynamodb").list_tables()["ResponseMetadata"]["HTTPStatusCode"] == 200
    finally:
        urlopen(Request(f"{moto}/_laptop/outage/s3", method="DELETE"))
    assert "Buckets" in clients("s3").list_buckets()


@pytest.mark.parametrize(
    ("environ", "service"),
    [
        (
            {"HTTP_AUTHORIZATION": "AWS4-HMAC-SHA256 Credential=K/20260101/eu-west-2/dynamodb/aws4_request, X"},
            "dynamodb",
        ),
        ({"QUERY_STRING": "X-Amz-Credential=K&X-Amz-Signature=0"}, "s3"),
        ({}, ""),
    ],
)
def test_the_service_is_read_from_the_signature(environ: dict[str, Any], service: str) -> None:
    """A signature's scope names the service; only S3 is spoken to by presigned URLs."""
    assert signed_service(environ) == service
