"""A process that has just begun, with the environment that a deployment gives it."""

import os

import pytest

from sightline import bootstrap
from sightline.config import PREFIX


def begin_process(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    """Forget all that was made, and give the process these settings and no others."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    for made in vars(bootstrap).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
