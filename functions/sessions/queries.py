"""What officers may ask for of their sessions."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from sightline.domain.session import SessionState
from sightline.messages.base import Model


class SessionsQuery(Model):
    """Which sessions to list."""

    state: Annotated[
        tuple[SessionState, ...], BeforeValidator(lambda given: given.split(",") if isinstance(given, str) else given)
    ] = tuple(SessionState)
    """Comma separated."""
    after: Annotated[str, StringConstraints(pattern=r"^[0-9TZ:.-]{1,32}$")] | None = None
    """`next` of the page before."""
