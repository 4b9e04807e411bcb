"""One running system and three browsers for all end-to-end tests; each test makes its own invites."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e.film import make_film
from tests.e2e.laptop import Laptop, run_laptop
from tests.e2e.leaks import find_leaks
from tests.e2e.pages import Citizen, Officer, chromium, newest_link, wait_for_picture

FILM = 0x5A


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """The whole system, with one media worker; at the end its logs are searched for what must not be there."""
    with run_laptop(tmp_path_factory.mktemp("laptop")) as running:
        yield running
    assert find_leaks(Path(running.addresses["logs"])) == []


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty seconds of film, played in a loop by the citizen's camera."""
    return make_film(tmp_path_factory.mktemp("film") / "film.mjpeg", FILM, seconds=20)


@pytest.fixture(scope="session")
def phones(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """The browser of citizens."""
    with chromium(playwright, film) as browser:
        yield browser


@pytest.fixture(scope="session")
def desks(playwright: Playwright) -> Iterator[Browser]:
    """The browser of officers, another process than the citizens'."""
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def numbers() -> Iterator[str]:
    """Mobile numbers that Ofcom keeps for drama, each given out once."""
    return (f"+447700900{suffix:03d}" for suffix in itertools.count(100))


@pytest.fixture
def call_handler(desks: Browser, laptop: Laptop) -> Iterator[Officer]:
    """A call handler who has signed in."""
    officer = Officer(desks, laptop, "Amara Okafor")
    yield officer
    officer.context.close()


@dataclass
class Live:
    """A session under way: who takes part, and the incident it belongs to."""

    officer: Officer
    citizen: Citizen
    incident_ref: str
    session_id: str

    def end(self) -> None:
        """Let the officer end it for everybody."""
        self.officer.page.get_by_role("button", name="End session").click()
        self.officer.page.get_by_role("button", name="End it").click()


@pytest.fixture
def start_session(
    laptop: Laptop, phones: Browser, call_handler: Officer, numbers: Iterator[str]
) -> Iterator[Callable[[str], Live]]:
    """Return what makes a session live, from the text message to the picture at the officer's."""
    citizens: list[Citizen] = []

    def start(incident_ref: str) -> Live:
        number = next(numbers)
        call_handler.invite(incident_ref, number)
        citizen = Citizen(phones, newest_link(laptop, number))
        citizens.append(citizen)
        citizen.share()
        call_handler.watch(incident_ref)
        wait_for_picture(call_handler, FILM)
        return Live(call_handler, citizen, incident_ref, laptop.session_id(incident_ref))

    yield start
    for citizen in citizens:
        citizen.context.close()
