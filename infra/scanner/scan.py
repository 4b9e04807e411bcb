"""Runs checkov over templates. It stands in an environment of its own: its requirements and ours exclude each other."""

import json
import subprocess
from pathlib import Path
from typing import Any

from infra.scanner.baseline import Finding

CHECKOV = Path(__file__).parents[2] / ".venv" / "checkov" / "bin" / "checkov"
OPTIONS = ("--framework", "cloudformation", "--skip-download", "--quiet", "--compact", "--output", "json")
"""Nothing is fetched and nothing is sent."""


class ScanFailedError(Exception):
    """The checker could not do its work; the message says what it said."""


def scan(directory: Path, checkov: Path = CHECKOV) -> list[Finding]:
    """Return what checkov finds in a directory's templates; a template that it cannot read is a failure."""
    command = [str(checkov), "--directory", str(directory), *OPTIONS]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own words
    try:
        report: dict[str, Any] = json.loads(said.stdout)
    except json.JSONDecodeError as error:
        raise ScanFailedError(said.stderr[-2000:] or said.stdout[-2000:]) from error
    return read_report(report)


def read_report(report: dict[str, Any]) -> list[Finding]:
    """Return the findings of checkov's own report (its JSON for one framework)."""
    seen = report["summary"]
    if seen["parsing_errors"] or not seen["resource_count"]:
        message = f"It read {seen['resource_count']} resources and could not read {seen['parsing_errors']} templates."
        raise ScanFailedError(message)
    return [
        Finding(failed["check_id"], failed["check_name"], _place(failed["file_path"], failed["resource"]))
        for failed in report["results"]["failed_checks"]
    ]


def _place(file: str, resource: str) -> str:
    """Name a stack and a resource: `/sightline-web.template.json` and `AWS::S3::Bucket.Logs` are sightline-web/Logs."""
    return f"{Path(file).name.removesuffix('.template.json')}/{resource.rpartition('.')[2]}"
