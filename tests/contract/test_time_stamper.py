"""Time-stamps by an authority that is not ours, checked by a program that is not ours."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sightline.adapters.time_stamper import HttpTimeStamper
from sightline.domain.errors import TimestampFailedError
from tests.fakes.authority import TimeStampAuthority, run_authority

ROOT = b'{"format":"sightline-root/1"}'


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[TimeStampAuthority]:
    """Run OpenSSL's authority."""
    with run_authority(tmp_path) as authority:
        yield authority


def test_openssl_verifies_what_the_authority_has_stamped(authority: TimeStampAuthority, tmp_path: Path) -> None:
    """With the authority's certificate alone; of other bytes it does not hold."""
    root, stamp = tmp_path / "root.json", tmp_path / "root.tsr"
    root.write_bytes(ROOT)
    stamp.write_bytes(HttpTimeStamper(authority.url).stamp(ROOT))
    authority.verify(root, stamp)
    root.write_bytes(ROOT + b" ")
    with pytest.raises(subprocess.CalledProcessError):
        authority.verify(root, stamp)


def test_an_answer_to_another_question_is_none(authority: TimeStampAuthority) -> None:
    """Neither of other bytes, nor an old one of the same bytes, nor something else altogether."""
    stamper = HttpTimeStamper(authority.url)
    for answer in (stamper.stamp(b"other bytes"), stamper.stamp(ROOT), b"<html>"):
        authority.answers_with = answer
        with pytest.raises(TimestampFailedError):
            stamper.stamp(ROOT)
        authority.answers_with = None


def test_a_stamp_of_other_bytes_is_none_though_it_answers_this_very_question(authority: TimeStampAuthority) -> None:
    """An authority that stamps something else, under the number that it was asked with, has stamped nothing of ours."""
    authority.stamps = b"other bytes"
    with pytest.raises(TimestampFailedError):
        HttpTimeStamper(authority.url).stamp(ROOT)


def test_an_authority_that_refuses_has_failed(authority: TimeStampAuthority) -> None:
    """What OpenSSL answers to a question that it cannot read is a refusal, without a time-stamp."""
    authority.answers_with = authority.reply(b"no question")
    with pytest.raises(TimestampFailedError):
        HttpTimeStamper(authority.url).stamp(ROOT)


def test_an_authority_that_is_not_there_has_failed() -> None:
    """Nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(TimestampFailedError):
            HttpTimeStamper(f"http://127.0.0.1:{bound.getsockname()[1]}/").stamp(ROOT)
