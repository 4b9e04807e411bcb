"""Where things stand, and how large and how vague they may be."""

import re

import pytest

from tests.rules.sources import ROOT, RUNTIME, TOP_FOLDERS, files

LONGEST = 300
LONGER = {
    "functions/sightline/domain/errors.py": "every refusal, side by side",
    "functions/bundles/verify.py": "one file, because it is handed to strangers who run it alone",
    "functions/sightline/bootstrap.py": "every need of every process, side by side",
    "functions/sightline/messages/signalling.py": "every message of one protocol, side by side",
    "functions/sightline/ports.py": "every port, side by side",
    "infra/constructs/alarm_table.py": "every alarm, side by side",
    "infra/constructs/function_table.py": "every function and all that it may touch, side by side",
    "infra/settings.py": "every setting of an environment, side by side",
    "web/shared/messages.generated.ts": "generated",
}
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "service", "services", "data", "info", "misc"}
REASONED = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*|type: ignore\[[a-z-]+\])[\s#-]*(?P<reason>.*)")
EXPLAINED_ELSEWHERE = "# noqa: SLF001"
SILENCED = re.compile(r"# (?:noqa|type: ignore)")


@pytest.mark.parametrize("folder", TOP_FOLDERS)
def test_a_top_folder_says_what_it_is(folder: str) -> None:
    """A newcomer finds a README in each top folder."""
    assert len((ROOT / folder / "README.md").read_text().splitlines()) > 3


def test_no_file_holds_more_than_one_idea() -> None:
    """No file is longer than 300 lines, but for those that a list in one place explains."""
    lengths = {
        str(path): len((ROOT / path).read_text().splitlines())
        for folder in TOP_FOLDERS
        for path in files(folder, ".py", ".ts")
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST and path not in LONGER} == {}
    assert [path for path in LONGER if path not in lengths] == []


def test_names_say_what_things_are() -> None:
    """No file is named after nothing in particular."""
    named = [path for folder in TOP_FOLDERS for path in files(folder, ".py", ".ts", ".css")]
    assert [str(path) for path in named if set(re.split(r"[_.-]", path.stem)) & VAGUE] == []


def test_a_silenced_check_says_why() -> None:
    """Each `noqa` and `type: ignore` names its rule and gives a reason on its line (SLF001's are in one list)."""
    silent = [
        f"{path}:{number}"
        for folder in RUNTIME
        for path in files(folder, ".py")
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1)
        if SILENCED.search(line) and not _has_reason(line)
    ]
    assert silent == []


def _has_reason(line: str) -> bool:
    match = REASONED.search(line)
    return match is not None and (match["reason"].strip() != "" or match[0].strip() == EXPLAINED_ELSEWHERE)
