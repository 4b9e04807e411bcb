"""A bare copy becomes a copy, with credentials where they can be given."""

import hashlib

import pytest

from provenance.embedding import Issuer, NotIssuedError
from provenance.finishing import finish_copy
from sightline.domain.bare_copy import CopyAlteredError
from tests.fakes.content import PREFIX, BareCopy, a_file, an_issuer, read_credentials
from tests.fakes.evidence import SignerInMemory


@pytest.fixture
def waiting() -> BareCopy:
    """Return a derived bucket."""
    return BareCopy()


def test_a_copy_gets_its_credentials_and_its_new_digest(waiting: BareCopy, film: bytes) -> None:
    """The derivation names the file that is stored; all else stands as it was, and nothing bare is left."""
    bare = waiting.put(film)
    finish_copy(waiting.office(an_issuer(waiting.authority)), PREFIX)
    (file,) = waiting.finished().files
    body = waiting.copies.objects[PREFIX + file.file]
    assert (file.sha256, file.bytes, file.credentials) == (hashlib.sha256(body).hexdigest(), len(body), True)
    assert file.file == f"clip-01-{file.sha256[:16]}.mp4"
    assert read_credentials(body, "video/mp4", waiting.authority.pem).get_validation_state() == "Trusted"
    assert waiting.finished().model_copy(update={"files": bare.files}) == bare
    assert set(waiting.copies.objects) == {PREFIX + file.file, f"{PREFIX}derivation.json"}


def test_without_a_certificate_the_copy_says_that_it_has_none(waiting: BareCopy, film: bytes) -> None:
    """It goes on as it was made."""
    bare = waiting.put(film)
    finish_copy(waiting.office(), PREFIX)
    assert waiting.finished() == bare
    assert waiting.finished().files[0].credentials is False
    assert waiting.copies.objects[PREFIX + bare.files[0].file] == film


def test_what_c2pa_has_no_place_in_goes_on_without(waiting: BareCopy) -> None:
    """WebM and Matroska hold no manifest."""
    bare = waiting.put(b"\x1a\x45\xdf\xa3", "video/webm")
    finish_copy(waiting.office(an_issuer(waiting.authority)), PREFIX)
    assert waiting.finished() == bare


def test_credentials_that_would_not_hold_keep_no_copy_back(
    waiting: BareCopy, film: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """An officer gets the copy, and somebody is called, by the code in the log."""
    waiting.put(film)
    another = waiting.authority.certify(SignerInMemory().key.public_key())
    finish_copy(waiting.office(Issuer(SignerInMemory().sign, another)), PREFIX)
    assert waiting.finished().files[0].credentials is False
    (line,) = [record for record in caplog.records if "could not be given its credentials" in record.message]
    assert vars(line)["code"] == NotIssuedError.code


def test_twice_changes_nothing(waiting: BareCopy, film: bytes) -> None:
    """S3 may tell of a copy twice, and a copy may be made twice: the first one stands."""
    office = waiting.office(an_issuer(waiting.authority))
    waiting.put(film)
    finish_copy(office, PREFIX)
    first = dict(waiting.copies.objects)
    finish_copy(office, PREFIX)
    waiting.put(film)
    finish_copy(office, PREFIX)
    assert waiting.copies.objects == first


def test_a_file_that_is_not_what_was_made_is_no_copy(waiting: BareCopy, film: bytes) -> None:
    """Between making and signing nobody changes a bit unnoticed."""
    bare = waiting.put(film)
    waiting.copies.objects[f"{PREFIX}bare/{bare.files[0].file}"] += b"!"
    with pytest.raises(CopyAlteredError):
        finish_copy(waiting.office(an_issuer(waiting.authority)), PREFIX)
    assert f"{PREFIX}derivation.json" not in waiting.copies.objects


def test_a_run_that_was_cut_off_is_gone_on_with(waiting: BareCopy, film: bytes) -> None:
    """A file that is finished is not signed again: a copy of many hours takes more than one run."""
    office = waiting.office(an_issuer(waiting.authority))
    first, second = a_file(film), a_file(film + b"\0\0\0\x08free")
    waiting.put_all((first, film), (second, b"not there yet"))
    with pytest.raises(CopyAlteredError):
        finish_copy(office, PREFIX)
    (done,) = [key for key in waiting.copies.objects if key.endswith(".mp4") and "/bare/" not in key]
    waiting.put_all((first, film), (second, film + b"\0\0\0\x08free"))
    finish_copy(office, PREFIX)
    assert PREFIX + waiting.finished().files[0].file == done
    assert not [key for key in waiting.copies.objects if "/bare/" in key]
