"""What the type checker sees."""

import ast
import tomllib

from tests.rules.sources import ROOT, modules, parsed


def _followed() -> set[str]:
    """Return the modules of aws_cdk that mypy reads; of all others it knows nothing."""
    overrides = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["overrides"]
    (named,) = (rule["module"] for rule in overrides if rule.get("follow_imports") == "normal")
    return set(named)


def test_mypy_follows_every_service_of_the_cdk_that_is_used() -> None:
    """A service that mypy does not follow would be used without any check, and one that is not used costs time."""
    used = {
        f"aws_cdk.{alias.name}"
        for path in modules("infra", "tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module == "aws_cdk"
        for alias in node.names
        if alias.name.startswith("aws_")
    }
    assert _followed() == {"aws_cdk"} | used
