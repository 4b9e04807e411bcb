"""Synthesis is done again when, and only when, what it is made from has changed."""

from pathlib import Path

import pytest

from infra.local import synthesis


@pytest.fixture
def infra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project's infra folder."""
    folder = tmp_path / "infra"
    (folder / "local").mkdir(parents=True)
    (folder / "app.py").write_text("one")
    (folder / "local" / "player.py").write_text("one")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(synthesis, "ROOT", tmp_path)
    monkeypatch.setattr(synthesis, "INFRA", folder)
    return folder


def test_a_changed_stack_changes_the_fingerprint(infra: Path) -> None:
    """Another content or another file is another synthesis."""
    before = synthesis.fingerprint()
    (infra / "app.py").write_text("two")
    changed = synthesis.fingerprint()
    (infra / "stack.py").write_text("")
    assert len({before, changed, synthesis.fingerprint()}) == 3


def test_the_laptops_own_code_does_not(infra: Path) -> None:
    """The players do not matter to the templates."""
    before = synthesis.fingerprint()
    (infra / "local" / "player.py").write_text("two")
    assert synthesis.fingerprint() == before


@pytest.mark.usefixtures("infra")
async def test_a_synthesis_that_is_there_is_used(tmp_path: Path) -> None:
    """Nothing is run when there is an assembly of this fingerprint: a place has its name only once it is complete."""
    place = tmp_path / "kept" / synthesis.fingerprint()
    place.mkdir(parents=True)
    assert await synthesis.synthesize(tmp_path / "kept") == place / "cdk.out"
