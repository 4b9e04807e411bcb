"""What refusals say of themselves; that codes are unique is a rule of tests/rules."""

from sightline.domain.errors import InvalidRequestError, LinkUsedError


def test_an_error_says_its_class_sentence() -> None:
    """Code and sentence stand on the class."""
    error = LinkUsedError()
    assert (error.code, error.detail, str(error)) == ("link-used", LinkUsedError.text, LinkUsedError.text)


def test_an_error_may_say_something_more_exact() -> None:
    """The class's own sentence stays what it was."""
    error = InvalidRequestError("phone_number: Field required")
    assert (error.code, error.detail) == ("invalid-request", "phone_number: Field required")
    assert InvalidRequestError().detail == InvalidRequestError.text
