"""Counts the unknown tokens that come from one address."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalice.app import Request

from boundary.endpoints import current_request
from sightline import bootstrap
from sightline.domain.errors import LinkInvalidError
from sightline.usecases.guesses import count_guess


@contextmanager
def guesses_counted() -> Iterator[None]:
    """Within this, a token that does not exist counts against the address that it came from."""
    try:
        yield
    except LinkInvalidError:
        count_guess(bootstrap.token_store(), bootstrap.clock(), read_address(current_request.get()))
        raise


def read_address(request: Request) -> str:
    """Return the phone's address: CloudFront names it last but one, behind it stands CloudFront's own."""
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    direct = str(request.context.get("identity", {}).get("sourceIp", ""))
    return forwarded[-2] if len(forwarded) > 1 else direct
