"""The JSON Schema that the web's types are made from."""

from sightline.messages.schema import build_schema


def test_every_message_is_defined_by_its_name() -> None:
    """Bodies, messages and the unions of what each role may say."""
    document = build_schema()
    definitions = document["$defs"]
    assert isinstance(definitions, dict)
    for name in ("InviteView", "AcceptRequest", "Problem", "Offer", "CitizenMessage", "OfficerMessage"):
        assert name in definitions
    assert "Model" not in definitions


def test_every_reference_leads_somewhere() -> None:
    """No type is named that is not defined."""
    document = build_schema()
    definitions = document["$defs"]
    assert isinstance(definitions, dict)
    named = {reference.removeprefix("#/$defs/") for reference in _references(document)}
    assert named
    assert named <= set(definitions)


def _references(schema: object) -> list[str]:
    if isinstance(schema, dict):
        here = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
        return here + [found for member in schema.values() for found in _references(member)]
    return [found for member in schema for found in _references(member)] if isinstance(schema, list) else []
