"""What `make checkov` says."""

import pytest

from infra.scanner.__main__ import tell
from infra.scanner.baseline import Accepted, Finding

KNOWN = Accepted(rule="CKV_1", places=("web/*",), on="2026-11-21", reason="It holds nothing of anybody at all.")


@pytest.mark.parametrize(
    ("findings", "said", "status"),
    [
        ([Finding("CKV_1", "Log it", "web/Log")], "1 findings, 1 of them explained.", 0),
        (
            [Finding("CKV_1", "", "web/Log"), Finding("CKV_2", "Lock it", "web/Log")],
            "new: CKV_2 at web/Log: Lock it",
            1,
        ),
        ([], "no longer found: CKV_1 at web/*", 1),
    ],
)
def test_what_is_new_or_gone_fails(
    findings: list[Finding], said: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever deploys reads which finding has no reason, and which reason no finding."""
    assert tell(findings, [KNOWN]) == status
    assert said in capsys.readouterr().out
