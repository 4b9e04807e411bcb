"""The app as a whole: it needs nobody's credentials, and its stacks stand in a line."""

import json

from infra.local.template.assembly import Json
from tests.infra.cloud import Cloud

STACKS = {
    "sightline-evidence",
    "sightline-tables",
    "sightline-identity",
    "sightline-messaging",
    "sightline-api",
    "sightline-derivations",
    "sightline-provenance",
    "sightline-functions",
    "sightline-routes",
    "sightline-media",
    "sightline-edge",
    "sightline-web",
    "sightline-access-log",
    "sightline-monitoring",
}


def test_all_stacks_are_synthesised(dev: Cloud) -> None:
    """One app makes every stack of an environment."""
    assert set(dev.assembly.stacks) == STACKS


def _deployed(cloud: Cloud) -> dict[str, Json]:
    """Return how each stack is to be deployed, by its name."""
    manifest = json.loads((cloud.assembly.stacks["sightline-api"].directory / "manifest.json").read_text())
    artifacts: dict[str, Json] = manifest["artifacts"]
    return {name: one for name, one in artifacts.items() if one["type"] == "aws:cloudformation:stack"}


def test_no_template_names_an_account(dev: Cloud) -> None:
    """The same templates deploy to any account: none is written into them."""
    assert {one["environment"].rpartition("/")[0] for one in _deployed(dev).values()} == {"aws://unknown-account"}


def test_only_what_cloudfront_wants_there_leaves_the_country(dev: Cloud) -> None:
    """Two stacks without data are in us-east-1; everything else is in London."""
    abroad = {name for name, one in _deployed(dev).items() if not one["environment"].endswith("/eu-west-2")}
    assert abroad == {"sightline-edge", "sightline-access-log"}


def test_what_cannot_be_made_again_is_not_deleted_by_a_word(dev: Cloud, prod: Cloud) -> None:
    """Where data is kept, stacks that hold any refuse to be deleted; in dev everything may go."""
    protected = {name for name, one in _deployed(prod).items() if one["properties"].get("terminationProtection")}
    assert protected == {"sightline-evidence", "sightline-tables", "sightline-identity"}
    assert not any(one["properties"].get("terminationProtection") for one in _deployed(dev).values())


def test_no_stack_needs_one_that_needs_it(dev: Cloud) -> None:
    """Whatever a stack imports is exported by a stack that can be deployed before it."""
    needs = {
        name: {other for other in STACKS - {name} if f'"{other}:Exports' in json.dumps(stack.template)}
        for name, stack in dev.assembly.stacks.items()
    }
    deployed: set[str] = set()
    while ready := {name for name in STACKS - deployed if needs[name] <= deployed}:
        deployed |= ready
    assert deployed == STACKS


def test_nothing_waits_for_the_code_to_be_installed(dev: Cloud) -> None:
    """Run alone, synthesis bundles nothing: the functions' asset is their source."""
    assert not list(dev.assembly.stacks["sightline-api"].directory.glob("asset.*/boto3"))
