"""Scans production's templates: `make checkov`. Fails on a finding without a reason, and the other way round."""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.app import add_stacks, make_app
from infra.scanner.baseline import Accepted, Finding, outlived, read_baseline, unexplained
from infra.scanner.scan import scan
from infra.settings import read_settings


def main() -> int:
    """Synthesise, scan, and tell; return how the process ends."""
    with TemporaryDirectory() as directory:
        app = make_app(Path(directory))
        add_stacks(app, read_settings("prod"))
        app.synth()
        findings = scan(Path(directory))
    return tell(findings, read_baseline())


def tell(findings: Sequence[Finding], baseline: Sequence[Accepted]) -> int:
    """Print what is new and what is no longer; return 1 if there is any of it."""
    new, old = unexplained(findings, baseline), outlived(findings, baseline)
    for finding in new:
        print(f"new: {finding}")  # noqa: T201 - what the command is for
    for pattern in old:
        print(f"no longer found: {pattern}")  # noqa: T201 - as above
    print(f"{len(findings)} findings, {len(findings) - len(new)} of them explained.")  # noqa: T201 - as above
    return 1 if new or old else 0


if __name__ == "__main__":
    sys.exit(main())
