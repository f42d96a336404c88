"""Every question asked again under variations that must, or must not, change its outcome.

Invariance and directional tests as in CheckList (Ribeiro et al. 2020); what must not change the
outcome is scored by its worst case. Every question varies, not one of each fact: two questions of
a fact differ in words and in audience, so each is compared with itself alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from corpus.types import Document
from evals.run import Bench, Tell, bench, run
from evals.scores import WORTH
from evals.types import Question, Scored, Varied
from evals.variations import OTHER_NAMES, Ground, Job, jobs, no_worse
from index.embed import Embedder

SEED = 20240601
QUICK_FACTS = 80
WORST_CASE = "worst case"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question under one variation, and whether it did as it had to."""

    job: Job
    plain: Scored
    varied: Scored
    held: bool

    @property
    def worth(self) -> float:
        """Truthfulness; an answer that does not change as it has to is wrong."""
        if self.held or not self.job.must_change:
            return WORTH[self.varied.result]
        return WORTH["missing" if self.varied.result == "missing" else "wrong"]


def sample(questions: Sequence[Question], seed: int = SEED) -> list[Question]:
    """Return one question of each of QUICK_FACTS facts, the same for one seed, in their order."""
    random = Random(f"{seed} sample")
    facts = list(dict.fromkeys(question.fact for question in questions))
    chosen = random.sample(facts, min(QUICK_FACTS, len(facts)))
    drawn = {random.choice([item.id for item in questions if item.fact == fact]) for fact in chosen}
    return [question for question in questions if question.id in drawn]


def perturb(
    questions: Sequence[Question],
    documents: Sequence[Document],
    embedding: Embedder,
    seed: int = SEED,
    tell: Tell = lambda done, total: None,
) -> list[Varied]:
    """Return what became of the questions under each variation, and in the worst harmless case.

    A variation counts the questions that it applies to; a value edit and a page that supersedes
    apply where the plain answer states the value. Pass `sample(questions)` for a quick look.
    """
    return report(outcomes(questions, documents, embedding, seed, tell))


def outcomes(
    questions: Sequence[Question],
    documents: Sequence[Document],
    embedding: Embedder,
    seed: int = SEED,
    tell: Tell = lambda done, total: None,
) -> list[Outcome]:
    """Return every question under every variation that applies to it, in order."""
    with bench(documents, embedding) as on:
        plain = {item.asked.question.id: item for item in run(questions, on, embedding)}
        todo = list(jobs(Ground(questions, documents, plain, seed)))
        total = len(questions) + sum(len(job.asked) for job in todo)
        found: list[Outcome] = []
        for job in todo:
            onward = _from(len(questions) + len(found), total, tell)
            varied = _run(job, on, documents, embedding, onward)
            found += [
                Outcome(job, before := plain[item.asked.question.id], item, judge(before, item))
                for item, (_, judge) in zip(varied, job.asked, strict=True)
            ]
    return found


def _run(
    job: Job, on: Bench, documents: Sequence[Document], embedding: Embedder, tell: Tell
) -> list[Scored]:
    asked = [question for question, _ in job.asked]
    if job.documents is documents:
        return run(asked, on, embedding, tell=tell)
    with bench(job.documents, embedding) as other:
        return run(asked, other, embedding, tell=tell)


def _from(before: int, total: int, tell: Tell) -> Tell:
    """Return what tells of a part as of the whole that it is in."""
    return lambda done, _: tell(before + done, total)


def report(found: Sequence[Outcome]) -> list[Varied]:
    """Return one line for each variation, in order, and last the worst of the harmless ones.

    Documents with other names are other documents, not another way to ask: no part of the worst.
    """
    by_name: dict[str, list[Outcome]] = {}
    for outcome in found:
        by_name.setdefault(outcome.job.name, []).append(outcome)
    lines = [_varied(name, group) for name, group in by_name.items()]
    harmless = [o for o in found if not o.job.must_change and o.job.name != OTHER_NAMES]
    worst = list(_worst(harmless))
    return [*lines, _varied(WORST_CASE, worst)] if worst else lines


def _worst(harmless: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield the outcome of least worth of each question; the plain one where none is less."""
    by_question: dict[str, list[Outcome]] = {}
    for outcome in harmless:
        by_question.setdefault(outcome.plain.asked.question.id, []).append(outcome)
    for group in by_question.values():
        least = min(group, key=lambda outcome: outcome.worth)
        if no_worse(least.plain, least.varied):
            least = Outcome(least.job, least.plain, least.plain, held=True)
        yield least


def _varied(name: str, group: Sequence[Outcome]) -> Varied:
    return Varied(
        name=name,
        must_change=group[0].job.must_change,
        n=len(group),
        held=sum(outcome.held for outcome in group),
        plain=sum(WORTH[outcome.plain.result] for outcome in group) / len(group),
        score=sum(outcome.worth for outcome in group) / len(group),
        failed=tuple(o.plain.asked.question.id for o in group if not o.held),
    )
