"""Which addresses can be written to."""

import pytest

from sightline.domain.errors import ShareAddressInvalidError
from sightline.usecases.email_addresses import parse_email_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ann.moss@cps.gov.uk", "ann.moss@cps.gov.uk"),
        ("  Ann.Moss@CPS.GOV.UK ", "Ann.Moss@cps.gov.uk"),
        ("o'neil+case@chambers.example.com", "o'neil+case@chambers.example.com"),
    ],
)
def test_an_address_is_taken_in_its_normal_form(typed: str, address: str) -> None:
    """Spaces around it are a slip of the paste."""
    assert parse_email_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "ann.moss",
        "ann.moss@",
        "@cps.gov.uk",
        "ann moss@cps.gov.uk",
        "ann@cps",
        "ann@cps..uk",
        "Ann <ann@cps.gov.uk>",
        "a@b.gov.uk,c@d.gov.uk",
        "ann@cps.gov.uk\nBcc: all@example.org",
        "ann@127.0.0.1",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    """One address, and nothing that could become a second one."""
    with pytest.raises(ShareAddressInvalidError):
        parse_email_address(typed)
