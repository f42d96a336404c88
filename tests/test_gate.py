"""What the gate lets through and what it stops."""

import pytest

from evals.gate import FLOORS, MARGIN, QUICK, Floors, judge
from evals.questions import read
from evals.scores import FAULTS, MEASURES
from evals.summary import GROUPS, grouped
from evals.types import Change, Check, Interval, Scored, Varied
from tests.answers import question, scored, unanswerable

NO_FLOORS = Floors()
GOOD = [scored(question("a"), "perfect"), scored(unanswerable("b"), "perfect")]


def failed(found: list[Scored], floors: Floors = NO_FLOORS) -> list[str]:
    return [check.name for check in judge(found, floors=floors).checks if not check.passed]


def check(found: list[Scored], name: str, floors: Floors = NO_FLOORS) -> Check:
    return {check.name: check for check in judge(found, floors=floors).checks}[name]


def test_good_answers_pass() -> None:
    assert judge(GOOD, floors=NO_FLOORS).passed
    assert failed(GOOD) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_not_tolerated(fault: str) -> None:
    bad = scored(question("c"), "wrong", (fault, "§ 108"))
    assert failed([*GOOD, bad]) == [f"fault:{fault}"]
    assert check([*GOOD, bad], f"fault:{fault}").detail.endswith(": 1: c (§ 108)")


def test_detail_names_five_questions_and_counts_the_others() -> None:
    bad = [scored(question(f"q{i}"), "wrong", ("forbidden", "x")) for i in range(7)]
    assert check(bad, "fault:forbidden").detail == (
        "Siger noget, det ikke må: 7: q0 (x), q1 (x), q2 (x), q3 (x), q4 (x) og 2 til"
    )


def test_question_that_must_pass_has_to_be_perfect() -> None:
    must = question("m", must_pass=True)
    assert failed([scored(must, "perfect")]) == []
    assert failed([scored(must, "acceptable")]) == ["must_pass"]
    assert failed([scored(must, "missing")]) == ["must_pass"]
    assert failed([scored(question("m"), "acceptable")]) == []


def test_status_and_text_have_to_agree() -> None:
    assert failed([*GOOD, scored(question("c"), "perfect", agreement=0.0)]) == ["agreement"]


LEAST = Floors(least={("truthfulness", "all"): 0.5, ("truthfulness", "list"): 0.9})
MOST = Floors(most={("hallucination", "all"): 0.05, ("words", "all"): 30.0})


def test_floor_is_reached_exactly_and_missed_just_below() -> None:
    half = [scored(question("a"), "perfect"), scored(question("b"), "missing")]
    assert failed(half, LEAST) == []
    assert failed([*half, scored(question("c"), "missing")], LEAST) == ["floor:truthfulness:all"]


def test_floor_of_a_type_is_of_its_questions_alone() -> None:
    listed = scored(question("l", type="list"), "acceptable")
    assert failed([*GOOD, listed], LEAST) == ["floor:truthfulness:list"]
    assert check([*GOOD, listed], "floor:truthfulness:list", LEAST).detail == (
        "Sandfærdighed, liste: 0,50 (skal være mindst 0,90)"
    )


def test_floor_of_a_type_that_nobody_asks_about_is_not_asked() -> None:
    names = [check.name for check in judge(GOOD, floors=LEAST).checks]
    assert "floor:truthfulness:all" in names
    assert "floor:truthfulness:list" not in names


def test_ceiling_is_reached_exactly_and_passed_just_above() -> None:
    short = [scored(unanswerable("u"), "perfect"), scored(question("a"), "perfect", words=30.0)]
    assert failed(short, MOST) == []
    made_up = [scored(unanswerable("u"), "wrong"), scored(question("a"), "perfect", words=31.0)]
    assert failed(made_up, MOST) == ["floor:hallucination:all", "floor:words:all"]


def test_declining_all_does_not_slip_under_a_floor_that_only_answers_have() -> None:
    floors = Floors(least={("cited_precision", "all"): 0.1})
    assert failed([scored(question("a"), "missing")], floors) == ["floor:cited_precision:all"]
    assert failed([scored(unanswerable("b"), "perfect")], floors) == []
    assert failed([scored(unanswerable("b"), "perfect")], FLOORS) == []


def change(bound: float) -> Change:
    return Change(Interval(-0.01, -0.06, 0.04, 9), bound, 1.0, (), ())


@pytest.mark.parametrize(("bound", "passed"), [(-0.049, True), (-MARGIN, False), (-0.2, False)])
def test_result_may_not_be_worse_than_the_baseline(bound: float, passed: bool) -> None:
    verdict = judge(GOOD, change(bound), floors=NO_FLOORS)
    assert verdict.passed is passed
    assert verdict.checks[-1].name == "non_inferiority"


def test_detail_of_the_comparison_is_danish() -> None:
    assert judge(GOOD, change(-0.2), floors=NO_FLOORS).checks[-1].detail == (
        "Sandfærdighed mod baseline: −0,01, med 95 % sikkerhed over −0,20 (skal være over −0,05)"
    )


def varied(must_change: bool, held: int, score: float) -> Varied:
    return Varied("typo", must_change, 10, held, 0.8, score, ("a",) * (10 - held))


@pytest.mark.parametrize(
    ("item", "floors", "passed"),
    [
        (varied(True, 10, 0.1), NO_FLOORS, True),
        (varied(True, 9, 0.8), NO_FLOORS, False),
        (varied(True, 9, 0.8), Floors(followed={"typo": 0.9}), True),
        (varied(False, 0, 0.76), NO_FLOORS, True),
        (varied(False, 10, 0.74), NO_FLOORS, False),
        (varied(False, 10, 0.74), Floors(fall={"typo": 0.07}), True),
    ],
)
def test_variation_is_followed_or_costs_little(item: Varied, floors: Floors, passed: bool) -> None:
    assert judge(GOOD, varied=[item], floors=floors).passed is passed


@pytest.mark.parametrize(
    ("score", "passed"), [(0.8, True), (0.775, True), (0.825, True), (0.765, False), (0.835, False)]
)
def test_variation_that_may_change_nothing_is_held_both_ways(score: float, passed: bool) -> None:
    floors = Floors(apart={"typo": 0.03})
    assert judge(GOOD, varied=[varied(False, 10, score)], floors=floors).passed is passed


def test_floors_are_of_measures_and_groups_that_the_shipped_set_has() -> None:
    groups = {question.type for question in read()} | {"all"}
    keys = {*FLOORS.least, *FLOORS.most}
    assert {measure for measure, _ in keys} <= set(MEASURES)
    assert {group for _, group in keys} <= groups & set(GROUPS)
    assert {group for name, group in FLOORS.least if name == "truthfulness"} == groups
    assert set(grouped(GOOD)) == {"all", "fact", "unanswerable", "audience:caseworker"}


def test_quick_run_has_slack_for_its_few_questions() -> None:
    def holds(score: float, floors: Floors) -> bool:
        varied = Varied("typo", False, 80, 70, 0.60, score, ())
        checks = judge(GOOD, varied=[varied], floors=floors).checks
        return {check.name: check.passed for check in checks}["varied:typo"]

    assert not holds(0.50, FLOORS)
    assert holds(0.50, QUICK)
    assert not holds(0.40, QUICK)
