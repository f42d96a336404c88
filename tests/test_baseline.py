"""The baseline: written, read, refused, compared with."""

from pathlib import Path

import pytest

from evals import baseline
from evals.baseline import Baseline, BaselineError, compare, made, require_same
from evals.summary import summarise
from evals.types import Interval, Result, Scored
from tests.answers import question, scored

HASHES = {"questions": "1", "documents": "2", "settings": "3"}


def results(**of: Result) -> list[Scored]:
    return [scored(question(id), result) for id, result in of.items()]


def accepted(**of: Result) -> Baseline:
    return made(HASHES, results(**of), summarise(results(**of), 1))


def test_baseline_keeps_outcomes_and_values_but_no_times() -> None:
    found = accepted(a="perfect", b="missing")
    assert found.hashes == HASHES
    assert found.results == {"a": "perfect", "b": "missing"}
    assert found.values["truthfulness"] == {"all": 0.5, "fact": 0.5, "audience:caseworker": 0.5}
    assert not [name for name in found.values if name.startswith("milliseconds")]
    assert baseline.values(found)[("truthfulness", "fact")] == 0.5


def test_baseline_is_read_as_it_was_written_one_question_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    baseline.write(accepted(b="wrong", a="acceptable"), path)
    assert baseline.read(path) == accepted(b="wrong", a="acceptable")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index('  "a": "acceptable",')
    assert lines[at + 1] == '  "b": "wrong"'


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"hashes": {}}', '{"hashes": {}, "results": {"a": "good"}, "values": {}}'],
)
def test_file_that_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"er ikke en baseline\. Slet filen, og lav en ny"):
        baseline.read(path)


def test_missing_baseline_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"\(findes ikke\)\. Lav en med: initiativ eval accept"):
        baseline.read(tmp_path / "ingen.json")


def test_baseline_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="kan ikke skrives"):
        baseline.write(accepted(a="perfect"), tmp_path)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"questions": "9"}, "af andre spørgsmål og kan ikke"),
        ({"documents": "9"}, "af andre dokumenter og kan ikke"),
        ({"questions": "9", "documents": "9"}, "af andre spørgsmål og andre dokumenter og kan"),
    ],
)
def test_baseline_of_other_questions_or_documents_is_refused(
    other: dict[str, str], message: str
) -> None:
    with pytest.raises(BaselineError, match=f"{message}.*initiativ eval accept"):
        require_same(accepted(a="perfect"), HASHES | other)


def test_baseline_of_other_settings_is_what_one_compares_with() -> None:
    require_same(accepted(a="perfect"), HASHES | {"settings": "9"})


def test_what_broke_and_what_was_mended_is_told_by_perfect() -> None:
    old = accepted(a="perfect", b="perfect", c="wrong", d="missing", e="acceptable")
    now = results(a="perfect", b="acceptable", c="perfect", d="wrong", e="perfect")
    found = compare(now, old, seed=1)
    assert (found.broken, found.mended) == (("b",), ("c", "e"))
    assert found.difference.value == pytest.approx((0 - 0.5 + 2 - 1 + 0.5) / 5)
    assert found.difference.low < found.bound < found.difference.value < found.difference.high
    assert found.mcnemar == 1.0


def test_same_result_has_no_difference() -> None:
    old = accepted(a="perfect", b="wrong")
    found = compare(results(a="perfect", b="wrong"), old, seed=1)
    assert found.difference == Interval(0.0, 0.0, 0.0, 2)
    assert (found.bound, found.mcnemar, found.broken, found.mended) == (0.0, 1.0, (), ())


def test_only_questions_that_both_have_are_compared() -> None:
    found = compare(results(a="missing", new="wrong"), accepted(a="perfect", gone="wrong"), 1)
    assert found.difference == Interval(-1.0, -1.0, -1.0, 1)
    assert found.broken == ("a",)


def test_getting_all_wrong_is_certain_to_be_worse() -> None:
    ids = [f"q{i}" for i in range(20)]
    now = [scored(question(id), "wrong") for id in ids]
    perfect: Result = "perfect"
    found = compare(now, Baseline(HASHES, dict.fromkeys(ids, perfect), {}), seed=1)
    assert found.bound == -2.0
    assert found.mcnemar == pytest.approx(2 / 2**20)
