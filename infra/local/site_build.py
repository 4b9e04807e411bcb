"""The web pages, built if nobody has built them yet."""

import asyncio
import shutil
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"


class BuildFailedError(Exception):
    """The pages could not be built; the message is the build's last words."""


async def built_site() -> Path:
    """Return the directory of the built pages, building them if it is missing."""
    dist = WEB / "dist"
    if not (dist / "index.html").is_file():
        if not (WEB / "node_modules").is_dir():
            await _npm("ci")
        await _npm("run", "build")
    return dist


async def _npm(*arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        message = "The pages are not built and there is no npm to build them: install Node 20 or later."
        raise BuildFailedError(message)
    process = await asyncio.create_subprocess_exec(
        npm, *arguments, cwd=WEB, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise BuildFailedError(said.decode()[-2000:])
