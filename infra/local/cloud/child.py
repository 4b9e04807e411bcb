"""moto's process, from the laptop's side."""

from asyncio.subprocess import Process
from pathlib import Path

from infra.local.process.children import bare_environment, read_line, start_python


class CloudProcess:
    """moto behind its strict layer."""

    def __init__(self, process: Process) -> None:
        """Use `start`."""
        self.process = process
        self.address = ""

    @classmethod
    async def start(cls, log: Path) -> "CloudProcess":
        """Start the process; `ready` waits until it listens."""
        environment = bare_environment()
        return cls(await start_python("infra.local.cloud", environment=environment, log=log, pass_output=True))

    async def ready(self) -> None:
        """Wait until it says at which port it listens."""
        self.address = f"http://127.0.0.1:{await read_line(self.process, 'moto')}"
