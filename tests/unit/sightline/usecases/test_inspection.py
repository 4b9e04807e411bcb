"""Files that are taken as evidence, and those that are not."""

import pytest

from sightline.domain.errors import SightlineError
from sightline.domain.upload import FileKindMismatchError, FileNotAllowedError, PictureTooLargeError
from sightline.usecases.inspection import TAIL_BYTES, UNKNOWN, inspect_file
from tests.fakes.files import AVI, JPEG, MP4, PDF, RECORDER, WEBM, png


@pytest.mark.parametrize(
    ("body", "file_name", "media_type"),
    [
        (JPEG, "door.JPG", "image/jpeg"),
        (JPEG, "door.jpeg", "image/jpeg"),
        (png(1920, 1080), "door.png", "image/png"),
        (MP4, "shop door.mp4", "video/mp4"),
        (MP4, "phone.MOV", "video/mp4"),
        (WEBM, "clip.webm", "video/webm"),
        (PDF, "statement.pdf", "application/pdf"),
    ],
)
def test_pictures_films_and_papers_are_taken(body: bytes, file_name: str, media_type: str) -> None:
    """By what they are, whatever the case of their name's ending."""
    finding = inspect_file(body, body[-64:], file_name)
    assert (finding.media_type, finding.is_proprietary) == (media_type, False)


def test_an_avi_is_taken() -> None:
    """Under one of the names that its type goes by."""
    assert inspect_file(AVI, b"", "dvr.avi").media_type.startswith("video/")


@pytest.mark.parametrize("file_name", ["ch01.dav", "export.g64x", "no-ending", "blob.bin"])
def test_a_recorders_own_format_is_kept_and_said_to_be_one(file_name: str) -> None:
    """Nobody here knows it; its maker's program plays it."""
    finding = inspect_file(RECORDER, RECORDER[-64:], file_name)
    assert (finding.media_type, finding.is_proprietary) == (UNKNOWN, True)


@pytest.mark.parametrize(
    ("body", "tail", "file_name"),
    [
        (b"MZ\x90\x00" + bytes(60), b"", "player.exe"),
        (b"MZ\x90\x00" + bytes(60), b"", "film.mp4"),
        (b"\x7fELF" + bytes(60), b"", "ch01.dav"),
        (b"#!/bin/sh\nrm -rf", b"", "export.bin"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', b"", "map.svg"),
        (b"<!DOCTYPE html><title>x", b"", "report.pdf"),
        (b"\n\n  <HTML>", b"", "index.dat"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", b"", "eicar.com"),
        (JPEG, b"PK\x05\x06" + bytes(18), "door.jpg"),
        (JPEG, b"<script>alert(1)</script>", "door.jpg"),
        (JPEG[:20] + b"<?php system($_GET[0]);", b"", "door.jpg"),
        (JPEG, b"PK\x05\x06" + bytes(18) + b"c" * 65_535, "door.jpg"),
        (JPEG, b"Rar!\x1a\x07\x01\x00" + bytes(64), "door.jpg"),
        (JPEG, bytes(64) + b"\x1dwVQ\x03\x05\x04\x00", "door.jpg"),
        (MP4, b"7z\xbc\xaf\x27\x1c" + bytes(64), "film.mp4"),
        (JPEG[:20] + b"%PDF-1.4\n1 0 obj", b"", "door.jpg"),
        (b"@echo off\r\ndel *", b"", "player.BAT"),
        (b"var shell = new ActiveXObject()", b"", "film.mp4.js"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(64), b"", "film.lnk. "),
    ],
)
def test_what_runs_is_refused(body: bytes, tail: bytes, file_name: str) -> None:
    """Programs, scripts, web pages, drawings that hold scripts, and two files in one."""
    with pytest.raises(FileNotAllowedError):
        inspect_file(body, tail[-TAIL_BYTES:], file_name)


@pytest.mark.parametrize(("body", "file_name"), [(JPEG, "door.mp4"), (MP4, "film.jpg"), (PDF, "x.png"), (JPEG, "door")])
def test_a_file_that_is_not_what_its_name_says_is_refused(body: bytes, file_name: str) -> None:
    """The officer is asked to give it the right ending."""
    with pytest.raises(FileKindMismatchError):
        inspect_file(body, b"", file_name)


def test_a_pixel_flood_is_refused() -> None:
    """A few bytes that claim a picture of gigabytes are no camera's; a large scan is taken."""
    with pytest.raises(PictureTooLargeError):
        inspect_file(png(100_000, 100_000), b"", "door.png")
    assert inspect_file(png(15_000, 15_000), b"", "scan.png").media_type == "image/png"


@pytest.mark.parametrize("length", range(1, 60, 7))
def test_a_beginning_of_any_length_is_answered(length: int) -> None:
    """With a finding or a refusal, never another error."""
    for body in (JPEG, MP4, WEBM, png(64, 64), AVI):
        try:
            inspect_file(body[:length], body[-length:], "x.bin")
        except SightlineError as refusal:
            assert refusal.code  # noqa: PT017 either is fine
