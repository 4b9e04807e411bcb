"""Finds and parses the project's own files for the rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNTIME = ("functions", "media_worker", "infra")
TOP_FOLDERS = (*RUNTIME, "web", "tests")
NOT_OURS = {"node_modules", "dist", "__pycache__"}


def files(folder: str, *suffixes: str) -> Iterator[Path]:
    """Return the files under a top folder that end in one of the suffixes, relative to the root."""
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in suffixes and not NOT_OURS & set(path.parts):
            yield path.relative_to(ROOT)


def modules(*folders: str) -> list[Path]:
    """Return the Python modules under folders, without the files that only mark a package."""
    return [path for folder in folders for path in files(folder, ".py") if path.name != "__init__.py"]


@cache
def parsed(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse((ROOT / path).read_text())


def every_test() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Return every test function with the file it stands in."""
    for path in modules("tests"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield path, node
