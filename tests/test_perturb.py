"""Every question asked again, and scored by its worst case."""

from evals.perturb import QUICK_FACTS, Outcome, perturb, report, sample
from evals.types import Result
from evals.variations import Job
from tests.answers import BROEN, question, unanswerable
from tests.fakes import FakeEmbedding, page, scored

HARMLESS = Job("typo", False, (), ())
SHOUTED = Job("upper case", False, (), ())
CHANGED = Job("value edited", True, (), ())


def _outcome(job: Job, id: str, plain: Result, varied: Result, held: bool) -> Outcome:
    asked = question(id)
    return Outcome(job, scored(asked, result=plain), scored(asked, result=varied), held)


def test_a_line_counts_who_held_and_names_the_others() -> None:
    (line, _) = report(
        [
            _outcome(HARMLESS, "q1", "perfect", "perfect", True),
            _outcome(HARMLESS, "q2", "acceptable", "missing", False),
        ]
    )
    assert (line.name, line.must_change, line.n, line.held) == ("typo", False, 2, 1)
    assert (line.plain, line.score) == (0.75, 0.5)
    assert line.failed == ("q2",)


def test_worst_case_is_each_questions_worst_under_what_is_harmless() -> None:
    *_, worst = report(
        [
            _outcome(HARMLESS, "q1", "perfect", "acceptable", False),
            _outcome(SHOUTED, "q1", "perfect", "missing", False),
            _outcome(CHANGED, "q1", "perfect", "wrong", False),
            _outcome(HARMLESS, "q2", "acceptable", "perfect", True),
        ]
    )
    assert (worst.name, worst.n, worst.held) == ("worst case", 2, 1)
    assert (worst.plain, worst.score) == (0.75, 0.25)
    assert worst.failed == ("q1",)


def test_answer_that_does_not_change_as_it_must_is_wrong_or_missing() -> None:
    (line,) = report(
        [
            _outcome(CHANGED, "q1", "perfect", "perfect", False),
            _outcome(CHANGED, "q2", "perfect", "missing", False),
            _outcome(CHANGED, "q3", "perfect", "acceptable", True),
        ]
    )
    assert line.score == (-1.0 + 0.0 + 0.5) / 3


def test_without_harmless_variations_there_is_no_worst_case() -> None:
    lines = report([_outcome(CHANGED, "q1", "perfect", "perfect", True)])
    assert [line.name for line in lines] == ["value edited"]


def test_sample_has_one_question_of_each_fact_in_their_order() -> None:
    many = [question(f"q{n}", fact=f"f{n // 2}") for n in range(4 * QUICK_FACTS)]
    drawn = sample(many, 7)
    assert len(drawn) == len({item.fact for item in drawn}) == QUICK_FACTS
    assert [many.index(item) for item in drawn] == sorted(many.index(item) for item in drawn)
    assert sample(many, 7) == drawn
    assert sample(many, 8) != drawn


def test_small_set_is_sampled_whole() -> None:
    few = [question("q1"), unanswerable("u1")]
    assert sample(few) == few


def test_whole_run_varies_questions_and_documents_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    documents = [BROEN, page("ophold", "et sted at bo")]
    lines = perturb(
        [question(turns=["Hvor mange mio. kr. er der afsat til Broen?"])],
        documents,
        FakeEmbedding(),
        7,
        lambda done, total: told.append((done, total)),
    )
    held = {line.name: (line.held, line.n) for line in lines}
    assert held["other order"] == held["renamed files"] == (1, 1)
    assert held["renamed"] == (1, 1)
    assert held["value edited"] == (1, 1)
    assert {line.plain for line in lines} == {1.0}
    assert lines[-1].name == "worst case"
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1] == 1 + sum(line.n for line in lines[:-1])
