"""BM25 as arrays, against BM25 as it is written down and as a library counts it."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random

import bm25s
import numpy as np
import pytest

from index import postings
from index.postings import K1, B, Postings, invert

TERMS = [f"t{number}" for number in range(30)]


def corpus(seed: int, size: int = 80) -> list[list[str]]:
    """Return texts of terms of which some are much commoner; a few texts are empty."""
    chance = Random(seed)
    weights = [1 / (1 + number) for number in range(len(TERMS))]
    return [chance.choices(TERMS, weights, k=chance.randint(0, 25)) for _ in range(size)]


def inverted(texts: Sequence[Sequence[str]], cuts: Sequence[int] = ()) -> Postings:
    """Return the postings of texts that come in chunks, which begin at `cuts`."""
    number = {term: place for place, term in enumerate(TERMS)}
    edges = [0, *cuts, len(texts)]
    chunks = [
        (
            np.array([number[term] for text in texts[a:b] for term in text], dtype=np.int32),
            np.array([row for row in range(a, b) for _ in texts[row]], dtype=np.int32),
        )
        for a, b in pairwise(edges)
    ]
    return invert(chunks, TERMS, len(texts))


def by_the_book(texts: Sequence[Sequence[str]], question: Sequence[str]) -> list[float]:
    """Return Lucene's BM25 of each text, term by term."""
    average = sum(map(len, texts)) / len(texts)
    found = []
    for text in texts:
        times, score = Counter(text), 0.0
        for term in question:
            holding = sum(term in other for other in texts)
            idf = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            norm = K1 * (1 - B + B * len(text) / average)
            score += idf * times[term] / (times[term] + norm)
        found.append(score)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_the_formula(seed: int) -> None:
    texts = corpus(seed)
    question = Random(seed).choices(TERMS, k=5)
    assert inverted(texts).scores(question).tolist() == pytest.approx(
        by_the_book(texts, question), abs=1e-4
    )


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_bm25s(seed: int) -> None:
    texts = corpus(seed)
    library = bm25s.BM25(method="lucene", k1=K1, b=B)
    library.index([*texts], show_progress=False)
    ours = inverted(texts)
    for term in TERMS:
        is_held = any(term in text for text in texts)
        expected = library.get_scores([term]) if is_held else np.zeros(len(texts))
        assert ours.scores([term]).tolist() == pytest.approx(expected.tolist(), abs=1e-4)


def test_chunks_make_no_difference() -> None:
    texts = corpus(7)
    whole = inverted(texts)
    for cuts in ([1], [40], [13, 14, 77], list(range(1, 80))):
        parts = inverted(texts, cuts)
        assert parts.starts.tolist() == whole.starts.tolist()
        assert parts.rows.tolist() == whole.rows.tolist()
        assert parts.every.tolist() == whole.every.tolist()
        assert parts.weights.tolist() == pytest.approx(whole.weights.tolist(), abs=1e-6)


def test_term_counts_as_often_as_it_is_asked_and_an_unknown_one_not() -> None:
    found = inverted([["t1", "t2"], ["t1"], []])
    once = found.scores(["t1"])
    assert found.scores(["t1", "x", "t1"]).tolist() == pytest.approx((2 * once).tolist())
    assert found.scores(["x"]).tolist() == found.scores([]).tolist() == [0.0, 0.0, 0.0]
    assert found.scores(["t1"]).dtype == np.float32


def test_common_terms_have_a_number_for_every_passage_and_no_others() -> None:
    texts = corpus(3)
    found = inverted(texts)
    held = [sum(term in text for text in texts) for term in TERMS]
    common = [number for number, count in enumerate(held) if count > len(texts) / 4]
    assert 0 < len(common) < len(TERMS)
    assert found.common.tolist() == common
    assert np.count_nonzero(found.every, axis=1).tolist() == [held[number] for number in common]
    assert len(found.rows) == sum(held) - sum(held[number] for number in common)


@pytest.mark.parametrize("span", [(0, 0), (0, 80), (13, 40), (79, 80)])
def test_span_leaves_what_is_outside_at_nought(span: tuple[int, int]) -> None:
    found = inverted(corpus(4))
    inside = np.zeros(80, dtype=np.float32)
    inside[slice(*span)] = found.scores(TERMS)[slice(*span)]
    assert found.scores(TERMS, span).tolist() == inside.tolist()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_passages_without_terms_score_nought(size: int) -> None:
    assert inverted([[]] * size).scores(["t1"]).tolist() == [0.0] * size


def test_postings_come_back_as_they_were_written(tmp_path: Path) -> None:
    texts = corpus(2)
    postings.write(tmp_path, "stems", inverted(texts))
    read = postings.read(tmp_path, "stems", len(texts))
    assert read.terms == {term: number for number, term in enumerate(TERMS)}
    assert read.scores(TERMS).tolist() == inverted(texts).scores(TERMS).tolist()
