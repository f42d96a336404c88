"""Initiatives beside each other: a small table with a column of each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import stated
from assistant.evidence import Evidence
from assistant.facts import Statement, period_field
from assistant.kinds import Kind, specific_kinds
from assistant.question import HEADINGS, Question
from assistant.rank import all_sentences
from index.danish import stem

Pairs = Sequence[tuple[Question, Evidence]]
Answer = Callable[[Question, Evidence], list[Statement]]

# What is compared when a question only asks for the difference, in the order of the rows.
_ROWS = ("purpose", "target", "period", "funding")
_HEADS = {
    "amount": "Beløb", "count": "Antal", "duration": "Varighed", "evaluation": "Evaluering",
    "paragraph": "Lovgrundlag", "percent": "Andel", "person": "Kontakt", "place": "Sted",
    "running": "Kører det?", "telephone": "Telefon", "email": "E-mail", "updated": "Opdateret",
    "waiting": "Ventetid", "capacity": "Pladser", "stay": "Varighed", "cost": "Pris",
    "age": "Alder", "municipality": "Kommuner", "opening": "Åbningstid", "evaluator": "Evaluering",
}  # fmt: skip
_VALUES = ("period", "duration", "updated")
_OTHER = "Svar"
# They ask how things compare, and not about what.
_COMPARING = frozenset(
    stem(word)
    for word in (
        "fælles ens samme ligner ligheder lighed nyere nyest ældre ældst længst længere kortest "
        "kortere flest flere færrest færre mest mere mindst mindre størst større højest højere "
        "lavest lavere dyrest dyrere billigst billigere først sidst"
    ).split()
)
# What says it where no heading does: a shape is also found in much that is something else.
_SAYS = {
    "purpose": re.compile(r"formål|\bmålet\b|hensigt", re.IGNORECASE),
    "funding": re.compile(
        r"finansier|bevil[gl]|tilskud|støttet (?:af|med)|\bafsat\b|\d (?:mio|mia|kr)\b",
        re.IGNORECASE,
    ),
}
_NOTHING = "det siger siden ikke"
_COMPARES = re.compile(
    r"\b(?:forskel\w*|sammenlign\w*|adskil\w+|afviger|ligner|ligheder?|fælles|ens|samme"
    r"|i forhold til|frem for|op (?:i)?mod)\b"
    r"|\b(?:flere|færre|mere|mindre|større|længere|kortere|højere|lavere|dyrere|billigere|nyere"
    r"|ældre|bedre)\b.*\bend\b"
    r"|\b(?:flest|færrest|mest|mindst|størst|længst|kortest|højest|dyrest|billigst|nyest|ældst"
    r"|først|sidst)\w*\b",
    re.IGNORECASE,
)


def is_comparison(found: Pairs) -> bool:
    """Return whether a question sets one initiative against another."""
    names = {question.scopes for question, _ in found if question.scopes}
    return len(names) > 1 and any(_COMPARES.search(question.text) for question, _ in found)


def compared(found: Pairs, answer: Answer) -> list[Statement]:
    """Return a table as statements: a row of each thing asked for, a cell of each initiative.

    `answer` gives the statements on one question, of which the first is the cell. Empty when a
    column has nothing in any row: then there is nothing to set the other against.
    """
    found = [(_without(question), evidence) for question, evidence in found]
    columns: dict[tuple[str, int], list[tuple[Question, Evidence]]] = {}
    for question, evidence in found:
        if question.scopes:
            key = (question.scopes[0].document, question.scopes[0].start)  # of a page, or a part
            columns.setdefault(key, []).append((question, evidence))
    rows = _rows(found)
    cell = _cell if _asked(found) else _told
    cells = [[cell(row, pairs, answer) for pairs in columns.values()] for row in rows]
    if not all(any(line[column] for line in cells) for column in range(len(columns))):
        return []
    titles = [_title(pairs) for pairs in columns.values()]
    return _table(titles, [(_head(row), line) for row, line in zip(rows, cells, strict=True)])


def _without(question: Question) -> Question:
    return replace(question, rest=tuple(t for t in question.rest if t not in _COMPARING))


def _rows(found: Pairs) -> list[Kind | None]:
    """Return the kinds that are asked for; a few that matter where none is."""
    return _asked(found) or [
        kind for name in _ROWS for kind in specific_kinds() if kind.name == name
    ]


def _asked(found: Pairs) -> list[Kind | None]:
    """Return the kinds that are asked for; none where only the difference is."""
    kinds = list(dict.fromkeys(question.kind for question, _ in found if question.scopes))
    asked = [kind for kind in kinds if kind is not None and kind.name in _names()]
    if asked:
        return list(asked)
    is_more = any(question.rest for question, _ in found if question.scopes)
    return list(kinds) if is_more else []


def _names() -> set[str]:
    return {kind.name for kind in specific_kinds()}


def _cell(kind: Kind | None, pairs: Pairs, answer: Answer) -> Statement | None:
    question, evidence = next((pair for pair in pairs if pair[0].kind == kind), pairs[0])
    said = answer(replace(question, kind=kind), evidence)
    cell = next((item for item in said if _is_of(question, item)), None)
    if cell and kind and not _holds(kind, cell):
        return None
    if cell and kind and not question.rest and not question.needs_shape:
        cell = _first(cell, kind)
    if cell and kind and kind.name in _VALUES:  # the column says of what
        return _value(cell)
    return cell


def _told(kind: Kind | None, pairs: Pairs, answer: Answer) -> Statement | None:
    """Return the cell of a row that nobody asked for: what the page itself states."""
    cell = _cell(kind, pairs, answer)
    if kind is None or kind.name not in ("target", "period") or (cell and _is_under(kind, cell)):
        return cell
    question, evidence = pairs[0]
    scope = question.scopes[0]
    page = evidence.documents[scope.document]
    there = [item for item in page.sections if scope.holds(page.id, item.start)]
    if kind.name == "target":
        span = stated.target(page, there)
    else:
        ran = stated.period(page, None if scope.is_page else next(iter(there), None))
        span = ran[0] if ran else None
    return Statement(" ".join(page.text[slice(*span)].split()), page, *span) if span else None


def _value(cell: Statement) -> Statement:
    """Return the period alone where a cell states it, else its own words."""
    field = period_field(cell.document)
    if field is not None and cell.start <= field.start and field.end <= cell.end:
        return replace(cell, text=field.value, start=field.start, end=field.end)
    return replace(cell, text=cell.document.text[cell.start : cell.end])


def _first(cell: Statement, kind: Kind) -> Statement:
    """Return the first sentence of the section that a cell is from, where it holds such things."""
    for section in cell.document.sections:
        if section.label in kind.labels and section.start <= cell.start < section.end:
            first = all_sentences(cell.document)
            start, end = next((i.start, i.end) for i in first if i.section is section)
            return replace(cell, text=cell.document.text[start:end], start=start, end=end)
    return cell


def _is_of(question: Question, cell: Statement) -> bool:
    return any(scope.holds(cell.document.id, cell.start) for scope in question.scopes)


def _holds(kind: Kind, cell: Statement) -> bool:
    """Return whether a cell has what its row is about: by its section, or by its words."""
    shape = _SAYS.get(kind.name, kind.shape)
    return (
        not kind.labels or shape is None or bool(shape.search(cell.text)) or _is_under(kind, cell)
    )


def _is_under(kind: Kind, cell: Statement) -> bool:
    return any(
        section.label in kind.labels and section.start <= cell.start < section.end
        for section in cell.document.sections
    )


def _title(pairs: Pairs) -> str:
    question, evidence = pairs[0]
    scope = question.scopes[0]
    return evidence.documents[scope.document].title if scope.is_page else scope.name


def _head(kind: Kind | None) -> str:
    if kind is None:
        return _OTHER
    return _HEADS.get(kind.name) or (HEADINGS[kind.labels[0]] if kind.labels else _OTHER)


def _table(
    titles: Sequence[str], rows: Sequence[tuple[str, Sequence[Statement | None]]]
) -> list[Statement]:
    """Return the cells in reading order, with the bars of a Markdown table around them."""
    head = "".join(f" | {title.replace('|', '/')}" for title in titles)
    before = f"|{head} |\n|{' --- |' * (len(titles) + 1)}"
    found: list[Statement] = []
    for name, cells in rows:
        if not any(cells):
            continue
        before += f"\n| {name}"
        for cell in cells:
            if cell is None:
                before += f" | {_NOTHING}"
                continue
            found.append(replace(cell, before=f"{before} | ", is_item=False))
            before = ""
        before += " |"
    return [*found[:-1], replace(found[-1], after=before)]
