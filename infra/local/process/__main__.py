"""`python -m infra.local.process MODULE ...`: runs a module that dies with its parent, without its having to know."""

import runpy
import sys

from infra.local.process.parent import die_with_parent

if __name__ == "__main__":
    die_with_parent()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
