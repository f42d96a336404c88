"""How well passages were retrieved."""

import math

import pytest

from evals.retrieval import DEPTH, measures
from evals.spans import Span
from index.types import Passage

GOLD = [[Span("a", 10, 20)], [Span("b", 0, 50), Span("c", 0, 50)]]


def passage(document: str, start: int, end: int) -> Passage:
    return Passage(f"{document}:{start}-{end}", document, "", "", start, end, "")


RIGHT, OTHER, THIRD = passage("a", 0, 30), passage("b", 0, 60), passage("c", 0, 60)
NOISE = [passage("x", 10 * i, 10 * i + 9) for i in range(20)]
ALL = [RIGHT, OTHER, THIRD, *NOISE]


def test_all_evidence_on_top_is_perfect() -> None:
    assert measures([RIGHT, OTHER, THIRD], ALL, GOLD) == {
        "ndcg@10": 1.0, "rr@10": 1.0, "evidence_recall@5": 1.0, "full_evidence@5": 1.0,
    }  # fmt: skip


def test_any_quote_of_a_group_will_do() -> None:
    found = measures([RIGHT, THIRD], ALL, GOLD)
    assert (found["evidence_recall@5"], found["full_evidence@5"]) == (1.0, 1.0)


def test_half_the_groups_are_half_the_recall() -> None:
    found = measures([OTHER, THIRD], ALL, GOLD)
    assert (found["evidence_recall@5"], found["full_evidence@5"]) == (0.5, 0.0)


def test_rank_counts_and_equal_scores_do_not_reorder() -> None:
    found = measures([*NOISE[:2], RIGHT], [RIGHT, *NOISE], [GOLD[0]])
    assert found["rr@10"] == pytest.approx(1 / 3)
    assert found["ndcg@10"] == pytest.approx(1 / math.log2(4))
    assert measures([RIGHT, *NOISE[:2]], [RIGHT, *NOISE], [GOLD[0]])["rr@10"] == 1.0


def test_evidence_below_the_top_five_is_not_found() -> None:
    assert measures([*NOISE[: DEPTH - 1], RIGHT], ALL, [GOLD[0]])["full_evidence@5"] == 1.0
    assert measures([*NOISE[:DEPTH], RIGHT], ALL, [GOLD[0]])["full_evidence@5"] == 0.0


def test_passage_below_the_top_ten_has_no_rank() -> None:
    found = measures([*NOISE[:10], RIGHT], ALL, [GOLD[0]])
    assert (found["rr@10"], found["ndcg@10"]) == (0.0, 0.0)


def test_nothing_retrieved_is_nothing_found() -> None:
    assert measures([], ALL, GOLD) == {
        "ndcg@10": 0.0, "rr@10": 0.0, "evidence_recall@5": 0.0, "full_evidence@5": 0.0,
    }  # fmt: skip


def test_evidence_that_no_passage_holds_is_not_found() -> None:
    assert measures(NOISE, NOISE, [GOLD[0]])["ndcg@10"] == 0.0


def test_other_chunks_of_the_same_text_find_the_same_evidence() -> None:
    halves = [passage("a", 0, 15), passage("a", 15, 30)]
    whole = measures([RIGHT], [RIGHT], [GOLD[0]])
    parts = measures(halves, halves, [GOLD[0]])
    assert parts["full_evidence@5"] == whole["full_evidence@5"] == 1.0
