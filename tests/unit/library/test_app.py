"""The routes of the library."""

import pytest

from library import app as library
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.materials import a_material
from tests.unit.boundary.requests import OFFICER, an_event, answer_of


@pytest.fixture
def exchange(monkeypatch: pytest.MonkeyPatch) -> ExchangeInMemory:
    """Return what the function works on: one thing is held."""
    exchange = ExchangeInMemory()
    exchange.materials.add(a_material())
    monkeypatch.setattr(library, "ports", lambda: exchange)
    return exchange


def test_every_route_asks_for_an_officer() -> None:
    """Citizens have no business here."""
    assert {endpoint.caller for endpoint in library.app.endpoints} == {"officer"}


def test_shows_one_material(exchange: ExchangeInMemory) -> None:  # noqa: ARG001  it stands behind the app
    """Over HTTP, as its view."""
    path = {"material_id": "material-1"}
    asked = an_event("GET", "/materials/{material_id}", path=path, authorizer=OFFICER)
    status, body, _ = answer_of(library.app, asked)
    assert (status, body["incident_ref"]) == (200, "INC-7")


def test_finds_materials_by_what_the_address_says(exchange: ExchangeInMemory) -> None:  # noqa: ARG001  as above
    """One by its incident, none by another."""
    for incident_ref, count in (("inc-7", 1), ("inc-8", 0)):
        asked = an_event("GET", "/materials", query={"incident_ref": [incident_ref]}, authorizer=OFFICER)
        status, body, _ = answer_of(library.app, asked)
        assert (status, len(body["materials"]), body["next"]) == (200, count, None)
