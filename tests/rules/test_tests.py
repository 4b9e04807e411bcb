"""What every test owes its reader."""

import ast
from pathlib import Path

from tests.rules.sources import ROOT, RUNTIME, every_test, modules, parsed

PROVEN_ELSEWHERE = {
    "functions/sightline/adapters": "tests/contract",
    "functions/derivations/bootstrap.py": "tests/integration/http",
    "functions/derivations/cutting.py": "tests/unit/derivations/test_making.py",
    "functions/derivations/film.py": "tests/unit/derivations/test_making.py",
    "functions/derivations/parts.py": "tests/unit/derivations/test_making.py",
    "functions/derivations/snapshot.py": "tests/unit/derivations/test_making.py",
    "functions/derivations/tracks.py": "tests/unit/derivations/test_making.py",
    "functions/provenance/bootstrap.py": "tests/integration/http",
    "infra/stacks": "tests/infra",
    "infra/constructs": "tests/infra",
    "infra/app.py": "tests/infra",
    "infra/local": "tests/integration",
    "infra/privacy/__main__.py": "tests/infra/test_dpia.py",
    "infra/privacy/inventory.py": "tests/infra/test_dpia.py",
    "media_worker/__main__.py": "tests/integration/media_worker",
    "media_worker/bootstrap.py": "tests/integration/media_worker",
    "media_worker/incoming.py": "tests/unit/media_worker/test_up_leg.py",
    "media_worker/peer.py": "tests/integration/media_worker",
    "media_worker/session.py": "tests/integration/media_worker",
    "media_worker/stream.py": "tests/integration/media_worker",
    "media_worker/synthetic_session.py": "tests/integration/local",
    "media_worker/upload.py": "tests/unit/media_worker/test_uploads.py",
}
"""Code whose promise shows only against what it adapts or makes; its suite stands there."""

WITHOUT_BEHAVIOUR = {
    "functions/boundary/events.py": "names only",
    "functions/shares/queries.py": "forms only; read by the routes",
    "functions/whip/headers.py": "forms only; read by the routes",
    "functions/sightline/usecases/reach.py": "ports only; what has them is tested where it tells and ends",
    "functions/sightline/ports.py": "protocols only",
    "functions/sightline/domain/awaited_copy.py": "a record only",
    "functions/sightline/domain/disposal.py": "records only",
    "functions/sightline/domain/locking.py": "a record only",
    "functions/sightline/domain/participant.py": "words only",
    "functions/sightline/domain/position.py": "a record only",
    "functions/sightline/domain/quality.py": "words only",
    "functions/sightline/usecases/invite_desk.py": "a bundle of ports only",
    "functions/sightline/usecases/share_desk.py": "protocols only",
    "media_worker/frames.py": "forms and a protocol only",
    "media_worker/station.py": "a bundle of ports only",
    "functions/sightline/messages/changes.py": "forms only; read back by the golden messages",
    "functions/sightline/messages/copies.py": "forms only; filled by derivations and by the use cases of copies",
    "functions/sightline/messages/faces.py": "forms only; filled by derivations and by the use cases of face searches",
    "functions/sightline/messages/bundles.py": "forms only; filled by the use cases of bundles",
    "functions/sightline/messages/custody.py": "forms only; filled by custody_views, verification and viewings",
    "functions/sightline/messages/closing.py": "a form only; written by the worker's recording, read by timelines",
    "functions/sightline/usecases/archive.py": "protocols only",
    "functions/sightline/usecases/exchange.py": "protocols only",
    "functions/sightline/messages/positions.py": "forms only; filled by the phone, location and trails",
    "functions/sightline/messages/recordings.py": "forms only; filled by the use cases of replay and stills",
    "functions/sightline/messages/sessions.py": "forms only; filled by the use cases of sessions",
    "functions/sightline/messages/tickets.py": "a form only; filled by the use cases of tickets",
    "functions/sightline/messages/signalling.py": "forms only; read back by the golden messages",
    "functions/sightline/messages/materials.py": "forms only; filled by the use cases' material_views",
    "functions/sightline/messages/shares.py": "forms only; filled by the use cases of shares",
    "functions/sightline/messages/views.py": "forms only; filled by the use cases' announcements",
}

CHECKING = ("assert", "raises", "expect", "check", "verify", "validate", "eventually", "wait_for")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


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
    """Each test asserts, or calls what does; a property may be that nothing is raised."""
    idle = [f"{path}:{test.lineno} {test.name}" for path, test in every_test() if not _checks(test, parsed(path))]
    assert idle == []


def _checks(function: ast.FunctionDef | ast.AsyncFunctionDef, module: ast.Module) -> bool:
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)) or _is_a_property(function):
        return True
    called = {_called(node) for node in ast.walk(function) if isinstance(node, ast.Call)}
    if any(word in name for name in called for word in CHECKING):
        return True
    return any(_checks(node, module) for node in module.body if isinstance(node, FUNCTIONS) and node.name in called)


def _is_a_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(node, ast.Call) and _called(node) == "given" for node in function.decorator_list)


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
