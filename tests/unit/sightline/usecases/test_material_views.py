"""What officers see of what is held."""

from datetime import date

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.material import Hold, Place
from sightline.domain.participant import Participant, Role
from sightline.domain.search import Search
from sightline.usecases.material_views import PAGE, find_materials, get_material, view_material
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.materials import a_material

AUDITOR = Participant("a-1", Role.AUDITOR, "Ms Vine", force_id="force")


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return the ports; one thing is held."""
    exchange = ExchangeInMemory()
    exchange.materials.add(a_material())
    return exchange


def test_shows_what_is_held(exchange: ExchangeInMemory) -> None:
    """Everybody of the force who may read may look."""
    assert get_material(exchange, AUDITOR, "material-1") == view_material(a_material())


def test_finds_what_the_officers_force_holds(exchange: ExchangeInMemory) -> None:
    """Page by page, and nothing of another force."""
    exchange.materials.add(a_material(material_id="material-2", force_id="avon"))
    for number in range(PAGE):
        exchange.materials.add(a_material(material_id=f"more-{number:02}"))
    first = find_materials(exchange, AUDITOR, Search(), None)
    second = find_materials(exchange, AUDITOR, Search(), first.next)
    assert (len(first.materials), len(second.materials), second.next) == (PAGE, 1, None)
    assert "material-2" not in {each.material_id for each in first.materials + second.materials}


def test_another_forces_material_is_not_there(exchange: ExchangeInMemory) -> None:
    """It looks as if there were nothing by that name."""
    stranger = Participant("a-2", Role.INVESTIGATOR, "DC Poole", force_id="avon")
    with pytest.raises(NotFoundError):
        get_material(exchange, stranger, "material-1")


def test_who_is_no_officer_may_not_look(exchange: ExchangeInMemory) -> None:
    """A citizen may not, of whatever force."""
    citizen = Participant("c-1", Role.CITIZEN, "Citizen", force_id="force", session_id="material-1")
    with pytest.raises(NotAllowedError):
        get_material(exchange, citizen, "material-1")


def test_says_what_a_file_is() -> None:
    """A page shows a photograph, and plays anything else."""
    assert view_material(a_material(media_type="image/png")).media_type == "image/png"


def test_says_why_it_is_held_and_where_it_was() -> None:
    """Holds and place come as parts of their own."""
    hold = Hold("hold-1", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000000Z", date(2026, 9, 1))
    shown = view_material(a_material(holds=(hold,), place=Place(51.5, -0.12)))
    assert shown.holds[0].reason == "Appeal"
    assert shown.place is not None
    assert (shown.place.latitude, shown.place.longitude) == (51.5, -0.12)
