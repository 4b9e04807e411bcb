"""Which numbers may be texted: mobiles of the allowed countries, and nothing that costs the taxpayer more."""

import re
import unicodedata
from collections.abc import Collection

from sightline.domain.errors import InvalidNumberError

HOME = "GB"

_TYPED = re.compile(r"[+(]?[\d\s().\-/]+")
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_SET_ASIDE = re.compile(r"\+447700900\d{3}")
"""Ofcom keeps these mobile numbers for drama and training; they reach nobody, and libphonenumber knows them not."""


def parse_phone_number(typed: str, allowed_countries: Collection[str]) -> str:
    """Return a typed or pasted number as E.164, or raise InvalidNumberError.

    The library is imported here: of all requests only a new invite asks it, and it takes 70 ms.
    """
    import phonenumbers  # noqa: PLC0415  see above

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
    kind = phonenumbers.PhoneNumberType
    # The second is what a mobile is in countries like the USA, where its number does not tell.
    is_mobile = phonenumbers.number_type(number) in {kind.MOBILE, kind.FIXED_LINE_OR_MOBILE}
    if not is_mobile or phonenumbers.region_code_for_number(number) not in allowed_countries:
        raise InvalidNumberError
    return e164
