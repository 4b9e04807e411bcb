"""How the site is bundled."""

from collections.abc import Sequence
from pathlib import Path

from infra.constructs.site_files import ViteBundling


def test_the_bundle_is_what_vite_has_built(tmp_path: Path) -> None:
    """Packages are installed by the lock, the pages are built, and the built pages are the bundle."""
    commands: list[Sequence[str]] = []
    dist = tmp_path / "dist"

    def build(command: Sequence[str]) -> None:
        commands.append(command)
        dist.mkdir(exist_ok=True)
        (dist / "index.html").write_text("built")

    assert ViteBundling(run=build, dist=dist).try_bundle(str(tmp_path / "bundle"))
    assert commands == [["npm", "ci"], ["npm", "run", "build"]]
    assert (tmp_path / "bundle" / "index.html").read_text() == "built"
