"""Which part of a recording is asked for."""

import pytest

from boundary.parsing import parse_query
from boundary.runs import FragmentsQuery
from sightline.domain.errors import InvalidRequestError
from tests.unit.boundary.requests import a_request


def test_without_a_word_it_is_the_first_run_of_what_the_citizen_sent() -> None:
    """As long as runs may be."""
    query = parse_query(a_request(), FragmentsQuery)
    assert (query.first, query.count, query.voice) == (0, 30, None)


@pytest.mark.parametrize("query", [{"first": ["-1"]}, {"count": ["0"]}, {"count": ["31"]}, {"voice": ["../x"]}])
def test_a_run_has_its_bounds(query: dict[str, list[str]]) -> None:
    """Beyond them nothing is looked for."""
    with pytest.raises(InvalidRequestError):
        parse_query(a_request(query=query), FragmentsQuery)
