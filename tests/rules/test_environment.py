"""The environment is read in one place, and what is private to others is touched in one place."""

import ast
from pathlib import Path

from tests.rules.sources import ROOT, RUNTIME, modules, parsed

READS_THE_ENVIRONMENT = {
    "functions/sightline/config.py": "the one reader",
    "infra/app.py": "the CDK's own variables: where to write, and that Node's age is known",
    "infra/local/process/children.py": "hands a child what a process needs to start",
    "infra/local/lambdas/instance.py": "plays Lambda: the function's environment becomes the process's",
    "infra/local/signin/provider.py": "tells the mock that the laptop may do without TLS",
}
TOUCHES_PRIVATE_PARTS = {
    "media_worker/transport.py": "aiortc's and aioice's; contract tests say what it relies on",
    "media_worker/srtp.py": "pylibsrtp's: its calls without its copies; contract tests say what it relies on",
    "infra/local/gateway/limited_socket.py": "aiohttp's parser: API Gateway's frame limit has no other place",
}


def _environment_is_touched(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        for node in ast.walk(tree)
    )


def test_only_the_configuration_reads_the_environment() -> None:
    """Settings come from `sightline.config`; who else touches `os.environ` is named with a reason."""
    found = {str(path) for path in modules(*RUNTIME) if _environment_is_touched(parsed(path))}
    assert found == set(READS_THE_ENVIRONMENT)


def _touches_private_parts(path: Path) -> bool:
    return "# noqa: SLF001" in (ROOT / path).read_text()


def test_private_parts_of_libraries_are_touched_in_one_module() -> None:
    """A new release of a library can break one module of ours, not several."""
    found = {str(path) for path in modules(*RUNTIME) if _touches_private_parts(path)}
    assert found == set(TOUCHES_PRIVATE_PARTS)
