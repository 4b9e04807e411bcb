"""Which numbers may be texted: mobiles of the allowed countries, and nothing that costs the taxpayer more."""

import re
import unicodedata
from collections.abc import Collection

import phonenumbers
from phonenumbers import PhoneNumberType

from sightline.domain.errors import InvalidNumberError

HOME = "GB"
MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
"""The second is what a mobile is in countries like the USA, where its number does not tell."""

_TYPED = re.compile(r"[+(]?[\d\s().\-/]+")
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_SET_ASIDE = re.compile(r"\+447700900\d{3}")
"""Ofcom keeps these mobile numbers for drama and training; they reach nobody, and libphonenumber knows them not."""


def parse_phone_number(typed: str, allowed_countries: Collection[str]) -> str:
    """Return a typed or pasted number as E.164, or raise InvalidNumberError."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", typed)).strip()
    if not _TYPED.fullmatch(plain):  # libphonenumber would take letters for digits
        raise InvalidNumberError
    try:
        number = phonenumbers.parse(plain, HOME)
    except phonenumbers.NumberParseException as error:
        raise InvalidNumberError from error
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if _SET_ASIDE.fullmatch(e164) and HOME in allowed_countries:
        return e164
    if not _is_mobile(number) or phonenumbers.region_code_for_number(number) not in allowed_countries:
        raise InvalidNumberError
    return e164


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in MOBILE
