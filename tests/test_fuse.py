"""One score from two rankers."""

import numpy as np
import pytest

from index.fuse import Scores, fuse


def scores(*values: float) -> Scores:
    return np.asarray(values, dtype=np.float32)


def test_each_ranker_is_divided_by_its_best() -> None:
    fused = fuse(scores(4, 2, 0), scores(0.2, 0.4, 0.1), 0.5)
    assert fused.tolist() == pytest.approx([1.25, 1.0, 0.125])
    assert fused.dtype == np.float32


def test_ranker_without_weight_counts_for_nothing() -> None:
    assert fuse(scores(1, 2), scores(9, 1), 0.0).tolist() == [0.5, 1.0]


def test_scores_below_nought_count_as_nought() -> None:
    assert fuse(scores(0, 0), scores(-0.5, 0.5), 1.0).tolist() == [0.0, 1.0]


def test_rankers_that_found_nothing_leave_nought() -> None:
    assert fuse(scores(0, 0), scores(-1, -1), 1.0).tolist() == [0.0, 0.0]
    assert fuse(scores(), scores(), 1.0).tolist() == []
