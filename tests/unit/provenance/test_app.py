"""The function does what S3's notifications ask for."""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance.app import finish_or_fail, read_prefixes
from sightline.messages.copies import CopyFailure
from tests.fakes.content import PREFIX, BareCopy
from tests.fakes.copies import CopiesInMemory


class Overtaken(CopiesInMemory):
    """A bucket in which another run finishes a copy as soon as this one has looked."""

    def fetch_file(self, key: str, path: Path) -> str | None:
        """Find nothing: the other run has tidied up."""
        self.objects[f"{PREFIX}derivation.json"] = self.objects.pop(f"{PREFIX}bare/derivation.json")
        self.objects.pop(key)
        return super().fetch_file(key, path)


class OutOfOrder(CopiesInMemory):
    """A bucket that takes no file."""

    def put_file(self, key: str, path: Path, media_type: str, sha256: str) -> None:
        """Refuse."""
        raise ConnectionError(key, path, media_type, sha256)


def _told(*keys: str) -> str:
    records: list[dict[str, Any]] = [{"s3": {"object": {"key": key}}} for key in keys]
    return json.dumps({"Records": records})


def test_a_bare_derivation_is_a_copy_to_be_finished() -> None:
    """Keys come as in an address; what else arrives is not ours."""
    others = ("avon/session/copy/derivation.json", "avon/session/copy/bare/clip.mp4")
    body = _told("a%2Bvon/session/copy/bare/derivation.json", *others)
    assert list(read_prefixes(body)) == ["a+von/session/copy/"]


def test_the_word_with_which_s3_tries_a_queue_is_passed_over() -> None:
    """It names no object."""
    assert list(read_prefixes(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"}))) == []


def test_an_altered_copy_has_failed(film: bytes) -> None:
    """The officer is told, and may ask again."""
    waiting = BareCopy()
    bare = waiting.put(film)
    waiting.copies.objects[f"{PREFIX}bare/{bare.files[0].file}"] = b"another"
    finish_or_fail(waiting.office(), PREFIX)
    failure = CopyFailure.model_validate_json(waiting.copies.objects[f"{PREFIX}failure.json"])
    assert failure.code == "copy-altered"


def test_a_run_that_comes_late_leaves_no_failure(film: bytes) -> None:
    """Another run has finished the copy, and taken the bare files away while this one was on its way to them."""
    waiting = BareCopy(copies=Overtaken())
    waiting.put(film)
    finish_or_fail(waiting.office(), PREFIX)
    assert f"{PREFIX}failure.json" not in waiting.copies.objects


def test_a_store_that_does_not_answer_is_asked_again(film: bytes) -> None:
    """What may pass is left to the queue."""
    waiting = BareCopy(copies=OutOfOrder())
    waiting.put(film)
    with pytest.raises(ConnectionError):
        finish_or_fail(waiting.office(), PREFIX)
    assert f"{PREFIX}bare/derivation.json" in waiting.copies.objects
