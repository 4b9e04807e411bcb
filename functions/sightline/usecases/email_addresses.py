"""Which e-mail addresses can be written to."""

from sightline.domain.errors import ShareAddressInvalidError


def parse_email_address(typed: str) -> str:
    """Return a typed or pasted address in its normal form, or raise ShareAddressInvalidError.

    Whether its domain takes mail is for the mail provider to find out. The library is imported here: only a new share
    asks it.
    """
    import email_validator  # noqa: PLC0415  see above

    try:
        checked = email_validator.validate_email(typed.strip(), check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        raise ShareAddressInvalidError from error
    return checked.normalized
