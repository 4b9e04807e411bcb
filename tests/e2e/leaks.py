"""Looks through the logs of a run for what must never stand in one: numbers, secrets, positions, addresses."""

import re
from pathlib import Path

FORBIDDEN = {
    "a phone number": re.compile(r"\+?44\s?7\d{3}\s?\d{6}|\b07\d{3}\s?\d{6}\b"),
    "a link's token": re.compile(r"/j#[A-Za-z0-9_-]{22}|\"token\"\s*:\s*\"[A-Za-z0-9_-]{22}\""),
    "a share's link, or a viewing": re.compile(r"/s/#\S+|\"token\"\s*:\s*\"[\w-]{16}\.[\w-]{22}\""),
    "a mailed address": re.compile(r"moss@example"),
    "a ticket": re.compile(r"ticket=[A-Za-z0-9_-]{16,}"),
    "a credential": re.compile(r"Bearer [A-Za-z0-9_.-]{16,}"),
    "a position": re.compile(r"51\.5007|-0\.1246|51\.4778"),
    "an ICE password": re.compile(r"a=ice-pwd:\S+"),
    "an address of a candidate": re.compile(r"a=candidate:\S+|candidate:\S+ \d udp"),
}

_REQUEST_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""A UUID: a few in a million end with what could be a phone number."""


def find_leaks(logs: Path) -> list[str]:
    """Return a line for each forbidden thing in any log file below a folder, without quoting it."""
    return [
        f"{meaning} in {path.name}, line {number}"
        for path in sorted(logs.rglob("*"))
        if path.is_file()
        for number, line in enumerate(_REQUEST_ID.sub("", path.read_text(errors="replace")).splitlines(), start=1)
        for meaning, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
