"""What a table makes of DynamoDB's refusals."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from sightline.adapters.dynamo import Table


class Refusing:
    """A client that refuses every put for one reason."""

    def __init__(self, code: str) -> None:
        """Take the reason."""
        self._code = code

    def put_item(self, **_asked: Any) -> None:
        """Refuse."""
        raise ClientError({"Error": {"Code": self._code}}, "PutItem")


@pytest.mark.parametrize("code", ["ConditionalCheckFailedException", "TransactionConflictException"])
def test_a_write_that_another_came_between_is_lost(code: str) -> None:
    """Whether the other writer is done, or has a transaction under way: who asked reads anew and tries again."""
    assert Table(client(code), "things").put({"id": "1"}, "version = :read", {":read": 1}) is False


@pytest.mark.parametrize(
    ("code", "condition"), [("TransactionConflictException", None), ("ThrottlingException", "version = :read")]
)
def test_any_other_refusal_is_raised(code: str, condition: str | None) -> None:
    """A write without a condition would be lost without anybody's knowing."""
    with pytest.raises(ClientError):
        Table(client(code), "things").put({"id": "1"}, condition, {":read": 1} if condition else None)


def client(code: str) -> Any:
    """Return a client that refuses."""
    return Refusing(code)
