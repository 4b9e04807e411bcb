"""The list of words."""

from sightline.domain.spoken_words import WORDS


def test_a_byte_chooses_a_word() -> None:
    """256 different ones, so that every byte names one and all are equally likely."""
    assert len(WORDS) == len(set(WORDS)) == 256


def test_words_are_short_and_plain() -> None:
    """Four to seven small letters, in the order of the alphabet so that a repetition is seen."""
    assert [word for word in WORDS if not (word.isascii() and word.islower() and 4 <= len(word) <= 7)] == []
    assert list(WORDS) == sorted(WORDS)


def test_no_word_sounds_like_the_beginning_of_another() -> None:
    """No two differ by their last letter only."""
    stems = [word[:-1] for word in WORDS]
    assert [stem for stem in stems if stems.count(stem) > 1] == []
