"""How the functions' code is bundled."""

from collections.abc import Sequence
from pathlib import Path

from infra.constructs.code import PipBundling


def test_source_stands_beside_what_the_lock_names(tmp_path: Path) -> None:
    """The bundle holds every app and the product, and nothing that is not code."""
    PipBundling(run=lambda _: None).try_bundle(str(tmp_path))
    assert (tmp_path / "sightline" / "ports.py").is_file()
    assert (tmp_path / "invites").is_dir()
    assert not list(tmp_path.rglob("__pycache__"))
    assert not list(tmp_path.rglob("*.md"))


def test_requirements_are_installed_for_lambdas_machine_by_hash(tmp_path: Path) -> None:
    """Pip takes wheels for arm64 and Python 3.13 only, and only those whose hash the lock names."""
    words: list[str] = []

    def note(command: Sequence[str]) -> None:
        words.extend(command)

    assert PipBundling(run=note).try_bundle(str(tmp_path))
    assert {"--platform=manylinux2014_aarch64", "--python-version=3.13", "--only-binary=:all:"} <= set(words)
    assert "--require-hashes" in words
    assert words[-1].endswith("requirements/functions.lock")
