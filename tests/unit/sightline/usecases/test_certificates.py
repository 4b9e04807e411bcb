"""What is left of a material that was disposed of can be shown and checked."""

import json
from datetime import timedelta

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import NotFoundError
from sightline.domain.fault import Fault
from sightline.domain.material import MaterialKind
from sightline.domain.participant import Role
from sightline.usecases.certificates import check_certificate, read_certificate
from sightline.usecases.custody import record_event
from sightline.usecases.seals import seal_session
from sightline.usecases.signing import sign_statement, write_canonical
from tests.fakes.disposals import dispose
from tests.fakes.evidence import SignerInMemory
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.materials import a_material
from tests.fakes.originals import end
from tests.fakes.recordings import store_recording

AUDITOR = an_officer(role=Role.AUDITOR)
CERTIFICATE, SEAL = (f"avon/session-1/disposal/{name}.json" for name in ("certificate", "seal"))


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return a session that was sealed and disposed of, with a copy that was made of it."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    store_recording(exchange.evidence, "r1", exchange.clock.now(), 2)
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    exchange.materials.add(
        a_material(material_id="copy-1", parent_id="session-1", force_id="avon", kind=MaterialKind.CLIP)
    )
    copied = Event(CustodyAction.COPIED, details={"copy_id": "copy-1"})
    record_event(exchange, exchange.materials.get("session-1"), copied)
    dispose(exchange)
    return exchange


def faults(exchange: ExchangeInMemory, material_id: str = "session-1") -> list[Fault]:
    """Return what does not hold."""
    material, entries = exchange.materials.get(material_id), exchange.custody.list_entries(material_id)
    return [each.fault for each in check_certificate(exchange.evidence, exchange.signer, material, entries)]


def test_it_is_shown_with_its_seal(exchange: ExchangeInMemory) -> None:
    """Byte for byte, to the force alone; of what went with its master, the master's."""
    for material_id in ("session-1", "copy-1"):
        shown = json.loads(read_certificate(exchange, AUDITOR, material_id))
        assert write_canonical(shown["certificate"]) == exchange.evidence.objects[CERTIFICATE]
        assert write_canonical(shown["seal"]) == exchange.evidence.objects[SEAL]
    with pytest.raises(NotFoundError):
        read_certificate(exchange, an_officer(force_id="kent"), "session-1")


def test_what_is_still_there_has_none() -> None:
    """Nothing is made up."""
    exchange = ExchangeInMemory()
    exchange.materials.add(a_material(force_id="avon"))
    with pytest.raises(NotFoundError):
        read_certificate(exchange, AUDITOR, "material-1")


def test_nothing_is_wrong_with_what_nobody_touched(exchange: ExchangeInMemory) -> None:
    """The recording's own, and the copy's, which went with it."""
    assert faults(exchange) == faults(exchange, "copy-1") == []


@pytest.mark.parametrize("key", [CERTIFICATE, SEAL])
def test_one_that_is_missing_or_altered_is_found(exchange: ExchangeInMemory, key: str) -> None:
    """Each by itself."""
    body = exchange.evidence.objects.pop(key)
    assert faults(exchange) == [Fault.NOT_CERTIFIED]
    for altered in (body.replace(b"e", b"E", 1), b"[]", b""):
        exchange.evidence.objects[key] = altered
        assert faults(exchange) == [Fault.NOT_CERTIFIED]


def test_another_keys_seal_is_none(exchange: ExchangeInMemory) -> None:
    """Though it holds by itself."""
    said = json.loads(json.loads(exchange.evidence.objects[SEAL])["statement"])
    exchange.evidence.objects[SEAL] = write_canonical(sign_statement(SignerInMemory(), said))
    assert faults(exchange) == [Fault.NOT_CERTIFIED]
