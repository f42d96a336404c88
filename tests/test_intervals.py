"""Intervals of shares, means and quantiles, and tests of change."""

import pytest

from evals.intervals import clustered, mcnemar, paired, quantile, wilson
from evals.types import Interval


def close(found: Interval, value: float, low: float, high: float, n: int) -> bool:
    return (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-4) and (
        found.n == n
    )


def test_wilson_interval_of_eight_in_ten() -> None:
    assert close(wilson(8, 10), 0.8, 0.4902, 0.9433, 10)


def test_wilson_interval_at_none_and_all() -> None:
    assert close(wilson(0, 5), 0.0, 0.0, 0.4345, 5)
    assert close(wilson(5, 5), 1.0, 0.5655, 1.0, 5)


def test_mean_is_of_questions_not_of_clusters() -> None:
    found = clustered([1, 1, 1, 0], ["a", "a", "a", "b"], seed=1)
    assert (found.value, found.low, found.high, found.n) == (0.75, 0.0, 1.0, 4)


def test_equal_values_have_no_spread() -> None:
    assert clustered([0.5] * 6, list("abcdef"), seed=1) == Interval(0.5, 0.5, 0.5, 6)


def test_single_cluster_has_no_spread() -> None:
    assert clustered([0.0, 1.0], ["a", "a"], seed=1) == Interval(0.5, 0.5, 0.5, 2)


def test_same_seed_gives_the_same_interval_and_another_does_not() -> None:
    values = [((7 * i) % 11) / 10 for i in range(30)]
    clusters = [i // 2 for i in range(30)]
    assert clustered(values, clusters, 1) == clustered(values, clusters, 1)
    assert clustered(values, clusters, 1) != clustered(values, clusters, 2)


def test_asking_a_fact_ten_times_narrows_nothing() -> None:
    values = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    once = clustered(values, range(8), seed=3)
    tenfold = clustered(values * 10, list(range(8)) * 10, seed=3)
    assert (tenfold.low, tenfold.high) == pytest.approx((once.low, once.high))
    independent = clustered(values * 10, range(80), seed=3)
    assert independent.high - independent.low < (once.high - once.low) / 2


def test_bound_of_paired_differences_is_between_the_low_end_and_the_mean() -> None:
    differences = [-1.0, 0.0, 0.0, 0.5, 0.0, 1.0, -0.5, 0.0] * 5
    interval, bound = paired(differences, range(40), seed=1)
    assert interval.value == 0.0
    assert interval.low < bound < interval.value


def test_bound_of_equal_differences_is_that_difference() -> None:
    interval, bound = paired([-0.5] * 4, list("abcd"), seed=1)
    assert (interval, bound) == (Interval(-0.5, -0.5, -0.5, 4), -0.5)


@pytest.mark.parametrize(
    ("broken", "mended", "p"),
    [(0, 0, 1.0), (1, 1, 1.0), (5, 0, 0.0625), (2, 10, 0.03857421875), (10, 2, 0.03857421875)],
)
def test_mcnemar_is_exact_and_two_sided(broken: int, mended: int, p: float) -> None:
    assert mcnemar(broken, mended) == pytest.approx(p)


def test_median_has_an_interval_of_order_statistics() -> None:
    assert quantile(list(range(1, 10)), 0.5) == Interval(5.0, 2.0, 8.0, 9)


def test_quantile_of_few_values_reaches_to_the_ends() -> None:
    assert quantile([3.0], 0.95) == Interval(3.0, 3.0, 3.0, 1)
    assert quantile([1.0, 2.0, 3.0], 0.95).high == 3.0
