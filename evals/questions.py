"""Question sets: read from YAML, placed in the documents, and checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from corpus.errors import UserError
from corpus.types import Document
from evals.spans import Span, overlap
from evals.types import Question, Quote

SHIPPED_QUESTIONS = Path(__file__).parent / "questions"
_MANY = TypeAdapter(list[Question])


class QuestionsError(UserError):
    """A question set that cannot be used."""


def read(path: Path = SHIPPED_QUESTIONS) -> list[Question]:
    """Return the questions of a YAML file, or of every one in a folder, in order.

    Raises QuestionsError, which names the file and what is wrong.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise QuestionsError(f"Der er ingen .yaml-filer med spørgsmål i {path}.")
    return [question for file in files for question in _read(file)]


def _read(file: Path) -> list[Question]:
    try:
        return _MANY.validate_python(yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader))
    except OSError as error:
        raise QuestionsError(f"Spørgsmålene i {file} kan ikke læses ({error.strerror}).") from error
    except yaml.YAMLError as error:
        raise QuestionsError(f"{file} er ikke gyldig YAML: {error}") from error
    except ValidationError as error:
        raise QuestionsError(f"{file} har en fejl: {error}") from error


def place(quote: Quote, documents: Mapping[str, Document]) -> list[Span]:
    """Return every place where a quote stands in its document; none when it does not.

    Runs of white space count as one, so that a quote may be folded in its file.
    """
    document = documents.get(quote.document)
    words = quote.quote.split()
    if document is None or not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    return [Span(document.id, *match.span()) for match in re.finditer(pattern, document.text)]


def evidence(question: Question, documents: Mapping[str, Document]) -> list[list[Span]]:
    """Return the places of each evidence group's quotes, in the order of the groups."""
    return [
        [span for quote in group for span in place(quote, documents)] for group in question.evidence
    ]


def lint(questions: Sequence[Question], documents: Mapping[str, Document]) -> list[str]:
    """Return what is wrong with a question set, one line each; nothing when it is sound."""
    found = [line for question in questions for line in _faults(question, documents)]
    return found + list(_duplicates(questions))


def _faults(question: Question, documents: Mapping[str, Document]) -> Iterator[str]:
    added = {item.id: Document(item.id, "", item.text, ()) for item in question.added}
    yield from _kind_faults(question)
    yield from _quote_faults(question, {**documents, **added})
    yield from _nugget_faults(question)
    for pattern in (*question.forbidden, *question.would_answer):
        if fault := _bad_pattern(pattern):
            yield f"{question.id}: {pattern!r}: {fault}"


def _kind_faults(question: Question) -> Iterator[str]:
    if question.answerable and not question.evidence:
        yield f"{question.id}: answerable without evidence"
    if question.answerable and not any(nugget.vital for nugget in question.nuggets):
        yield f"{question.id}: answerable without a vital nugget"
    if question.answerable and question.would_answer:
        yield f"{question.id}: would_answer is for what cannot be answered"
    if not question.answerable and (question.evidence or question.nuggets):
        yield f"{question.id}: unanswerable with evidence or nuggets"
    if question.type == "still_running" and question.as_of is None:
        yield f"{question.id}: still running on which day? as_of is missing"


def _quote_faults(question: Question, documents: Mapping[str, Document]) -> Iterator[str]:
    quotes = [quote for group in question.evidence for quote in group]
    for quote in [*quotes, *filter(None, [question.distractor])]:
        if not place(quote, documents):
            yield f"{question.id}: does not stand in {quote.document}: {quote.quote[:60]!r}"
    for document in documents.values():
        if matches(question.would_answer, document.text):
            yield f"{question.id}: unanswerable, but its answer stands in {document.id}"
    if question.distractor and _clashes(question, documents):
        yield f"{question.id}: the distractor is also evidence"


def _nugget_faults(question: Question) -> Iterator[str]:
    ids = [nugget.id for nugget in question.nuggets]
    if len(ids) != len(set(ids)):
        yield f"{question.id}: two nuggets with one id"
    for nugget in question.nuggets:
        bad = [pattern for pattern in nugget.any_of if _bad_pattern(pattern)]
        if bad or nugget.group >= len(question.evidence):
            yield f"{question.id}: nugget {nugget.id}: bad pattern or no group {nugget.group}"
            continue
        if not nugget.vital or nugget.id in ("ja", "nej"):  # said of the evidence, not in it
            continue
        stated = [quote.quote for quote in question.evidence[nugget.group]]
        if not any(matches(nugget.any_of, text) for text in stated):
            yield f"{question.id}: nugget {nugget.id} does not match its own evidence"
        if question.distractor and matches(nugget.any_of, question.distractor.quote):
            yield f"{question.id}: nugget {nugget.id} matches the distractor"


def _duplicates(questions: Sequence[Question]) -> Iterator[str]:
    ids: set[str] = set()
    asked: dict[tuple[object, ...], str] = {}
    for question in questions:
        if question.id in ids:
            yield f"{question.id}: id used twice"
        ids.add(question.id)
        words = tuple(" ".join(re.findall(r"\w+", turn.lower())) for turn in question.turns)
        key = (words, question.audience, question.as_of)
        if key in asked:
            yield f"{question.id}: asks the same as {asked[key]}"
        asked[key] = question.id
    answered = [question for question in questions if question.answerable]
    for question in questions:
        if question.answerable:
            continue
        for other in answered:
            if other.turns[-1].lower() == question.turns[-1].lower():
                yield f"{question.id}: unanswerable, but {other.id} answers it"


def matches(patterns: Sequence[str], text: str) -> bool:
    """Return whether any of the patterns is in the text, case ignored, on one line."""
    line = " ".join(text.split())
    return any(re.search(pattern, line, re.IGNORECASE) for pattern in patterns)


def _bad_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return "matches everything" if re.search(pattern, "") else ""


def _clashes(question: Question, documents: Mapping[str, Document]) -> bool:
    if question.distractor is None:
        return False
    wrong = place(question.distractor, documents)
    right = [span for group in evidence(question, documents) for span in group]
    return any(overlap(a, b) == min(a.length, b.length) for a in wrong for b in right)
