"""What is said in small words alone."""

from assistant.meant import meant
from index.danish import stem


def test_phrase_without_a_word_of_content_has_its_official_word() -> None:
    assert stem("anonymt") in meant("må jeg bo her uden at sige hvem jeg er")


def test_phrase_that_asks_for_a_kind_of_thing_has_none() -> None:
    assert not meant("hvad går det ud på")


def test_phrase_with_a_word_of_content_has_none() -> None:
    assert not meant("kan jeg gå til samtaler uden navn")
