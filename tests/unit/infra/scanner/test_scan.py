"""What is read of checkov's report."""

from typing import Any

import pytest

from infra.scanner.baseline import Finding
from infra.scanner.scan import ScanFailedError, read_report


def _report(**changed: int) -> dict[str, Any]:
    failed = {
        "check_id": "CKV_AWS_21",
        "check_name": "Ensure the S3 bucket has versioning enabled",
        "file_path": "/sightline-web.template.json",
        "resource": "AWS::S3::Bucket.Logs6819",
    }
    return {"results": {"failed_checks": [failed]}, "summary": {"resource_count": 326, "parsing_errors": 0} | changed}


def test_a_finding_names_its_stack_and_resource() -> None:
    """The place is written as the baseline's patterns are."""
    place = "sightline-web/Logs6819"
    assert read_report(_report()) == [Finding("CKV_AWS_21", "Ensure the S3 bucket has versioning enabled", place)]


def test_a_template_that_was_not_read_is_no_success() -> None:
    """A checker that saw nothing finds nothing, and that must not pass."""
    with pytest.raises(ScanFailedError, match="could not read 1"):
        read_report(_report(parsing_errors=1))
    with pytest.raises(ScanFailedError, match="read 0 resources"):
        read_report(_report(resource_count=0))
