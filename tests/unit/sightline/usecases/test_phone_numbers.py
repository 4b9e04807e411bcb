"""Which numbers may be texted."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.errors import InvalidNumberError
from sightline.usecases.phone_numbers import parse_phone_number

UK = frozenset({"GB"})


@pytest.mark.parametrize(
    "typed",
    [
        "07400123456",
        "07400 123 456",
        " 07400-123-456 ",
        "+44 7400 123456",
        "+44 (0)7400 123456",
        "0044 7400 123456",
        "(07400) 123456",
        "\uff10\uff17\uff14\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16",
        "+44\u20117400\u2011123456",
    ],
)
def test_a_uk_mobile_is_read_however_it_was_pasted(typed: str) -> None:
    """Spaces, brackets, dashes of any kind and full-width digits are taken."""
    assert parse_phone_number(typed, UK) == "+447400123456"


@pytest.mark.parametrize(
    "typed",
    [
        "020 7946 0000",
        "0900 123 4567",
        "070 1234 5678",
        "07624 123456",
        "+1 202 555 0123",
        "+33 6 12 34 56 78",
        "999",
        "07400 12345",
        "07400 1234567",
        "07400 CALLME",
        "07400 123456 ext 9",
        "07400 123456; 07400 123457",
        "",
        "+",
    ],
)
def test_other_numbers_are_refused(typed: str) -> None:
    """Landlines, premium and personal numbers, the islands, other countries, letters, two at a time."""
    with pytest.raises(InvalidNumberError):
        parse_phone_number(typed, UK)


def test_ofcoms_numbers_for_training_are_taken() -> None:
    """They reach nobody, so call handlers may practise with them; only where UK mobiles are allowed."""
    assert parse_phone_number("07700 900123", UK) == "+447700900123"
    with pytest.raises(InvalidNumberError):
        parse_phone_number("07700 900123", {"IE"})


def test_more_countries_are_a_setting() -> None:
    """What one deployment refuses another may take."""
    assert parse_phone_number("07624 123456", {"GB", "IM"}) == "+447624123456"
    assert parse_phone_number("+353 85 012 3456", {"GB", "IE"}) == "+353850123456"


@given(st.text(alphabet="0123456789+() -./", max_size=20) | st.text(max_size=20))
def test_whatever_is_typed_no_other_number_gets_through(typed: str) -> None:
    """What is not refused is a UK mobile, or one that Ofcom has set aside."""
    try:
        e164 = parse_phone_number(typed, UK)
    except InvalidNumberError:
        return
    number = phonenumbers.parse(e164)
    assert e164.startswith("+447700900") or (
        phonenumbers.region_code_for_number(number) == "GB"
        and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    )
