"""How the functions' code is bundled."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from botocore.session import get_session

from infra.constructs.code import (
    SERVICES,
    SOURCE,
    PipBundling,
    compile_command,
    find_interpreter,
    leave_out_services,
    run_command,
)


def test_source_stands_beside_what_the_lock_names(tmp_path: Path) -> None:
    """The bundle holds every app and the product, and nothing that is not code."""
    PipBundling(run=lambda _: None, python=None).try_bundle(str(tmp_path))
    assert (tmp_path / "sightline" / "ports.py").is_file()
    assert (tmp_path / "invites").is_dir()
    assert not list(tmp_path.rglob("__pycache__"))
    assert not list(tmp_path.rglob("*.md"))


def test_codecs_are_installed_for_derivations_only(tmp_path: Path) -> None:
    """Each bundle has a lock of its own."""
    words: list[str] = []
    PipBundling(run=words.extend, python=None, lock="derivations").try_bundle(str(tmp_path))
    assert words[-1].endswith("requirements/derivations.lock")


def test_requirements_are_installed_for_lambdas_machine_by_hash(tmp_path: Path) -> None:
    """Pip takes wheels for arm64 and Python 3.13 only, and only those whose hash the lock names."""
    words: list[str] = []

    def note(command: Sequence[str]) -> None:
        words.extend(command)

    assert PipBundling(run=note, python=None).try_bundle(str(tmp_path))
    assert {"--platform=manylinux2014_aarch64", "--python-version=3.13", "--only-binary=:all:"} <= set(words)
    assert "--require-hashes" in words
    assert words[-1].endswith("requirements/functions.lock")


def test_source_is_compiled_by_the_runtimes_own_python(tmp_path: Path) -> None:
    """Lambda cannot write bytecode, and reads that of its own version only, so it is bundled."""
    commands: list[Sequence[str]] = []
    assert PipBundling(run=commands.append, python="python3.13").try_bundle(str(tmp_path))
    assert commands[-1] == compile_command("python3.13", str(tmp_path))


def test_a_bundle_without_bytecode_is_made_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever deploys without that Python is told what it costs."""
    assert PipBundling(run=lambda _: None, python=None).try_bundle(str(tmp_path))
    assert "no python3.13 here" in capsys.readouterr().err


@pytest.mark.parametrize(("status", "found"), [(0, True), (127, False)])
def test_an_interpreter_that_does_not_run_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, *, found: bool
) -> None:
    """A stand-in of pyenv is on the path for every version that any project has, and fails elsewhere."""
    stand_in = tmp_path / "python3.13"
    stand_in.write_text(f"#!/bin/sh\nexit {status}\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_interpreter("python3.13") == (str(stand_in) if found else None)


def test_an_interpreter_that_is_not_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then functions are bundled without bytecode."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_interpreter("python3.13") is None


def test_bytecode_is_never_compared_with_its_source(tmp_path: Path) -> None:
    """A bundle's files bear whatever date the archive gives them: what was compiled is what runs."""
    (tmp_path / "one.py").write_text("said = 'compiled'")
    run_command(compile_command(sys.executable, str(tmp_path)))
    (tmp_path / "one.py").write_text("said = 'read again'")
    asked = [sys.executable, "-c", "import one; print(one.said)"]
    said = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603 our own words
    assert said.stdout.strip() == "compiled"


def test_what_nobody_speaks_with_is_left_out(tmp_path: Path) -> None:
    """Of botocore's services; what all of them share stays."""
    for name in ("s3/2006-03-01", "ec2/2016-11-15"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "endpoints.json").touch()
    leave_out_services(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["endpoints.json", "s3"]


def test_what_functions_speak_with_is_there() -> None:
    """Every service that an adapter makes a client of, but EC2, which only the worker asks."""
    adapters = (SOURCE / "sightline" / "adapters").glob("*.py")
    asked = {name for each in adapters for name in re.findall(r'make_client\("([a-z0-9-]+)"', each.read_text())}
    assert asked - {"ec2"} == SERVICES
    assert set(get_session().get_available_services()) >= SERVICES
