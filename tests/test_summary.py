"""Measures over groups of questions."""

import pytest

from evals.scores import MEASURES
from evals.summary import ALL, GROUPS, SHARES, grouped, summarise, value, values_of
from evals.types import Interval
from tests.answers import question, scored, unanswerable

FOUND = [
    scored(question("a"), "perfect", words=10.0),
    scored(question("b", type="list", audience="citizen"), "wrong", words=40.0),
    scored(question("c", fact="a"), "acceptable", words=20.0),
    scored(unanswerable("d"), "perfect"),
]


def test_groups_are_all_then_types_then_audiences() -> None:
    assert {name: len(members) for name, members in grouped(FOUND).items()} == {
        ALL: 4, "fact": 2, "list": 1, "unanswerable": 1, "audience:caseworker": 3,
        "audience:citizen": 1,
    }  # fmt: skip


def test_shares_have_wilsons_interval_and_means_the_bootstraps() -> None:
    rows = {(row.measure, row.group): row.interval for row in summarise(FOUND, 1)}
    assert rows[("perfect", ALL)].value == 0.5
    assert (rows[("perfect", ALL)].low, rows[("perfect", ALL)].high) == pytest.approx(
        (0.15, 0.85), abs=1e-3
    )
    assert rows[("truthfulness", ALL)].value == 0.375
    assert rows[("truthfulness", "fact")] == Interval(0.75, 0.75, 0.75, 2)  # one cluster
    assert rows[("hallucination", ALL)].n == 1
    assert ("hallucination", "fact") not in rows


def test_words_are_told_by_their_median_and_times_also_by_their_tail() -> None:
    rows = {(row.measure, row.group): row.interval for row in summarise(FOUND, 1)}
    assert (rows[("words", ALL)].value, rows[("words", ALL)].n) == (20.0, 3)
    assert rows[("milliseconds_p95", ALL)].value == 10.0


def test_change_is_the_difference_where_there_is_something_to_compare_with() -> None:
    rows = summarise(FOUND, 1, {("truthfulness", ALL): 0.5})
    changes = {(row.measure, row.group): row.change for row in rows}
    assert changes[("truthfulness", ALL)] == -0.125
    assert changes[("truthfulness", "fact")] is None


def test_value_of_a_measure_that_nobody_has_is_none() -> None:
    assert value("words", FOUND) == 20.0
    assert value("truthfulness", FOUND) == 0.375
    assert value("cited_precision", FOUND) is None
    assert value("truthfulness", []) is None


def test_values_are_by_measure_and_group() -> None:
    assert values_of(summarise(FOUND, 1))[("truthfulness", "list")] == -1.0


def test_shares_are_measures_and_every_type_has_a_name() -> None:
    assert set(MEASURES) > SHARES
    assert len(GROUPS) == 1 + 14 + 2
