"""The same documents in another order, under other names, copied, fewer, or superseded."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from corpus.structure import parse
from corpus.types import Document
from evals.types import Question, Quote
from evals.values import Rewritten, Value, rewrite

COPY = "-kopi"
NEWER = "-ny"
_FURNITURE = ("Spring til indhold\n\n{text}", "{text}\n\nDel siden\n\nUdskriv siden\n")
_UPDATED = "Senest opdateret {day}"
_AGO = timedelta(days=17)  # when the newer page was updated, counted from today
_BEFORE = timedelta(days=900)  # how much older than that a page without a date is made

Documents = Sequence[Document]


def shuffled(documents: Documents, seed: int) -> list[Document]:
    """Return the documents in another order, wherever there is one."""
    order, random = list(documents), Random(f"{seed} order")
    while len(documents) > 1 and order == list(documents):
        random.shuffle(order)
    return order


def renamed(documents: Documents, seed: int) -> dict[str, Document]:
    """Return each document under another id, by its old one, in the order of the new ids."""
    random = Random(f"{seed} names")
    pairs = [(f"side-{random.getrandbits(32):08x}", document) for document in documents]
    return {old.id: parse(id, old.text, old.url) for id, old in sorted(pairs, key=lambda p: p[0])}


def under_names(question: Question, names: Mapping[str, str]) -> Question:
    """Return a question whose evidence and distractor are in documents with other ids."""
    groups = [[_called(quote, names) for quote in group] for group in question.evidence]
    distractor = _called(question.distractor, names) if question.distractor else None
    evidence = tuple(tuple(group) for group in groups)
    return question.model_copy(update={"evidence": evidence, "distractor": distractor})


def _called(quote: Quote, names: Mapping[str, str]) -> Quote:
    return quote.model_copy(update={"document": names.get(quote.document, quote.document)})


def copied(document: Document) -> Document:
    """Return the same page under another id, with other page furniture around its text."""
    text = document.text
    for furniture in _FURNITURE:
        text = furniture.format(text=text)
    return parse(document.id + COPY, text, document.url)


def with_copy(question: Question, document: str) -> Question:
    """Return a question whose evidence may as well be cited from the copy of a document."""
    names = {document: document + COPY}
    evidence = tuple(
        (*group, *(_called(quote, names) for quote in group if quote.document == document))
        for group in question.evidence
    )
    return question.model_copy(update={"evidence": evidence})


def bereft(question: Question) -> Question:
    """Return a question as it is when every document that holds evidence is gone."""
    gone = sources(question)
    added = tuple(item for item in question.added if item.id not in gone)
    return question.model_copy(
        update={"answerable": False, "evidence": (), "nuggets": (), "added": added}
    )


def sources(question: Question) -> frozenset[str]:
    """Return the ids of the documents that hold evidence."""
    return frozenset(quote.document for group in question.evidence for quote in group)


def dated(document: Document, day: date) -> Document:
    """Return the document with a line that says when it was updated, if nothing says so."""
    if page_day(document) is not None:
        return document
    line = _UPDATED.format(day=day.strftime("%d-%m-%Y"))
    return parse(document.id, f"{document.text.rstrip()}\n\n{line}\n", document.url)


def newer(document: Document, new: Mapping[Value, str], day: date) -> Rewritten:
    """Return a dated page as it is when updated on `day`: another id, date and other values."""
    written = [f.value for f in document.fields if f.name in ("updated", "published")]
    dates = {Value("date", text): day.strftime("%d-%m-%Y") for text in written}
    return rewrite(document, {**new, **dates}, document.id + NEWER)


def page_day(document: Document) -> date | None:
    """Return the day on which a page says that it was updated or published, the last if several."""
    fields = [field for field in document.fields if field.name in ("updated", "published")]
    return max((field.last for field in fields if field.last), default=None)


def newest(documents: Documents, today: date) -> tuple[date, date]:
    """Return the day of a page that supersedes all of these, and the day of those without a date.

    The first is past when the documents allow it.
    """
    days = [day for document in documents if (day := page_day(document))]
    day = max([today - _AGO, *(last + timedelta(days=1) for last in days)])
    return day, day - _BEFORE
