"""The data inventory says what code and templates say."""

from infra.privacy.__main__ import DOCUMENT
from infra.privacy.document import fill_in
from infra.privacy.inventory import write_inventory, write_settings
from infra.settings import read_settings
from tests.infra.cloud import Cloud

SETTINGS = read_settings("prod").model_copy(update={"lock_days": 90, "log_retention_days": 365})
"""The fixture's own: where a figure in a template is that of a setting, the inventory names the setting."""


def test_the_inventory_is_up_to_date(prod: Cloud) -> None:
    """Every table, store, record and message; `make dpia` writes it anew."""
    written = DOCUMENT.read_text()
    parts = {**write_inventory(prod.assembly, SETTINGS), "settings": write_settings(read_settings("prod"))}
    assert fill_in(written, parts) == written, "docs/dpia.md is out of date: run 'make dpia'."


def test_what_a_phone_sends_names_its_routes_and_messages(prod: Cloud) -> None:
    """Positions and the phone's own recording by HTTP, stills and chat by WebSocket."""
    sent = write_inventory(prod.assembly, SETTINGS)["sent"]
    assert all(f"`{name}` |" in sent for name in ("POST /positions", "POST /citizen/original", "still", "chat"))
