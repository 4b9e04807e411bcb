"""A Dockerfile without an engine: its steps are read, and executed with every path of the image below one folder."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CONTINUED = re.compile(r"\\\n")
_PLACES = re.compile(r"(?<![\w/])/(?=opt|tmp|var/spool|run/turn)")


@dataclass(frozen=True)
class Step:
    """One instruction, as in `RUN python -m venv /opt/worker`."""

    word: str
    rest: str


def read_dockerfile(path: Path) -> list[Step]:
    """Return the instructions in order, each on one line, without comments."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    joined = _CONTINUED.sub(" ", "\n".join(lines))
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


@dataclass(frozen=True)
class Image:
    """A folder that stands for an image's root."""

    folder: Path

    def at(self, text: str) -> str:
        """Put the image's own places below the folder."""
        return _PLACES.sub(f"{self.folder}/", text)

    def build(self, steps: list[Step]) -> None:
        """Execute what copies and runs; other stages lie in the same folder, so copying from one changes nothing."""
        for step in steps:
            if step.word == "RUN":
                command = ["/bin/sh", "-euc", self.at(step.rest)]
                subprocess.run(command, check=True, cwd=self.folder, env={"PATH": self._path()})  # noqa: S603 ours
            elif step.word == "COPY" and not step.rest.startswith("--from="):
                source, target = step.rest.split()
                _copy(ROOT / source, Path(self.at(target)))

    def environment(self, steps: list[Step]) -> dict[str, str]:
        """Return what the last stage sets, on the PATH of a bare container."""
        last = [step.word for step in steps].index("FROM", 1)
        settings = dict(_read_settings(steps[last:]))
        return {name: self.at(value).replace("$PATH", self._path()) for name, value in settings.items()}

    def _path(self) -> str:
        return f"{self.folder}/usr/local/bin:{os.defpath}"

    def command(self, steps: list[Step], word: str) -> list[str]:
        """Return a command that stands in JSON, as ENTRYPOINT's or HEALTHCHECK's."""
        (rest,) = [step.rest for step in steps if step.word == word]
        command: list[str] = json.loads(rest[rest.index("[") :])
        return command


def _read_settings(steps: list[Step]) -> Iterator[tuple[str, str]]:
    pairs = (pair.partition("=") for step in steps if step.word == "ENV" for pair in step.rest.split())
    yield from ((name, value) for name, _, value in pairs)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    else:
        shutil.copy(source, target)
