"""What a process costs, as the kernel counts it; of no other process."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """A reading; differences of two are what counts."""

    cpu_seconds: float
    memory_bytes: int
    dropped_datagrams: int
    """How many its full UDP sockets have thrown away."""


def read_cost(pid: int) -> Cost:
    """Read a process's use so far, all threads together (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return Cost((int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND, pages * _PAGE_BYTES, _count_drops(pid))


def _count_drops(pid: int) -> int:
    links = (str(descriptor.readlink()) for descriptor in _descriptors(pid))
    inodes = {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}
    drops = 0
    for table in ("udp", "udp6"):
        rows = (line.split() for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:])
        drops += sum(int(row[-1]) for row in rows if row[9] in inodes)
    return drops


def _descriptors(pid: int) -> list[Path]:
    """Return a process's open files; one that closes just now is left out."""
    return [path for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()]
