"""`python -m infra.rebuild`: makes custody, materials, shares, sessions and their trails anew from the evidence bucket.

It reads the environment that function `dispose` has (SIGHTLINE_EVIDENCE_BUCKET, SIGHTLINE_CUSTODY_TABLE, …); whoever
runs it must be allowed to read that bucket and to write these tables, which may be empty, or half full from a run that
broke off.
"""

import sys

from sightline.bootstrap import ports, settings
from sightline.usecases.rebuilding import Rebuilt, rebuild_tables


def main() -> int:
    """Rebuild the force's tables; leave with 1 where a chain is not whole."""
    rebuilt = rebuild_tables(ports(), settings().force_id)
    sys.stdout.write(describe(rebuilt))
    return 1 if rebuilt.broken else 0


def describe(rebuilt: Rebuilt) -> str:
    """Say what was made, and what people must look at."""
    lines = [f"{rebuilt.chains} chains of custody, {rebuilt.materials} materials, {rebuilt.disposed} disposed of."]
    lines += [f"The chain of {material_id} is not whole: it was left out." for material_id in rebuilt.broken]
    lines += [
        f"What lies under {each} is no material: it was never sealed, or was refused." for each in rebuilt.unsealed
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
