"""95 % intervals of shares, means and quantiles, and tests of what changed."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from evals.types import Interval

RESAMPLES = 2000  # percentile ends move by less than .005 between seeds on the shipped set
_CONFIDENCE = 0.95
_ONE_SIDED = 5.0  # per cent of the resamples that lie below a one-sided 95 % bound


def wilson(successes: int, n: int) -> Interval:
    """Return a share and its interval (Wilson 1927); `n` is at least 1."""
    ends = stats.binomtest(successes, n).proportion_ci(_CONFIDENCE, method="wilson")
    return Interval(successes / n, float(ends.low), float(ends.high), n)


def clustered(values: Sequence[float], clusters: Sequence[Hashable], seed: int) -> Interval:
    """Return a mean and its percentile bootstrap interval (Efron & Tibshirani 1993, chapter 13).

    Whole clusters are drawn, since questions about one fact go right or wrong together. A single
    cluster has no spread to draw from: both ends are the mean.
    """
    return _interval(values, _resampled(values, clusters, seed))


def paired(
    differences: Sequence[float], clusters: Sequence[Hashable], seed: int
) -> tuple[Interval, float]:
    """Return the mean of paired differences as `clustered` does, and its lower 95 % bound.

    The bound is one-sided: of the resampled means 5 % lie below it.
    """
    means = _resampled(differences, clusters, seed)
    return _interval(differences, means), float(np.percentile(means, _ONE_SIDED))


def quantile(values: Sequence[float], share: float) -> Interval:
    """Return a quantile and its interval by order statistics (Conover 1999, section 3.2).

    Where there are too few values for an end, it is the smallest or the largest of them.
    """
    ends = stats.quantile_test(values, p=share).confidence_interval(_CONFIDENCE)
    return Interval(
        float(np.quantile(values, share)),
        float(min(values) if np.isnan(ends.low) else ends.low),
        float(max(values) if np.isnan(ends.high) else ends.high),
        len(values),
    )


def mcnemar(broken: int, mended: int) -> float:
    """Return the exact two-sided p of McNemar's test; 1 where nothing changed."""
    changed = broken + mended
    return float(stats.binomtest(broken, changed).pvalue) if changed else 1.0


def _interval(values: Sequence[float], means: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(means, [50 * (1 - _CONFIDENCE), 50 * (1 + _CONFIDENCE)])
    return Interval(float(np.mean(values)), float(low), float(high), len(values))


def _resampled(
    values: Sequence[float], clusters: Sequence[Hashable], seed: int
) -> NDArray[np.float64]:
    """Return the means of RESAMPLES draws of whole clusters, with replacement."""
    order = {cluster: row for row, cluster in enumerate(dict.fromkeys(clusters))}
    rows = np.array([order[cluster] for cluster in clusters])
    sums = np.bincount(rows, weights=np.asarray(values, dtype=np.float64))
    sizes = np.bincount(rows)
    drawn = np.random.default_rng(seed).multinomial(
        len(order), np.full(len(order), 1 / len(order)), size=RESAMPLES
    )
    return np.asarray((drawn @ sums) / (drawn @ sizes), dtype=np.float64)
