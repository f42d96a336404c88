"""The fit of the ranking weights."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.rank import FEATURES
from evals.calibrate import Row, fit_ranking


def row(telling: int, right: int, rows: int = 3) -> Row:
    """Return a question whose right candidate alone has a one in the column `telling`."""
    values = np.zeros((rows, len(FEATURES)), dtype=np.float32)
    values[right, telling] = 1.0
    return Row("fiction", True, values, np.arange(rows) == right, None)


def test_feature_that_tells_the_right_one_gets_the_weight() -> None:
    weights = fit_ranking([row(4, right) for right in (0, 1, 2)])
    assert weights.shape == (len(FEATURES),)
    assert weights[4] > 1.0
    assert np.delete(weights, 4) == pytest.approx(0.0, abs=1e-4)


def test_feature_of_the_wrong_ones_gets_a_negative_weight() -> None:
    misled = row(2, 0)
    turned = replace(misled, right=~misled.right)
    assert fit_ranking([turned])[2] < -1.0


def test_feature_that_is_the_same_for_all_gets_none() -> None:
    flat = row(1, 0)
    flat.values[:, 3] = 1.0
    assert fit_ranking([flat])[3] == pytest.approx(0.0, abs=1e-4)


def test_fit_is_the_same_every_time() -> None:
    rows = [row(0, 1), row(5, 2), row(0, 0)]
    assert (fit_ranking(rows) == fit_ranking(rows)).all()
