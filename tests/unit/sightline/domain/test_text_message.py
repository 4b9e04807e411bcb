"""The text that carries the link."""

import pytest

from sightline.domain.gsm7 import count_segments, is_gsm7
from sightline.domain.invite import Language
from sightline.domain.text_message import WORDINGS, compose_link, compose_text

LINK = compose_link("https://video.northwales.police.uk", "A" * 22)


@pytest.mark.parametrize("language", Language)
def test_every_language_fits_one_segment(language: Language) -> None:
    """The fullest wording of each, with a name and a link of usual length."""
    text = compose_text("North Wales Police", LINK, language)
    assert count_segments(text) == 1
    assert text == WORDINGS[language][0].format(force="North Wales Police", link=LINK)


@pytest.mark.parametrize("language", Language)
def test_the_force_comes_first_and_the_link_last(language: Language) -> None:
    """A phone's preview shows who writes, and the link can be tapped."""
    text = compose_text("Heddlu Gŵyr", LINK, language)
    assert text.startswith("Heddlu Gwyr: ")
    assert text.endswith(f" {LINK}")
    assert is_gsm7(text)


def test_a_long_name_gets_a_shorter_wording() -> None:
    """One segment is worth more than the polite half-sentence."""
    force = "Heddlu Gogledd Cymru / North Wales Police"
    text = compose_text(force, LINK, Language.ENGLISH)
    assert count_segments(text) == 1
    assert text == WORDINGS[Language.ENGLISH][1].format(force=force, link=LINK)


def test_a_name_in_another_script_goes_out_in_as_few_segments_as_can_be() -> None:
    """It is not mangled, and the whole link is there."""
    text = compose_text("警察", LINK, Language.ENGLISH)
    assert text == f"警察: {LINK}"


def test_the_token_stands_behind_the_hash() -> None:
    """Nothing behind # is ever sent to a server by a browser."""
    assert compose_link("https://x.test", "secret") == "https://x.test/j#secret"
