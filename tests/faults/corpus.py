"""The inputs that are kept for each parser: one file each, one input a line, in hexadecimal."""

from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")
LONGEST = 1024
MOST = 250


def kept(parser: str) -> list[bytes]:
    """Return a parser's inputs."""
    path = FOLDER / f"{parser}.hex"
    return [bytes.fromhex(line) for line in path.read_text().splitlines()] if path.exists() else []


def unpack(parser: str, folder: Path) -> None:
    """Lay a parser's inputs out as files in a folder of that name, as libFuzzer wants them."""
    (folder / parser).mkdir(parents=True)
    for number, content in enumerate(kept(parser)):
        (folder / parser / f"kept-{number}").write_bytes(content)


def keep(parser: str, folder: Path) -> int:
    """Keep the inputs in a folder, the shortest first; return how many."""
    found = {path.read_bytes() for path in folder.iterdir()}
    lines = sorted(
        (content.hex() for content in found if 0 < len(content) <= LONGEST), key=lambda line: (len(line), line)
    )
    (FOLDER / f"{parser}.hex").write_text("".join(f"{line}\n" for line in lines[:MOST]))
    return len(lines[:MOST])
