"""The app as a whole: it needs nobody's credentials, and its stacks stand in a line."""

import json

from tests.infra.cloud import Cloud

STACKS = {
    "sightline-evidence",
    "sightline-tables",
    "sightline-identity",
    "sightline-messaging",
    "sightline-api",
    "sightline-functions",
    "sightline-routes",
    "sightline-media",
    "sightline-web",
}


def test_all_stacks_are_synthesised(dev: Cloud) -> None:
    """One app makes every stack of an environment."""
    assert set(dev.assembly.stacks) == STACKS


def test_no_template_names_an_account(dev: Cloud) -> None:
    """The same templates deploy to any account: none is written into them."""
    manifest = json.loads((dev.assembly.stacks["sightline-api"].directory / "manifest.json").read_text())
    stacks = [one for one in manifest["artifacts"].values() if one["type"] == "aws:cloudformation:stack"]
    assert {one["environment"] for one in stacks} == {"aws://unknown-account/eu-west-2"}


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
