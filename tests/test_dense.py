"""Vectors searched by their signs, and by their cosines."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import dense
from index.dense import COMPARED, Dense
from index.embed import Vectors
from index.verify import recall

SIZE, DIMENSION = 9_000, 96  # not a multiple of 64


def unit(rows: NDArray[np.floating]) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def around(centres: int, size: int, dimension: int) -> Vectors:
    """Return unit vectors in clusters, as those of texts are."""
    chance = np.random.default_rng(4)
    middle = chance.normal(size=(centres, dimension))
    which = chance.integers(centres, size=size)
    return unit(middle[which] + 0.9 * chance.normal(size=(size, dimension)))


def stored(folder: Path, vectors: Vectors) -> Dense:
    np.save(folder / "vectors.npy", vectors)
    dense.write(folder)
    return dense.read(folder)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dense:
    return stored(tmp_path_factory.mktemp("dense"), around(60, SIZE, DIMENSION))


def test_few_vectors_are_all_compared(tmp_path: Path) -> None:
    vectors = around(5, COMPARED, DIMENSION)
    few = stored(tmp_path, vectors)
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.npy"]
    question = vectors[7]
    expected = np.argsort(-(vectors @ question), kind="stable")[:50]
    assert few.nearest(question, 50).tolist() == expected.tolist()
    assert len(few) == COMPARED


def test_of_many_the_nearest_are_found_by_their_signs(many: Dense) -> None:
    sample = many.vectors[:: SIZE // 100]
    assert recall(many, sample, many.nearest) >= 0.99
    questions = around(60, 40, DIMENSION)
    exact = np.argsort(-(questions @ np.asarray(many.vectors).T), axis=1, kind="stable")[:, :100]
    found = [set(many.nearest(question, 100).tolist()) for question in questions]
    shared = [len(some & set(row)) for some, row in zip(found, exact.tolist(), strict=True)]
    assert float(np.mean(shared)) >= 97.0


def test_nearest_come_best_first(many: Dense) -> None:
    question = many.vectors[11]
    rows = many.nearest(question, 30)
    cosines = many.cosines(question, rows)
    assert rows[0] == 11
    assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)
    assert len(set(rows.tolist())) == 30


@pytest.mark.parametrize("size", [0, 5, 300, COMPARED, COMPARED + 2_000])
def test_only_rows_among_those_given_are_found(many: Dense, size: int) -> None:
    among = np.sort(np.random.default_rng(size).choice(SIZE, size, replace=False))
    question = many.vectors[3]
    rows = many.nearest(question, 10, among)
    exact = among[np.argsort(-many.cosines(question, among), kind="stable")[:10]]
    assert set(rows.tolist()) <= set(among.tolist())
    assert rows.tolist() == exact.tolist()


def test_equal_vectors_come_in_the_order_of_their_rows(tmp_path: Path) -> None:
    same = stored(tmp_path, np.tile(unit(np.ones((1, 8), dtype=np.float32)), (5, 1)))
    assert same.nearest(same.vectors[0], 3).tolist() == [0, 1, 2]
    assert same.nearest(same.vectors[0], 99).tolist() == [0, 1, 2, 3, 4]
    assert same.nearest(same.vectors[0], 0).tolist() == []


def test_vector_and_question_of_nought_have_finite_cosines(tmp_path: Path) -> None:
    vectors = around(3, COMPARED + 10, 64)
    vectors[5] = 0.0
    found = stored(tmp_path, vectors)
    nothing = np.zeros(64, dtype=np.float32)
    assert len(found.nearest(nothing, 10)) == 10
    assert found.cosines(vectors[0], np.array([5])).tolist() == [0.0]
    assert found.nearest(vectors[0], 1).tolist() == [0]


def test_least_is_the_last_of_the_nearest_cosines(many: Dense) -> None:
    questions = around(60, 3, DIMENSION)
    exact = np.sort(questions @ np.asarray(many.vectors).T, axis=1)[:, -10]
    assert many.least(questions, 10).tolist() == pytest.approx(exact.tolist(), abs=1e-6)


def test_no_vectors_have_none_near(tmp_path: Path) -> None:
    empty = stored(tmp_path, np.zeros((0, 8), dtype=np.float32))
    assert empty.nearest(np.ones(8, dtype=np.float32), 5).tolist() == []


def test_recall_counts_what_a_search_leaves_out(tmp_path: Path) -> None:
    vectors = around(3, 40, 16)
    found = stored(tmp_path, vectors)
    assert recall(found, vectors, found.nearest) == 1.0
    assert recall(found, vectors, lambda vector, count: found.nearest(vector, 3)) == 0.3
    assert recall(found, vectors, lambda vector, count: np.arange(0)) == 0.0
    farthest = recall(found, vectors, lambda vector, count: found.nearest(-vector, count))
    assert farthest == 0.0
    assert recall(found, vectors[:0], found.nearest) == 1.0
