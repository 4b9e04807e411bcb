"""The synthetic citizen on the running laptop: a whole session with a real picture."""

import json
import os
import subprocess
import sys
from typing import Any

from sightline.domain.invite import SYNTHETIC_FORCE
from tests.e2e.laptop import Laptop, wait_for


def _key(laptop: Laptop) -> str:
    secrets = laptop.client("secretsmanager")
    (found,) = [secret["ARN"] for secret in secrets.list_secrets()["SecretList"] if "Synthetic" in secret["Name"]]
    return str(secrets.get_secret_value(SecretId=found)["SecretString"])


def _run(laptop: Laptop, key: str) -> tuple[int, dict[str, Any], str]:
    environment = {
        "PATH": os.environ["PATH"],
        "SIGHTLINE_WORKER_API_URL": laptop.addresses["api"],
        "SIGHTLINE_WORKER_WS_URL": laptop.addresses["ws"],
        "SIGHTLINE_WORKER_KEY": key,
    }
    command = [sys.executable, "-m", "media_worker.synthetic_citizen"]
    ended = subprocess.run(  # noqa: S603 our own module
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    return ended.returncode, json.loads(ended.stdout), ended.stderr


def test_a_whole_session_is_lived_through_and_kept(laptop: Laptop) -> None:
    """It is invited without a text, sends a picture, hears that it is recorded, and ends; the evidence is sealed."""
    status, figures, log = _run(laptop, _key(laptop))
    assert status == 0, log
    assert (figures["SyntheticCitizenSucceeded"], figures["SyntheticCitizenFailed"]) == (1, 0)
    assert 0 < figures["SyntheticFirstFrameSeconds"] < 60
    assert laptop.texts() == []
    keys = wait_for(lambda: _sealed(laptop), "the seal", 90)
    assert [key for key in keys if key.endswith(".m4s")]


def _sealed(laptop: Laptop) -> list[str]:
    keys = laptop.keys(f"{SYNTHETIC_FORCE}/")
    return keys if any(key.endswith("/seal.json") for key in keys) else []


def test_a_wrong_key_is_counted_as_a_failure(laptop: Laptop) -> None:
    """The log names the step, and not the key."""
    status, figures, log = _run(laptop, "a-wrong-key")
    assert status == 1
    assert (figures["SyntheticCitizenSucceeded"], figures["SyntheticCitizenFailed"]) == (0, 1)
    assert "synthetic/invites: answered 401" in log
    assert "a-wrong-key" not in log
