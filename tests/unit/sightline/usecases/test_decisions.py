"""What is decided of a material is decided of it as it stands."""

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import DisposalBegunError, StoreUnavailableError
from sightline.domain.material import Material
from sightline.usecases.custody import note_event
from sightline.usecases.decisions import decide
from sightline.usecases.keeping import require_still_here
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material

BEGUN = Event(CustodyAction.DISPOSAL_BEGUN, details={"object_count": 1, "byte_count": 1})
HELD = Event(CustodyAction.HELD, reason="Appeal", details={"hold_id": "h", "review_on": "2027-03-01"})


@pytest.fixture
def keeping() -> KeepingInMemory:
    """Return a store that holds one material."""
    keeping = KeepingInMemory()
    keeping.keep(a_material())
    return keeping


def test_what_comes_between_look_and_deed_is_seen(keeping: KeepingInMemory) -> None:
    """A disposal that begins just before a hold is written refuses the hold: they never both stand."""
    looks: list[Material] = []

    def hold(newest: Material) -> Event:
        require_still_here(keeping, newest)
        looks.append(newest)
        note_event(keeping, "force", "material-1", BEGUN)
        return HELD

    with pytest.raises(DisposalBegunError):
        decide(keeping, "material-1", hold)
    assert len(looks) == 1
    assert keeping.actions() == ["disposal-begun"]


def test_what_does_not_matter_only_costs_another_look(keeping: KeepingInMemory) -> None:
    """Somebody who looks at the same moment keeps nobody from deciding."""
    looks: list[Material] = []

    def hold(newest: Material) -> Event:
        looks.append(newest)
        if len(looks) == 1:
            note_event(keeping, "force", "material-1", Event(CustodyAction.VIEWED))
        return HELD

    assert decide(keeping, "material-1", hold).holds
    assert keeping.actions() == ["viewed", "held"]
    assert [look.custody_sequence for look in looks] == [0, 1]


def test_a_chain_that_never_rests_is_told(keeping: KeepingInMemory) -> None:
    """After a hundred tries the caller is asked to come again."""

    def hold(_newest: Material) -> Event:
        note_event(keeping, "force", "material-1", Event(CustodyAction.VIEWED))
        return HELD

    with pytest.raises(StoreUnavailableError):
        decide(keeping, "material-1", hold)
    assert set(keeping.actions()) == {"viewed"}


def test_nothing_to_decide_writes_nothing(keeping: KeepingInMemory) -> None:
    """The material comes back as it is."""
    assert decide(keeping, "material-1", lambda _: None) == a_material()
    assert keeping.actions() == []
