"""Danish words as the lexical index sees them."""

import pytest

from index.danish import MISSPELT, NOUN, PART, fold, likeness, stem, stems, trigrams, words


def test_words_are_small_and_keep_decimals_and_signs() -> None:
    assert words("11,8 mio. kr. i § 101, 35 % af U-turn’s UNGE") == [
        "11,8", "mio", "kr", "i", "§", "101", "35", "%", "af", "u", "turn’s", "unge",
    ]  # fmt: skip


def test_letters_typed_apart_are_one_letter() -> None:
    assert words("ma\u030al") == ["mål"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("målgruppe", "maalgruppe"), ("ærø", "aeroe"), ("idé", "ide"), ("müller", "myller")],
)
def test_word_is_folded_to_what_is_typed_without_danish_letters(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("kommune", "kommunerne"),
        ("borger", "borgernes"),
        ("§", "paragraf"),
        ("%", "procent"),
        ("pct", "procent"),
        ("værelse", "værelserne"),
        ("sommer", "sommerens"),
        ("enkeltværelser", "enkeltværelset"),
    ],
)
def test_forms_of_one_word_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize("text", ["Hvad er formålet?", "Hvem får støtte på Ærø?", "Målgruppen"])
def test_question_without_danish_letters_has_the_same_trigrams(text: str) -> None:
    assert trigrams(fold(text.lower())) == trigrams(text)


def test_number_is_its_own_stem() -> None:
    assert stems("I 2012 var der 11,8") == ("i", "2012", "var", "der", "11,8")


def test_trigrams_mark_the_ends_of_a_word() -> None:
    assert trigrams("Øl") == ["#oe", "oel", "el#"]


def test_text_without_words_has_no_stems() -> None:
    assert (words("?! – …"), stems(""), trigrams(" ")) == ([], (), [])


def test_likeness_is_one_for_the_same_and_part_for_a_part_of_a_compound() -> None:
    assert likeness("misbrug", "misbrug") == 1.0
    assert likeness("misbrug", "stofmisbrug") == PART
    assert likeness("stofmisbrug", "stof") == PART


def test_likeness_of_a_misspelling_is_high_and_of_other_words_nought() -> None:
    assert likeness("behandling", "behanling") == MISSPELT
    assert likeness("trygt", "trykt") == MISSPELT
    assert likeness("kontakt", "kontkat") == MISSPELT
    assert likeness("behandling", "bolig") == 0.0
    assert likeness("2012", "20125") == 0.0
    assert likeness("bo", "bolig") == 0.0


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("demens", "dem"),
        ("gæld", "gælder"),
        ("slagelse", "slags"),
        ("indsatte", "indsats"),
        ("ven", "venligst"),
        ("værelse", "være"),
        ("sommer", "som"),
        ("moderen", "mod"),
    ],
)
def test_word_that_says_something_is_not_one_that_says_nothing(word: str, other: str) -> None:
    assert stem(word) != stem(other)
    assert stem(f"{word}s") != stem(other)


def test_noun_made_of_a_verb_is_like_it() -> None:
    assert likeness(stem("ryge"), stem("rygning")) == NOUN
    assert likeness(stem("måle"), stem("måling")) == NOUN
    assert likeness(stem("ti"), stem("ting")) < NOUN


@pytest.mark.parametrize(
    ("word", "inflected"),
    [("hybel", "hyblen"), ("middel", "midlet"), ("regel", "regler"), ("kartoffel", "kartofler")],
)
def test_noun_that_loses_its_vowel_is_the_same_word(word: str, inflected: str) -> None:
    assert likeness(stem(word), stem(inflected)) == 1.0
    assert likeness(stem(word), stem(f"x{inflected}")) < 1.0
