"""Whether a word of a sentence is counted."""

from assistant.counted import is_counted


def test_word_right_after_a_number_is_counted() -> None:
    assert is_counted("huset har tolv senge".split(), 3)


def test_how_many_counts_nothing() -> None:
    assert not is_counted("hvor mange senge".split(), 2)


def test_the_number_of_is_counted_by_the_figure_after_it() -> None:
    assert is_counted("antallet af senge er steget fra otte til tolv".split(), 2)
    assert not is_counted("antallet af senge er steget".split(), 2)
