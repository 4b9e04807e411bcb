"""Starts the whole system as its own process and speaks to it as programs do."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import boto3

Found = TypeVar("Found")

FORCE = "force"
"""The force of the officers who record in tests, and the first part of their recordings' keys."""


def wait_for(look: Callable[[], Found | None], what: str, seconds: float = 30) -> Found:
    """Return the first truthy thing that `look` finds; fail with what was waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.15)
    message = f"waited {seconds} s in vain for {what}"
    raise AssertionError(message)


@dataclass(frozen=True)
class Laptop:
    """The running system: its addresses, and its AWS clients."""

    addresses: dict[str, Any]
    process: subprocess.Popen[bytes]

    @property
    def origin(self) -> str:
        """Scheme, host and port of the site."""
        return str(self.addresses["origin"])

    @property
    def bucket(self) -> str:
        """Name of the evidence bucket."""
        return str(self.addresses["evidence_bucket"])

    def client(self, service: str) -> Any:
        """Return a boto3 client for the emulated AWS."""
        return _client(service, self.addresses["moto"], self.addresses["region"])

    def keys(self, prefix: str) -> list[str]:
        """Return the evidence bucket's keys under a prefix."""
        return [item["Key"] for item in self._list(prefix)]

    def uploaded(self) -> list[str]:
        """Return the keys of all files that were brought in, the newest one's first."""
        files = [item for item in self._list("") if item["Key"].endswith("/upload/master")]
        return [item["Key"] for item in sorted(files, key=lambda item: item["LastModified"], reverse=True)]

    def _list(self, prefix: str) -> list[Any]:
        pages = self.client("s3").get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [item for page in pages for item in page.get("Contents", [])]

    def kept(self, session_id: str) -> list[str]:
        """Return the keys of what is kept of a session; all other sessions' would take the store much longer."""
        return self.keys(f"{FORCE}/{session_id}/")

    def fragments(self, session_id: str) -> list[str]:
        """Return the keys of a session's fragments."""
        return [key for key in self.kept(session_id) if key.endswith(".m4s")]

    def read(self, key: str) -> bytes:
        """Return an object's bytes."""
        return bytes(self.client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read())

    def texts(self) -> list[dict[str, str]]:
        """Return the texts that the provider was given, oldest first, as {message_id, phone_number, text}."""
        with urllib.request.urlopen(f"{self.addresses['moto']}/_laptop/texts") as answer:
            texts: list[dict[str, str]] = json.load(answer)
        return texts

    def mails(self, address: str) -> list[dict[str, str]]:
        """Return the mails to an address, oldest first, as {message_id, address, subject, text}."""
        with urllib.request.urlopen(f"{self.addresses['moto']}/_laptop/mails") as answer:
            mails: list[dict[str, str]] = json.load(answer)
        return [mail for mail in mails if mail["address"] == address]

    def session_id(self, incident_ref: str) -> str:
        """Return the session of an incident, from the sessions table."""
        table = self.addresses["tables"]["sessions"]
        items = self.client("dynamodb").scan(TableName=table)["Items"]
        return next(str(item["session_id"]["S"]) for item in items if item["incident_ref"]["S"] == incident_ref)

    def cut_connections(self, *kinds: str) -> set[str]:
        """Cut the WebSockets of all pages, or of what is named, as API Gateway does after two hours; return which."""
        items = self.client("dynamodb").scan(TableName=self.addresses["tables"]["connections"])["Items"]
        listening = kinds or ("citizen#", "officers#")
        cut = {item["connection_id"]["S"] for item in items if item["topic"]["S"].startswith(listening)}
        for connection_id in cut:
            address = f"{self.addresses['connections']}/@connections/{connection_id}"
            request = urllib.request.Request(address, method="DELETE")
            with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request):
                pass
        return cut

    def announced_over(self) -> set[str]:
        """Return the connections over which workers have announced themselves last."""
        items = self.client("dynamodb").scan(TableName=self.addresses["tables"]["workers"])["Items"]
        return {item["connection_id"]["S"] for item in items}

    @contextlib.contextmanager
    def outage(self, service: str) -> Iterator[None]:
        """Let a service of AWS's answer 503 for a while."""
        address = f"{self.addresses['moto']}/_laptop/outage/{service}"
        urllib.request.urlopen(urllib.request.Request(address, method="PUT")).close()
        try:
            yield
        finally:
            urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()

    def worker_pid(self) -> int:
        """Return the process id of the media worker that was started first."""
        return int(self.addresses["workers"][0]["pid"])


@cache
def _client(service: str, endpoint_url: str, region: str) -> Any:
    """Make a client once: making one takes longer than all that who waits asks it between two looks."""
    return boto3.Session().client(  # type: ignore[call-overload] # the service's name is a variable
        service,
        endpoint_url=endpoint_url,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the emulator's own, good for nothing
    )


@contextmanager
def run_laptop(folder: Path, *options: str) -> Iterator[Laptop]:
    """Start the system, wait until all of it answers, and end it afterwards."""
    ready = folder / "ready.json"
    with (folder / "laptop.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "infra.local", "--port", "0", "--ready-file", str(ready), *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            wait_for(lambda: ready.exists() or process.poll() is not None, "the system to be ready", 120)
            assert ready.exists(), (folder / "laptop.log").read_text()[-4000:]
            yield Laptop(json.loads(ready.read_text()), process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
