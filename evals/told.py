"""An evaluation as the chat app tells of it: outcomes by type, and in Danish what went wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from assistant.quality import Failed, Group, Measure, Outcomes, Place, Run, Written
from corpus.types import Document
from evals import names, types
from evals.baseline import Baseline
from evals.baseline import values as values_of
from evals.questions import place
from evals.summary import ALL, GROUPS
from evals.types import Evaluation, Question, Result, Scored

_KEPT = ("documents", "questions")  # the hashes that tell whether two results can be compared

CRASHED = "Der kom intet svar: {error}"
DECLINED = "Blev afvist, selv om dokumenterne har svaret."
ANSWERED = "Blev besvaret, selv om dokumenterne ikke svarer på det."
BESIDE = "Siger ikke noget af det afgørende."
FAULT = "{name}: »{words}«"
LACKS = "Siger ikke med kilde: {words}"
LOOSE = "{count} oplysninger (tal, datoer eller steder) står ikke i det, der henvises til."
LOOSE_ONE = "En oplysning (tal, dato eller sted) står ikke i det, der henvises til."
OR = " eller "


def run(evaluation: Evaluation, set: str, quick: bool) -> Run:
    """Return an evaluation in short; `set` names its questions, '' for the shipped ones."""
    results = [(one.asked.question, one.result) for one in evaluation.scored]
    whole = {row.measure: row.interval.value for row in evaluation.rows if row.group == ALL}
    provenance = evaluation.provenance
    return Run(
        when=provenance.when,
        accepted=False,
        quick=quick,
        set=set,
        documents=len(evaluation.documents),
        hashes=_hashes(provenance.hashes),
        outcomes=outcomes(result for _, result in results),
        types=_groups(results, lambda question: question.type),
        audiences=_groups(results, lambda question: f"audience:{question.audience}"),
        measures=tuple(_measures(whole)),
        versions=provenance.versions,
        written=_written(evaluation.written),
    )


def accepted(baseline: Baseline, questions: Sequence[Question], documents: int) -> Run:
    """Return a baseline in short, as of this second; `questions` are those it was made of."""
    results = [(item, baseline.results[item.id]) for item in questions]
    of_all = {name: value for (name, group), value in values_of(baseline).items() if group == ALL}
    return Run(
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        accepted=True,
        quick=False,
        set="",
        documents=documents,
        hashes=_hashes(baseline.hashes),
        outcomes=outcomes(result for _, result in results),
        types=_groups(results, lambda question: question.type),
        audiences=_groups(results, lambda question: f"audience:{question.audience}"),
        measures=tuple(_measures(of_all)),
    )


def failed(evaluation: Evaluation) -> tuple[list[Failed], int]:
    """Return the questions without a right answer, and the number of those that are not told.

    Of the blind questions only the number is told: nobody may mend the answers by looking at them.
    """
    lost = [one for one in evaluation.scored if one.result != "perfect"]
    told = [one for one in lost if one.asked.question.split == "dev"]
    return [_failed(one, evaluation.documents) for one in told], len(lost) - len(told)


def outcomes(results: Iterable[Result]) -> Outcomes:
    """Return how many there are of each outcome."""
    found = Counter(results)
    return Outcomes(found["perfect"], found["acceptable"], found["missing"], found["wrong"])


def _hashes(whole: Mapping[str, str]) -> dict[str, str]:
    return {name: whole[name] for name in _KEPT if name in whole}


def _groups(
    results: Sequence[tuple[Question, Result]], key: Callable[[Question], str]
) -> tuple[Group, ...]:
    """Return the groups that have questions, in the order in which they are always shown."""
    found: dict[str, list[Result]] = {}
    for question, result in results:
        found.setdefault(key(question), []).append(result)
    return tuple(
        Group(name, names.group(name), outcomes(found[name])) for name in GROUPS if name in found
    )


def _measures(values: Mapping[str, float]) -> Iterator[Measure]:
    for name in names.HEADLINES:
        if name in values:
            of, value = names.measure(name), values[name]
            yield Measure(name, of.name, of.meaning, round(value, 6), names.number(value, of.unit))


def _written(found: types.Written | None) -> Written | None:
    if found is None:
        return None
    perfect = next((one for one in found.measures if one.measure == "perfect"), None)
    return Written(
        model=found.model,
        questions=found.questions,
        repeats=found.repeats,
        answers=found.answers,
        by_model=found.by_model,
        false=len(found.false),
        perfect=perfect.model if perfect else 0.0,
        documents=(perfect.documents if perfect else None) or 0.0,
    )


def _failed(one: Scored, documents: Mapping[str, Document]) -> Failed:
    question, answer = one.asked.question, one.asked.answer
    return Failed(
        turns=question.turns,
        type=question.type,
        audience=question.audience,
        outcome=one.result,
        answer=answer.text if answer else "",
        wrong=tuple(_wrong(one)),
        expected=tuple(_expected(question, documents)),
    )


def _wrong(one: Scored) -> Iterator[str]:
    """Yield in Danish what is wrong with an answer, a sentence each."""
    question, answer = one.asked.question, one.asked.answer
    if answer is None:
        yield CRASHED.format(error=one.asked.error)
        return
    for name, words in one.faults:
        yield FAULT.format(name=names.FAULTS.get(name, name), words=words)
    named = sum(name.startswith("ungrounded_") for name, _ in one.faults)
    loose = int(one.measures.get("ungrounded", 0)) - named
    if loose > 0:
        yield LOOSE_ONE if loose == 1 else LOOSE.format(count=loose)
    if answer.status == "not_found" or not question.answerable:
        if question.answerable:
            yield DECLINED
        elif answer.status == "answered":
            yield ANSWERED
        return
    vital = [nugget for nugget in question.nuggets if nugget.vital]
    lacking = [nugget for nugget in vital if not one.nuggets.get(nugget.id)]
    if len(lacking) == len(vital):
        yield BESIDE
    for nugget in lacking:
        yield LACKS.format(words=OR.join(f"»{_plain(item)}«" for item in nugget.any_of[:2]))


def _plain(pattern: str) -> str:
    """Return a pattern as people read it: no bounds and escapes, white space as a space."""
    text = re.sub(r"\\s[?*+]?", " ", pattern.replace(r"\b", "").replace("|", " / "))
    text = re.sub(r"\.\{\d*,\d*\}\??|\.[*+]\??", " … ", text)
    return " ".join(re.sub(r"\\([^\w\s]|[wd])", r"\1", text).split())


def _expected(question: Question, documents: Mapping[str, Document]) -> Iterator[Place]:
    """Yield the words that a right answer rests on, the first of each group that stands there."""
    for group in question.evidence:
        for quote in group:
            if spans := place(quote, documents):
                span = spans[0]
                document = documents[span.document]
                words = document.text[span.start : span.end]
                yield Place(span.document, document.title, words, span.start, span.end)
                break
