"""How many segments a text takes."""

import pytest

from sightline.domain.gsm7 import count_segments, is_gsm7, simplify


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("ŵ" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_segments_are_counted_as_providers_bill_them(text: str, segments: int) -> None:
    """160 or 70 characters alone, 153 or 67 in company; the extension's and the astral ones count twice."""
    assert count_segments(text) == segments


def test_the_alphabet_has_what_links_need() -> None:
    """Base64url, # and : are all in it."""
    assert is_gsm7("https://video.example.police.uk/j#ABCxyz019_-")
    assert not is_gsm7("`")


def test_letters_lose_what_the_alphabet_lacks() -> None:
    """Roofs go, quotation marks become straight, what the alphabet has stays, other scripts stay."""
    assert simplify("Heddlu Gŵyr \N{EN DASH} “Y Tŷ”… é") == 'Heddlu Gwyr - "Y Ty"... é'
    assert simplify("警察") == "警察"
