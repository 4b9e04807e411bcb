"""Sender over API Gateway's @connections."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from sightline.domain.errors import UnreachableError
from sightline.messages.base import Model

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient


class ConnectionsSender:
    """Posts messages; `forget` is told of every connection that turns out to be gone."""

    def __init__(self, client: "ApiGatewayManagementApiClient", forget: Callable[[str], object]) -> None:
        """Take a client whose endpoint is the WebSocket API's @connections address."""
        self._client = client
        self._forget = forget

    def send(self, connection_id: str, message: Model) -> bool:
        """Deliver one message as JSON."""
        body = message.model_dump_json().encode()
        try:
            self._client.post_to_connection(ConnectionId=connection_id, Data=body)
        except self._client.exceptions.GoneException:
            self._forget(connection_id)
            return False
        except (ClientError, BotoCoreError) as error:
            raise UnreachableError from error
        return True

    def close(self, connection_id: str) -> None:
        """Cut a connection."""
        try:
            self._client.delete_connection(ConnectionId=connection_id)
        except self._client.exceptions.GoneException:
            return
        except (ClientError, BotoCoreError) as error:
            raise UnreachableError from error
