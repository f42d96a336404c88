"""Values edited in the documents that state them, and the questions as they are right then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from corpus.types import Document
from evals.questions import matches, place
from evals.spans import Span
from evals.types import Nugget, Question, Quote
from evals.values import Place, Rewritten, Value, moved, others, pattern, rewrite, values, where

Documents = Sequence[Document]
Named = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Edit:
    """Values to replace, each by another, and the questions that are answered by them.

    `lines` are the (document, line) that hold the values or the evidence of the questions: two
    edits that share one are not made at the same time.
    """

    new: Mapping[Value, str]
    questions: tuple[tuple[Question, Nugget], ...]
    lines: frozenset[tuple[str, int]]


def literal(question: Question, nugget: Nugget, documents: Named) -> tuple[Value, ...]:
    """Return the values that alone answer a nugget; none when words or several values do.

    Nor is one returned that the question itself states: edited, its premise would be false.
    """
    found = {
        tuple(place.value for place in within)
        for _, _, within in _stating(question, nugget, documents)
    }
    only = found.pop() if len(found) == 1 else ()
    asked = " ".join(question.turns)
    return () if any(where(asked, value) >= 0 or value.text in asked for value in only) else only


def _stating(
    question: Question, nugget: Nugget, documents: Named
) -> Iterator[tuple[str, Span, list[Place]]]:
    """Yield each pattern of a nugget, where evidence matches it, and the values there."""
    for quote in question.evidence[nugget.group]:
        for span in place(quote, documents):
            document = documents[span.document]
            stated = [p for p in values(document) if span.start <= p.start and p.end <= span.end]
            for pattern_ in nugget.any_of:
                for match in re.finditer(
                    pattern_, document.text[span.start : span.end], re.IGNORECASE
                ):
                    start, end = span.start + match.start(), span.start + match.end()
                    if document.text.startswith(")", end):  # the number of an item of a list
                        continue
                    within = [p for p in stated if p.start < end and start < p.end]
                    first = min([start, *(p.start for p in within)])
                    last = max([end, *(p.end for p in within)])
                    yield pattern_, Span(document.id, first, last), within


def edits(asked: Sequence[tuple[Question, Nugget]], documents: Documents, seed: int) -> list[Edit]:
    """Return one edit for each value that answers a question, in the order of the questions.

    The new value is of the same form, stands nowhere in the documents, breaks no period, and is
    nothing that the questions forbid or take for right already. A value without such another is
    left out.
    """
    named = {document.id: document for document in documents}
    by_values: dict[tuple[Value, ...], list[tuple[Question, Nugget]]] = {}
    for question, nugget in asked:
        if found := literal(question, nugget, named):
            by_values.setdefault(found, []).append((question, nugget))
    taken = {part for item in documents for part in re.findall(r"\w+|\d[\d.,]*\d", item.text)}
    made = []
    for old, pairs in by_values.items():
        new = _new(old, pairs, documents, taken, Random(f"{seed} {old}"))
        if new:
            made.append(Edit(new, tuple(pairs), _lines(new, pairs, named)))
    return made


def _new(
    old: tuple[Value, ...],
    pairs: Sequence[tuple[Question, Nugget]],
    documents: Documents,
    taken: set[str],
    random: Random,
) -> dict[Value, str]:
    """Return the new values by the old ones; none when every candidate breaks something."""
    wrong = [p for question, nugget in pairs for p in (*question.forbidden, *nugget.any_of)]
    candidates = [
        [text for text in others(value, taken, random) if not matches(wrong, text)] for value in old
    ]
    for first in range(min(map(len, candidates))):
        new: dict[Value, str] = {}
        for value, texts in zip(old, candidates, strict=True):
            new[value] = next((text for text in texts[first:] if text not in new.values()), "")
        if all(new.values()) and _is_sound(new, documents):
            return new
    return {}


def _is_sound(new: Mapping[Value, str], documents: Documents) -> bool:
    """Return whether values keep their order in size and no document loses a field."""
    order = [(int(value.text), int(text)) for value, text in new.items() if value.text.isdigit()]
    if [old for old, _ in order] == sorted(old for old, _ in order) and (
        [fresh for _, fresh in order] != sorted(fresh for _, fresh in order)
    ):
        return False
    return all(
        len(rewrite(document, new).document.fields) == len(document.fields)
        for document in documents
    )


def _lines(
    new: Mapping[Value, str], pairs: Sequence[tuple[Question, Nugget]], documents: Named
) -> frozenset[tuple[str, int]]:
    spans = [
        Span(document.id, p.start, p.end)
        for document in documents.values()
        for p in values(document)
        if p.value in new
    ]
    quotes = [quote for question, _ in pairs for group in question.evidence for quote in group]
    spans += [span for quote in quotes for span in place(quote, documents)]
    return frozenset(
        (span.document, documents[span.document].text.count("\n", 0, span.start)) for span in spans
    )


def together(made: Sequence[Edit]) -> list[list[Edit]]:
    """Return the edits in as few lots as first fit finds, none of whose edits meet another."""
    lots: list[list[Edit]] = []
    for edit in made:
        lot = next((lot for lot in lots if not any(_meet(edit, other) for other in lot)), None)
        if lot is None:
            lots.append([edit])
        else:
            lot.append(edit)
    return lots


def _meet(left: Edit, right: Edit) -> bool:
    both = {*left.new.values()} & {*right.new.values()}
    return bool(left.lines & right.lines or left.new.keys() & right.new.keys() or both)


def following(question: Question, by: Mapping[str, Rewritten], documents: Named) -> Question:
    """Return a question as it is right for rewritten documents: its quotes and its nuggets."""
    evidence = tuple(
        tuple(_followed(quote, by, documents) for quote in group) for group in question.evidence
    )
    nuggets = tuple(_restated(question, nugget, by, documents) for nugget in question.nuggets)
    distractor = question.distractor and _followed(question.distractor, by, documents)
    return question.model_copy(
        update={"evidence": evidence, "nuggets": nuggets, "distractor": distractor}
    )


def _followed(quote: Quote, by: Mapping[str, Rewritten], documents: Named) -> Quote:
    spans = place(quote, documents)
    if not spans or quote.document not in by:
        return quote
    span = moved(spans[0], by[quote.document])
    text = by[quote.document].document.text[span.start : span.end]
    return Quote(document=span.document, quote=text)


def _restated(
    question: Question, nugget: Nugget, by: Mapping[str, Rewritten], documents: Named
) -> Nugget:
    patterns = dict.fromkeys(nugget.any_of)
    for old, span, within in _stating(question, nugget, documents):
        if not within or span.document not in by:
            continue
        document, new = by[span.document].document, moved(span, by[span.document])
        text = document.text[new.start : new.end]
        if text != documents[span.document].text[span.start : span.end]:
            stated = [p for p in values(document) if new.start <= p.start and p.end <= new.end]
            patterns.pop(old, None)
            patterns[pattern(text, stated)] = None
    return nugget.model_copy(update={"any_of": tuple(patterns)})
