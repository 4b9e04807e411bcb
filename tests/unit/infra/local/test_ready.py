"""The ready-file appears whole or not at all."""

import json
from pathlib import Path

from infra.local.ready import write_ready_file


def test_the_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """An earlier file is replaced, and nothing unfinished stays beside it."""
    path = tmp_path / "ready.json"
    path.write_text("old")
    write_ready_file(path, {"origin": "http://here"})
    assert json.loads(path.read_text()) == {"origin": "http://here"}
    assert [each.name for each in tmp_path.iterdir()] == ["ready.json"]
