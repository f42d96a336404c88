"""Initiatives beside each other: a small table with a column of each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import audience, stated
from assistant.citations import section_of
from assistant.evidence import Evidence
from assistant.facts import Statement, period_field
from assistant.kinds import Kind, specific_kinds
from assistant.question import Question
from assistant.scopes import Scope
from assistant.sides import COMPARES
from assistant.words import content_terms
from corpus.labels import HEADINGS
from index.danish import stem, stems

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
_NOT_FOUND = "det fandt jeg ikke"  # of what no page has as its name
_WHEN = re.compile(r"\b(?:først|sidst|ældst|nyest)\w*\b", re.IGNORECASE)
# What stands before the field of a part (prompts/part.txt): column and row say it.
_FIELD = re.compile(r"»[^«]+«, [^:]+: ")


def is_comparison(found: Pairs) -> bool:
    """Return whether a question sets one initiative against another."""
    names = {question.scopes for question, _ in found if question.scopes}
    is_of_two = len(names) > 1 and any(COMPARES.search(question.text) for question, _ in found)
    return is_of_two or any(question.side for question, _ in found)


def compared(found: Pairs, answer: Answer) -> list[Statement]:
    """Return a table as statements: a row of each thing asked for, a cell of each initiative.

    `answer` gives the statements on one question, of which the first is the cell. Empty when no
    column has anything in any row.
    """
    found = [(_without(_called(question, evidence)), evidence) for question, evidence in found]
    columns: dict[tuple[str, int] | str, list[tuple[Question, Evidence]]] = {}
    for question, evidence in found:
        if question.scopes:
            key = (question.scopes[0].document, question.scopes[0].start)  # of a page, or a part
            columns.setdefault(key, []).append((question, evidence))
        elif question.side:
            columns.setdefault(question.side, []).append((question, evidence))
    if len(columns) < 2:
        return []  # both are told of in one place
    rows = _rows(found)
    cell = _cell if _asked(found) else _told
    cells = [[cell(row, pairs, answer) for pairs in columns.values()] for row in rows]
    is_told = [any(line[column] for line in cells) for column in range(len(columns))]
    if not any(is_told) or (
        not all(is_told) and not all(pairs[0][0].side for pairs in columns.values())
    ):
        return []
    heads = [
        (_title(pairs), _NOTHING if pairs[0][0].scopes else _NOT_FOUND)
        for pairs in columns.values()
    ]
    return _table(heads, [(_head(row), line) for row, line in zip(rows, cells, strict=True)])


def _called(question: Question, evidence: Evidence) -> Question:
    """Return a question of what one page has as its name, even of words that are no name else."""
    if question.scopes or not question.side:
        return question
    name = question.side.lower()
    pages = [
        page
        for page in evidence.documents.values()
        if re.split(r"\s[–-]\s|:", page.title)[0].strip().lower() == name
    ]
    if len(pages) != 1:
        return question
    terms = frozenset(content_terms(question.side))
    scope = Scope(pages[0].id, pages[0].title, 0, len(pages[0].text), is_page=True, terms=terms)
    rest = tuple(term for term in question.rest if term not in terms)
    return replace(question, scopes=(scope,), rest=rest, names=question.names - terms)


def _without(question: Question) -> Question:
    return replace(question, rest=tuple(t for t in question.rest if t not in _COMPARING))


def _rows(found: Pairs) -> list[Kind | None]:
    """Return the kinds that are asked for; a few that matter where none is."""
    return _asked(found) or [
        kind for name in _ROWS for kind in specific_kinds() if kind.name == name
    ]


def _asked(found: Pairs) -> list[Kind | None]:
    """Return the kinds that are asked for; none where only the difference is."""
    kinds = list(dict.fromkeys(one.kind for one, _ in found if one.scopes or one.side))
    asked = [kind for kind in kinds if kind is not None and kind.name in _names()]
    if asked:
        return list(asked)
    if any(_WHEN.search(question.text) for question, _ in found):
        return [kind for kind in specific_kinds() if kind.name == "period"]
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
    return replace(cell, text=_FIELD.sub("", cell.text)) if cell else None


def _told(kind: Kind | None, pairs: Pairs, answer: Answer) -> Statement | None:
    """Return the cell of a row that nobody asked for: what the page itself states."""
    cell = _cell(kind, pairs, answer)
    if kind is None or kind.name not in ("target", "period") or (cell and _is_under(kind, cell)):
        return cell
    question, evidence = pairs[0]
    if not question.scopes:
        return cell
    scope = question.scopes[0]
    page = evidence.documents[scope.document]
    there = [item for item in page.sections if scope.holds(page.id, item.start)]
    if kind.name == "target":
        span = audience.target(page, there)
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
    """Return the first sentences of the section that a cell is from, where it holds such things."""
    page = cell.document
    for section in page.sections:
        if section.label in kind.labels and section.start <= cell.start < section.end:
            span = stated.opening(page.text, [section]) or (cell.start, cell.end)
            return replace(
                cell, text=" ".join(page.text[slice(*span)].split()), start=span[0], end=span[1]
            )
    return cell


def _is_of(question: Question, cell: Statement) -> bool:
    """Return whether a cell is of its column: of the initiative, or in a line that names it."""
    if not question.scopes:
        line = f"{section_of(cell.document, cell.start)} {cell.text}"
        return set(content_terms(question.side)) <= set(stems(line))
    return any(scope.holds(cell.document.id, cell.start) for scope in question.scopes)


def _holds(kind: Kind, cell: Statement) -> bool:
    """Return whether a cell has what its row is about: by its section, or by its words."""
    shape = _SAYS.get(kind.name, kind.shape) or kind.asks
    return not kind.labels or bool(shape.search(cell.text)) or _is_under(kind, cell)


def _is_under(kind: Kind, cell: Statement) -> bool:
    return any(
        section.label in kind.labels and section.start <= cell.start < section.end
        for section in cell.document.sections
    )


def _title(pairs: Pairs) -> str:
    question, evidence = pairs[0]
    if not question.scopes:
        return question.side[:1].upper() + question.side[1:]
    scope = question.scopes[0]
    return evidence.documents[scope.document].title if scope.is_page else scope.name


def _head(kind: Kind | None) -> str:
    if kind is None:
        return _OTHER
    return _HEADS.get(kind.name) or (HEADINGS[kind.labels[0]] if kind.labels else _OTHER)


def _table(
    columns: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[Statement | None]]]
) -> list[Statement]:
    """Return the cells in reading order, with the bars of a Markdown table around them.

    Of a column are its title and what stands where it has nothing.
    """
    head = "".join(f" | {title.replace('|', '/')}" for title, _ in columns)
    before = f"|{head} |\n|{' --- |' * (len(columns) + 1)}"
    found: list[Statement] = []
    for name, cells in rows:
        if not any(cells):
            continue
        before += f"\n| {name}"
        for (_, nothing), cell in zip(columns, cells, strict=True):
            if cell is None:
                before += f" | {nothing}"
                continue
            found.append(replace(cell, before=f"{before} | ", is_item=False))
            before = ""
        before += " |"
    return [*found[:-1], replace(found[-1], after=before)]
