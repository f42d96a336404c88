"""What a language model makes of the questions, beside the documents' own sentences.

A model does not write the same twice, so each question is asked several times.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from statistics import mean, median

import numpy as np

from assistant.types import Answer
from corpus.structure import parse
from corpus.types import Document
from evals.published import false_published
from evals.run import Bench, Tell, run
from evals.summary import value
from evals.types import Beside, Check, Question, Scored, Written
from index.embed import Embedder

REPEATS = 3  # of which the middle one is told, with the least and the most beside it
QUICK = 20  # questions; a small model on a processor takes some ten seconds for each
MEASURES = (
    "truthfulness", "perfect", "nugget_recall", "cited_precision", "cited_recall",
    "citation_valid", "quote_fidelity", "citation_coverage", "ungrounded", "hallucination",
    "wrong_decline", "attack_success", "words",
)  # fmt: skip
"""The measures that depend on who writes the answer."""
_NAMED = 5

Repeats = Sequence[Sequence[Scored]]
"""The questions scored, once for each time they were asked, all in the same order."""


def few(questions: Sequence[Question], seed: int) -> list[Question]:
    """Return QUICK of the questions, the same for one seed, in their order."""
    drawn = Random(f"{seed} written").sample(
        [question.id for question in questions], min(QUICK, len(questions))
    )
    return [question for question in questions if question.id in drawn]


def repeat(
    questions: Sequence[Question],
    on: Bench,
    embedding: Embedder,
    tell: Tell = lambda done, total: None,
) -> Repeats:
    """Return the questions asked REPEATS times on a bench with a model, and scored."""
    befores = [turn * len(questions) for turn in range(REPEATS)]
    whole = REPEATS * len(questions)
    return [run(questions, on, embedding, tell=_from(before, whole, tell)) for before in befores]


def _from(before: int, whole: int, tell: Tell) -> Tell:
    return lambda done, _: tell(before + done, whole)


def weigh(
    name: str, plain: Sequence[Scored], repeats: Repeats, documents: Mapping[str, Document]
) -> Written:
    """Return what a model of this name made of the questions, beside the plain answers to them.

    `plain` may hold more questions than were repeated. There is at least one question.
    """
    asked = {one.asked.question.id for one in repeats[0]}
    without = [one for one in plain if one.asked.question.id in asked]
    every = [one for turn in repeats for one in turn]
    answered = [one for one in every if (made := one.asked.answer) is None or made.citations]
    fallen = Counter(_remark(one) for one in answered if not _is_models(one.asked.answer))
    by_question = list(zip(*repeats, strict=True))
    seconds = [one.asked.seconds for one in every if _is_models(one.asked.answer)]
    return Written(
        model=name,
        questions=len(asked),
        repeats=len(repeats),
        measures=tuple(_beside(without, repeats)),
        answers=len(answered),
        by_model=len(answered) - fallen.total(),
        fallen=tuple(fallen.most_common()),
        false=tuple(_false(every, documents)),
        same_result=mean(len({one.result for one in turns}) == 1 for turns in by_question),
        same_citations=mean(len({_places(one) for one in turns}) == 1 for turns in by_question),
        seconds=tuple(float(np.quantile(seconds, share)) for share in (0.5, 0.95) if seconds),
    )


def check(written: Written) -> Check:
    """Return the one thing that the gate asks of a model: no false statement with a source."""
    ids = list(dict.fromkeys(id for id, _ in written.false))
    named = f", {', '.join(ids[:_NAMED])}" if ids else ""
    told = f"Falske udsagn med kilde i sprogmodellens svar: {len(written.false)} (skal være 0)"
    return Check("written:false", not ids, told + named)


def _beside(plain: Sequence[Scored], repeats: Repeats) -> Iterator[Beside]:
    for measure in MEASURES:
        values = [found for turn in repeats if (found := value(measure, turn)) is not None]
        if values:
            ends = (min(values), max(values))
            yield Beside(measure, value(measure, plain), median(values), *ends)


def _false(
    scored: Sequence[Scored], documents: Mapping[str, Document]
) -> Iterator[tuple[str, str]]:
    for one in scored:
        answer, question = one.asked.answer, one.asked.question
        if answer is not None and _is_models(answer):
            added = {item.id: parse(item.id, item.text) for item in question.added}
            for sentence in false_published(answer, (), {**documents, **added}):
                yield question.id, sentence


def _is_models(answer: Answer | None) -> bool:
    return answer is not None and answer.way == "model"


def _remark(scored: Scored) -> str:
    """Return why a model did not write an answer, '' where it was not asked."""
    answer = scored.asked.answer
    return answer.remark if answer is not None else scored.asked.error


def _places(scored: Scored) -> frozenset[tuple[str, int, int]]:
    answer = scored.asked.answer
    cited = answer.citations if answer is not None else ()
    return frozenset((item.document, item.start, item.end) for item in cited)
