"""The commands that people and machines use."""

import re
import stat

from tests.rules.sources import ROOT


def _targets() -> dict[str, str]:
    rules = re.findall(r"^([a-z0-9-]+):[^=\n]*?(?:## (.+))?$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return dict(rules)


def test_every_target_has_its_line_of_help() -> None:
    """`make` alone explains every target that a person may ask for."""
    assert {"setup", "run", "check", "test", "schema", "openapi", "lock", "synth", "clean", "e2e"} <= set(_targets())
    assert [target for target, explained in _targets().items() if not explained] == []


def test_the_gate_checks_and_tests() -> None:
    """`.ci/run` is a script that stops at the first failure of `make check` or `make test`."""
    gate = ROOT / ".ci" / "run"
    assert gate.stat().st_mode & stat.S_IXUSR
    assert re.findall(r"^(set -euo pipefail|make \w+)$", gate.read_text(), re.MULTILINE) == [
        "set -euo pipefail",
        "make check",
        "make test",
    ]
