"""What every test owes its reader."""

import ast
from pathlib import Path

from tests.rules.sources import ROOT, RUNTIME, every_test, modules

PROVEN_ELSEWHERE = {
    "functions/sightline/adapters": "tests/contract",
    "infra/stacks": "tests/infra",
    "infra/constructs": "tests/infra",
    "infra/app.py": "tests/infra",
    "infra/local": "tests/integration",
}
"""Code whose promise shows only against what it adapts or makes; its suite stands there."""

WITHOUT_BEHAVIOUR = {
    "functions/sightline/ports.py": "protocols only",
    "functions/sightline/domain/participant.py": "words only",
}


def _mirror(path: Path) -> Path:
    """Return where a module's unit tests stand."""
    parts = path.parts[1:] if path.parts[0] == "functions" else path.parts
    return Path("tests/unit", *parts[:-1], f"test_{path.name.removeprefix('_').removeprefix('_')}")


def _proven_elsewhere(path: Path) -> bool:
    return any(str(path).startswith(folder) for folder in PROVEN_ELSEWHERE)


def test_a_module_has_its_unit_tests() -> None:
    """`functions/sightline/usecases/x.py` is tested in `tests/unit/sightline/usecases/test_x.py`, and so on."""
    ours = [path for path in modules(*RUNTIME) if not _proven_elsewhere(path) and str(path) not in WITHOUT_BEHAVIOUR]
    assert [str(path) for path in ours if not (ROOT / _mirror(path)).is_file()] == []


def test_no_exception_has_outlived_its_file() -> None:
    """What the lists above name exists."""
    named = [*PROVEN_ELSEWHERE, *PROVEN_ELSEWHERE.values(), *WITHOUT_BEHAVIOUR]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_a_test_states_what_it_shows() -> None:
    """Each test has a docstring of one sentence or more."""
    assert [
        f"{path}:{test.lineno}" for path, test in every_test() if not (ast.get_docstring(test) or "").endswith(".")
    ] == []


def test_a_test_can_fail() -> None:
    """Each test asserts, expects an error, or calls something named for its checking."""
    assert [f"{path}:{test.lineno} {test.name}" for path, test in every_test() if not _checks(test)] == []


def _checks(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    words = ("assert", "raises", "expect", "check", "verify", "wait_for")
    return any(isinstance(node, ast.Assert) for node in ast.walk(test)) or any(
        word in _called(node) for node in ast.walk(test) if isinstance(node, ast.Call) for word in words
    )


def test_no_test_waits_for_time_to_pass() -> None:
    """Tests wait for conditions: a sleep stands in a loop that looks again, never alone."""
    alone = [
        f"{path}:{node.lineno}"
        for path, test in every_test()
        for node in _outside_loops(test)
        if isinstance(node, ast.Call) and _called(node) == "sleep" and ast.unparse(node.args[0]) != "0"
    ]
    assert alone == []


def _outside_loops(node: ast.AST) -> list[ast.AST]:
    """Return a tree's nodes, but for those that a loop repeats."""
    within = [
        child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.While | ast.For | ast.AsyncFor)
    ]
    return [node, *(found for child in within for found in _outside_loops(child))]


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
