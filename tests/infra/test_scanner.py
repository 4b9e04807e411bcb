"""What checkov says of production's templates: nothing without a dated reason in the baseline."""

import pytest

from infra.scanner.baseline import Finding, outlived, read_baseline, unexplained
from infra.scanner.scan import scan
from tests.infra.cloud import Cloud


@pytest.fixture(scope="module")
def findings(prod: Cloud) -> list[Finding]:
    """All that checkov finds; a quarter of a minute."""
    return scan(prod.assembly.stacks["sightline-api"].directory)


def test_every_finding_has_a_reason(findings: list[Finding]) -> None:
    """A new finding is mended, or explained in infra/scanner/baseline.toml."""
    assert findings
    assert [str(finding) for finding in unexplained(findings, read_baseline())] == []


def test_no_reason_has_outlived_its_finding(findings: list[Finding]) -> None:
    """What was mended is taken out of the baseline."""
    assert outlived(findings, read_baseline()) == []
