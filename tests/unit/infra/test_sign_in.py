"""The provider of a force's own sign-in."""

import pytest
from pydantic import ValidationError

from infra.sign_in import OidcProvider


@pytest.mark.parametrize("issuer", ["https://login.example", "https://login.example/tenant/v2.0"])
def test_an_issuer_is_taken_as_its_discovery_document_names_it(issuer: str) -> None:
    """With a path or without."""
    assert OidcProvider(issuer=issuer, client_id="a", secret_name="b").issuer == issuer  # noqa: S106 a name


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.example",
        "https://login.example/?tenant=1",
        "https://login.example/.well-known/openid-configuration",
        "login.example",
    ],
)
def test_what_is_no_issuer_is_refused(issuer: str) -> None:
    """Its discovery document would not be found, and officers would learn of it at their first sign-in."""
    with pytest.raises(ValidationError, match="is no issuer"):
        OidcProvider(issuer=issuer, client_id="a", secret_name="b")  # noqa: S106 a name
