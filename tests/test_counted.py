"""Whether a word of a sentence is counted."""

from assistant.counted import is_counted


def test_word_right_after_a_number_is_counted() -> None:
    assert is_counted("huset har tolv senge".split(), 3)


def test_how_many_counts_nothing() -> None:
    assert not is_counted("hvor mange senge".split(), 2)
