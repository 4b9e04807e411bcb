"""The two words that are read out."""

from sightline.domain.spoken_code import choose_spoken_code
from sightline.domain.spoken_words import WORDS


def test_a_code_is_two_words_of_the_list() -> None:
    """The same randomness gives the same code, another gives another."""
    first, second = choose_spoken_code("abc").split(" ")
    assert {first, second} <= set(WORDS)
    assert choose_spoken_code("abc") == f"{first} {second}"
    assert len({choose_spoken_code(str(number)) for number in range(1000)}) > 950
