"""Stretches of documents and their cover."""

import pytest

from evals.spans import Span, covered, is_covered, overlap

GOLD = Span("a", 10, 20)


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Span("a", 0, 10), 0),
        (Span("a", 20, 30), 0),
        (Span("a", 0, 11), 1),
        (Span("a", 12, 15), 3),
        (Span("a", 0, 99), 10),
        (Span("b", 10, 20), 0),
    ],
)
def test_overlap_counts_shared_characters_of_one_document(other: Span, shared: int) -> None:
    assert overlap(GOLD, other) == overlap(other, GOLD) == shared


def test_cover_counts_a_character_once() -> None:
    assert covered(GOLD, [Span("a", 8, 14), Span("a", 12, 16), Span("a", 10, 13)]) == 0.6


def test_cover_adds_what_is_apart_in_any_order() -> None:
    assert covered(GOLD, [Span("a", 18, 25), Span("a", 10, 12)]) == 0.4


def test_nothing_covers_nothing() -> None:
    assert covered(GOLD, []) == 0.0
    assert not is_covered([GOLD], [])
    assert not is_covered([], [GOLD])


def test_group_is_covered_when_one_of_its_spans_is_to_four_fifths() -> None:
    assert is_covered([Span("b", 0, 5), GOLD], [Span("a", 10, 18)])
    assert not is_covered([Span("b", 0, 5), GOLD], [Span("a", 10, 17)])


def test_cover_may_come_from_two_passages() -> None:
    assert is_covered([GOLD], [Span("a", 0, 15), Span("a", 15, 40)])
