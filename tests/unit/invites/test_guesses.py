"""Unknown tokens and the addresses that they come from."""

import pytest

from boundary.endpoints import current_request
from invites.guesses import guesses_counted, read_address
from sightline import bootstrap
from sightline.domain.errors import LinkExpiredError, LinkInvalidError, TooManyRequestsError
from sightline.usecases.guesses import GUESSES_PER_MINUTE
from tests.fakes.office import Office
from tests.unit.boundary.requests import a_request


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.1, 130.176.0.1", "192.0.2.1"),
        ("10.0.0.1, 192.0.2.1, 130.176.0.1", "192.0.2.1"),
        ("192.0.2.9", "203.0.113.7"),
        ("", "203.0.113.7"),
    ],
)
def test_the_address_is_the_one_that_cloudfront_saw(forwarded: str, address: str) -> None:
    """What a client writes before it does not count; without CloudFront it is who connects."""
    request = a_request(headers={"X-Forwarded-For": forwarded})
    request.context["identity"] = {"sourceIp": "203.0.113.7"}
    assert read_address(request) == address


def test_only_unknown_tokens_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that has run out can be opened as often as one likes."""
    office = Office()
    monkeypatch.setattr(bootstrap, "token_store", lambda: office.tokens)
    monkeypatch.setattr(bootstrap, "clock", lambda: office.clock)
    before = current_request.set(a_request())
    for error in [LinkExpiredError] * 50 + [LinkInvalidError] * GUESSES_PER_MINUTE:
        with pytest.raises(error), guesses_counted():
            raise error
    with pytest.raises(TooManyRequestsError), guesses_counted():
        raise LinkInvalidError
    current_request.reset(before)
