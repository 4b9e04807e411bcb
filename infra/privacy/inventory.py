"""Writes the inventory: the parts of docs/dpia.md that code and templates know better than a person who remembers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from infra.constructs.function_table import FUNCTIONS
from infra.local.template.assembly import Assembly
from infra.privacy.kinds import Kind, sort_fields
from infra.privacy.records import RECORDS
from infra.privacy.stores import list_reach, list_stores, list_tables
from infra.settings import DeploymentSettings
from sightline.messages.signalling import CITIZEN_MESSAGE

OPENAPI = Path(__file__).parents[2] / "functions" / "openapi.json"
OF_CITIZENS = ("/citizen/", "/positions")
OMITTED = {"type", "session_id", "leg_id", "ref"}
"""Members that only say which message it is, and of what."""


def write_inventory(assembly: Assembly, settings: DeploymentSettings) -> dict[str, str]:
    """Return each generated part by its name, in Markdown."""
    return {
        "tables": _table(("table", "protection", "an item goes", "written by", "also read by"), _table_rows(assembly)),
        "records": _table(("table", *(kind.value for kind in Kind if kind is not Kind.NONE)), _record_rows()),
        "stores": _table(("stack", "store", "kind", "kept"), _store_rows(assembly, settings)),
        "sent": _table(("message of the phone", "by", "holds"), _sent_rows()),
    }


def write_settings(settings: DeploymentSettings) -> str:
    """Return the settings that decide how long something is kept, as an environment has them."""
    names = (
        "lock_days",
        "retention_mode",
        "log_retention_days",
        "working_copy_days",
        "keep_original",
        "invite_life_minutes",
    )
    return _table(("setting", f"in {settings.environment}"), [(f"`{name}`", _told(settings, name)) for name in names])


def _told(settings: DeploymentSettings, name: str) -> str:
    """Write a value as TOML does."""
    value = getattr(settings, name)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table_rows(assembly: Assembly) -> Iterator[tuple[str, ...]]:
    for name, protection in list_tables(assembly).items():
        writers, readers = list_reach(FUNCTIONS, name)
        yield name, protection, RECORDS[name].life, ", ".join(writers), ", ".join(readers)


def _record_rows() -> Iterator[tuple[str, ...]]:
    for name, record in RECORDS.items():
        sorted_fields = sort_fields(record.names)
        yield name, *(", ".join(sorted_fields.get(kind, [])) for kind in Kind if kind is not Kind.NONE)


def _store_rows(assembly: Assembly, settings: DeploymentSettings) -> Iterator[tuple[str, ...]]:
    for store in list_stores(assembly, settings):
        yield store.stack.removeprefix("sightline-"), store.name, store.kind, store.kept


def _sent_rows() -> Iterator[tuple[str, ...]]:
    for name, members in {**_http_bodies(), **_websocket_messages()}.items():
        by = "HTTP" if "/" in name else "WebSocket"
        yield f"`{name}`", by, ", ".join(member for member in members if member not in OMITTED)


def _http_bodies() -> dict[str, list[str]]:
    """Return what citizens' requests hold, by route."""
    document = json.loads(OPENAPI.read_text())
    schemas = document["components"]["schemas"]
    return {
        f"POST {path}": list(schemas[_reference(methods["post"])]["properties"])
        for path, methods in document["paths"].items()
        if path.startswith(OF_CITIZENS) and "requestBody" in methods.get("post", {})
    }


def _reference(operation: Mapping[str, object]) -> str:
    """Name the schema of a request's body."""
    body = json.dumps(operation["requestBody"])
    return body.partition("#/components/schemas/")[2].partition('"')[0]


def _websocket_messages() -> dict[str, list[str]]:
    """Return what a citizen's page says over its WebSocket, by type; those that hold nothing are left out."""
    definitions = CITIZEN_MESSAGE.json_schema()["$defs"]
    spoken = {
        str(schema["properties"]["type"]["const"]): list(schema["properties"])
        for schema in definitions.values()
        if "const" in schema.get("properties", {}).get("type", {})
    }
    return {name: members for name, members in spoken.items() if set(members) - OMITTED}


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
