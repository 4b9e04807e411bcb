"""What the measure of cold starts reads and writes."""

from infra.constructs.function_table import FUNCTIONS
from tests.bench.cold_start import Start, functions_by_module, read_import_times, write_table


def test_every_function_is_measured() -> None:
    """Each row of the function table belongs to one module that is imported."""
    measured = [name for names in functions_by_module().values() for name in names]
    assert sorted(measured) == sorted(row.name for row in FUNCTIONS)


def test_times_are_summed_by_package() -> None:
    """What `-X importtime` lists module by module is told by package, the slowest first."""
    lines = [
        "import time: self [us] | cumulative | imported package",
        "import time:      1500 |       1500 |   botocore.compat",
        "import time:       250 |       1750 | botocore",
        "import time:      3000 |       3000 | pydantic",
        "a line of the program's own",
    ]
    assert read_import_times(lines) == {"pydantic": 3.0, "botocore": 1.8}


def test_the_table_names_what_misses_the_aim() -> None:
    """A reader sees which function is too slow, and why."""
    slow = Start("invites.app", ("invites", "citizens"), 500, 8.4, (500,), {"botocore": 120.0})
    quick = Start("empty", (), 60, 1, (60,), {"chalice": 20.0})
    _, _, first, second = write_table([slow, quick]).splitlines()
    assert first == "| invites, citizens | 500, 450 is the aim | 8.4 | botocore 120 |"
    assert second == "| (an empty Chalice app) | 60 | 1 | chalice 20 |"
