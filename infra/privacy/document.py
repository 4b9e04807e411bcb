"""Puts generated parts into a document, between marks; what a person wrote around them stays."""

import re
from collections.abc import Mapping

_PART = "<!-- generated: {name} -->\n{text}\n<!-- end -->"
_FOUND = re.compile(r"<!-- generated: (?P<name>[a-z]+) -->\n.*?<!-- end -->", re.DOTALL)


class UnknownPartError(Exception):
    """The marks in the document and the parts that are generated are not the same; the message names the difference."""


def fill_in(document: str, parts: Mapping[str, str]) -> str:
    """Return the document with every generated part as it is now."""
    marked = {match["name"] for match in _FOUND.finditer(document)}
    if different := marked ^ set(parts):
        message = f"The document's marks and what is generated differ: {', '.join(sorted(different))}."
        raise UnknownPartError(message)
    return _FOUND.sub(lambda match: _PART.format(name=match["name"], text=parts[match["name"]]), document)
