"""Answers a repeated request with the first answer: a lost connection never sends a second text, nor exports twice."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field, StringConstraints

from boundary.endpoints import current_request
from sightline import bootstrap
from sightline.config import required
from sightline.domain.errors import RepeatedRequestError
from sightline.messages.base import Model

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig

REMEMBERED_SECONDS = 24 * 60 * 60

Answer = TypeVar("Answer", bound=Model)


class CreationHeaders(Model):
    """Headers of a request that sends something to somebody, or lets evidence leave."""

    idempotency_key: Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,128}$")] = Field(alias="Idempotency-Key")
    """Chosen by the client for one click; a repetition gets the first answer, and sends nothing again."""


def answer_once(key: str, request: Model, act: Callable[[], Answer], shape: type[Answer]) -> Answer:
    """Act once for a key; later requests of the same key and content get the same answer.

    Raises RepeatedRequestError if the content differs, or the first request is still under way. Powertools' part
    for this brings boto3 along, which most calls of the same function do without: it is imported here.
    """
    from aws_lambda_powertools.utilities.idempotency import idempotent_function  # noqa: PLC0415  see above
    from aws_lambda_powertools.utilities.idempotency.exceptions import (  # noqa: PLC0415  see above
        IdempotencyAlreadyInProgressError,
        IdempotencyValidationError,
    )

    config = _config()
    if context := current_request.get().lambda_context:
        config.register_lambda_context(context)

    def answer(*, asked: dict[str, Any]) -> str:  # noqa: ARG001  read by the wrapper
        return act().model_dump_json()

    once = idempotent_function(answer, data_keyword_argument="asked", persistence_store=_memory(), config=config)
    try:
        return shape.model_validate_json(once(asked={"key": key, "content": request.model_dump(mode="json")}))
    except (IdempotencyAlreadyInProgressError, IdempotencyValidationError) as error:
        raise RepeatedRequestError from error


@cache
def _memory() -> "DynamoDBPersistenceLayer":
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer  # noqa: PLC0415  as above

    name = required(bootstrap.settings(), "idempotency_table")
    return DynamoDBPersistenceLayer(name, expiry_attr="expires_at_epoch", boto3_client=bootstrap.dynamodb())


def _config() -> "IdempotencyConfig":
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig  # noqa: PLC0415  as above

    return IdempotencyConfig(
        event_key_jmespath="key",
        payload_validation_jmespath="content",
        raise_on_no_idempotency_key=True,
        expires_after_seconds=REMEMBERED_SECONDS,
        hash_function="sha256",
    )
