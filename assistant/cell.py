"""The cell of a table that a number is asked from: by its row, and by its column where one is
named.

What stands in a table shares a word or two with a question and no sentence with it: it is known by
all that is asked being said in the names of one row, of the columns, and of the page.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from assistant.designation import Part, parts_asked, parts_in
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.municipalities import places
from assistant.people import names_people
from assistant.question import Question
from assistant.rank import Candidate
from assistant.rows import head
from assistant.whose import only_place
from assistant.words import ASKING, SUPERLATIVE
from corpus.text import BETWEEN, cells
from corpus.types import Block, Document
from index.danish import NOUN, PART, likeness, stem, stems, words

# Kinds whose answer is a number or a time: a row's name is enough for them, others need a column's.
_NUMBERS = (
    "count", "percent", "quantity", "amount", "cost", "capacity", "by_when", "deadline", "waiting",
    "complaint",
)  # fmt: skip
_MONEY = re.compile(r"\bkr\b|\bkroner\b|\bmio\b|\bgratis\b|\bpris", re.IGNORECASE)
_TERM = re.compile(r"frist|deadline|\bsenest|\binden\b|\b(?:dage?|uger?|måned)", re.IGNORECASE)
_UNITS = {
    "deadline": _TERM,
    "amount": _MONEY,
    "cost": _MONEY,
    "percent": re.compile(r"%|\bpct\b|\bprocent", re.IGNORECASE),
}
# The municipality or the town that a page is of.
_OF = re.compile(r"\b\d{4} ([A-ZÆØÅ]\w{1,40})|\b([A-ZÆØÅ]\w{1,40}?)s? [Kk]ommunes?\b")
MOST = re.compile(rf"{SUPERLATIVE}e?\b", re.IGNORECASE)  # asks which row: one is no answer
_LABELLED = re.compile(r"([^:·\n]{2,60}): (\S.*)", re.DOTALL)
IN_ALL = re.compile(r"\bi alt\b|\bsamlet\b|\btotal(?:t|en)?\b|\btilsammen\b", re.IGNORECASE)
_OPEN = re.compile(r"\båb(?:en|ent|ningstid\w*)\b|\bhvornår\b|\btid\b|\bkl\.?\b", re.IGNORECASE)
_STATE = re.compile(r"\bstatus\b|\bperiode|\bløbetid|\btilstand\b", re.IGNORECASE)
_RINGS = re.compile(r"\bring|telefon|\btlf", re.IGNORECASE)
_UNFIT = (0, 0)
_LOOKED = 2  # rows of a table that are looked at for its head
# Whoever is counted, and what a time is counted in: they are said in no row.
ANY = frozenset(
    stems("forløb deltager borger beboer bruger person menneske lang lange år måned uge efter")
)
_NOT = re.compile(r"\b(?:ikke|aldrig|uden|ingen)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)(?: halvt?)?"
    r" (?:dag|døgn|uge|måned|år)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is called, its cells by what their columns are called.

    `label` is what the column of the names is called, `heading` what the table stands under.
    """

    label: str
    name: str
    cells: tuple[tuple[str, str], ...]
    heading: str
    page: Document
    block: Block

    @property
    def text(self) -> str:
        """The row as it stands on the page."""
        return self.page.text[self.block.start : self.block.end]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and its terms but those that name the page and where it is; the names of a row
    and its columns have to say those that are `needed`, and the row be of its `parts`."""

    question: Question
    terms: frozenset[str]
    needed: frozenset[str]
    parts: frozenset[Part]


def cell(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the row whose name says what is asked, of it the columns that are named alone; none
    where no row does, or two as well."""
    if not is_of_one(question) or MOST.search(question.text):
        return []
    for id in pages(question, evidence):
        page = evidence.documents[id]
        found = list(rows(page))
        if not found:
            continue  # most pages have no table: nothing of theirs is looked up
        asked = asked_of(question, page)
        fits = [(_fit(row, asked), row) for row in found]
        best = max(fit for fit, _ in fits)
        fitting = [row for fit, row in fits if fit == best]
        if best != _UNFIT and len(fitting) == 1:
            named = _columns(fitting[0], question)
            is_told = named or _may_tell(question, fitting[0])
            return [stated(fitting[0], named or fitting[0].cells)] if is_told else []
    return []


def _may_tell(question: Question, row: Row) -> bool:
    """Return whether a row may hold what is asked for, where no column is named: sums are no time
    by which somebody answers."""
    shape = question.kind.shape if question.kind and question.needs_shape else None
    columns = " ".join(column for column, _ in row.cells)
    return shape is None or shape.search(f"{row.heading} {columns} {row.text}") is not None


def is_of_one(question: Question) -> bool:
    """Return whether a question asks of the initiatives that it names or means, one by one."""
    return not (question.is_overview or question.is_fitted or question.side)


def pages(question: Question, evidence: Evidence) -> list[str]:
    """Return the pages asked of; those that search found too, where a town names them at most."""
    own = [scope.document for scope in question.scopes]
    is_named = any(scope.terms - places() for scope in question.scopes)
    found = [] if is_named else [hit.passage.document for hit in evidence.hits]
    return list(dict.fromkeys([*own, *found]))


def asked_of(question: Question, page: Document) -> Asked:
    """Return what the rows of a page are held against; those whom the page is about may be counted
    without being named in a row."""
    towns = {stem((a or b).lower()) for a, b in _OF.findall(page.text)}
    here = only_place(page) | (towns & question.names if len(towns) == 1 else set())
    called = stems(page.title)
    own = {term for term in question.terms if term in here or is_said(term, called)}
    parts = parts_asked(question.text)
    terms = frozenset(question.terms) - own - {name for _, name in parts}
    counted = {question.counted} if question.counted else set[str]()
    needed = terms.intersection((*question.rest, *question.names, *counted))
    first = [page.text[one.start : one.blocks[0].end] for one in page.sections[:1] if one.blocks]
    is_own = question.counted in ANY or question.counted in stems(" ".join(first))
    return Asked(question, terms, needed - (counted if is_own else set()), parts)


def is_said(term: str, said: Iterable[str]) -> bool:
    """Return whether a word is a term, or one is a part of the other; 'størrelse', as a stem a
    letter from 'støtte', is not."""
    return any((alike := likeness(term, word)) >= NOUN or alike == PART for word in said)


def _names(word: str, term: str) -> bool:
    """Return whether a word of a row's name is a term or part of it: 'forældre' is no 'ældre'."""
    alike = likeness(word, term)
    return alike >= NOUN or (alike == PART and len(term) > len(word))


def _fit(row: Row, asked: Asked) -> tuple[int, int]:
    """Return how many terms of the question the row's name has, and how few of its own words they
    lack; _UNFIT where a term that is asked is in neither it nor a column."""
    question = asked.question
    own = stems(f"{row.label} {row.name}")
    columns = [word for column, _ in row.cells for word in stems(column)]
    said = {term for term in asked.terms if any(_names(word, term) for word in own)}
    said |= _whole_name(row, asked)
    left = asked.needed - said - ANY
    towns = asked.needed & question.names & places()
    if not towns <= {*own, *columns}:  # 'Silkeborg' is in no row of 'borgere'
        return _UNFIT
    is_asked = bool(question.scopes or asked.needed or said - ASKING)
    parts = asked.parts & parts_in(f"{row.label} {row.name}")
    if not ((parts or _by_name(row, said)) and is_asked and _have(columns, left, question)):
        return _UNFIT
    if not _is_exact(row, asked):
        return _UNFIT
    meant = _columns(row, question)
    unit = None if left else _UNITS.get(question.kind_name)  # 'vægten' is no sum of money
    if unit and not any(
        unit.search(f"{row.name} {one} {value}") for one, value in meant or row.cells
    ):
        return _UNFIT
    if question.kind_name not in _NUMBERS and not meant:
        return _UNFIT
    return len(said) + len(parts), -sum(
        not any(_names(word, term) for term in said) for word in stems(row.name)
    )


def _whole_name(row: Row, asked: Asked) -> set[str]:
    """Return the words of a row's name, where they are all of the page's name that a question has:
    'Ledsagelse' of a page about 'Ledsagelse og aflastning'."""
    name, terms = set(stems(row.name)), set(asked.question.terms)
    called = terms.intersection(stems(row.page.title)) - places()
    return name if name and name <= terms and called <= name else set()


def _have(columns: list[str], terms: Set[str], question: Question) -> bool:
    """Return whether columns say all terms; a name is no part of another word: 'Sted' is none of
    Thisted."""
    return all(
        max((likeness(term, word) for word in columns), default=0.0) >= NOUN
        if term in question.names
        else is_said(term, columns)
        for term in terms
    )


def _is_exact(row: Row, asked: Asked) -> bool:
    """Return whether a row has the numbers and times of a question, is not of what is not so, is of
    the parts named, and stands under no heading of other people."""
    question = asked.question
    said = f"{row.page.title} {row.text}".lower()
    cells = " · ".join(f"{column} {value}" for column, value in row.cells)
    if not asked.parts <= parts_in(
        f"{row.label} {row.name} · {cells} · {row.heading} · {row.page.title}"
    ):
        return False
    times = (match[0].lower() for match in _TIME.finditer(question.text))
    if not all(time in said for time in times):
        return False
    numbers = set(_DIGITS.findall(question.text)) - {name for _, name in asked.parts}
    if not numbers <= set(_DIGITS.findall(said)):
        return False
    if _NOT.search(question.text) and not _NOT.search(row.name):
        return False
    under, whom = _people(row.heading), _people(question.text)
    return not (under and whom) or not under.isdisjoint(whom)


def _people(text: str) -> set[str]:
    return {stem(word) for word in words(text) if names_people(word)} - ANY


def _by_name(row: Row, said: Set[str]) -> bool:
    """Return whether a term is said in the row's own name, and not in its column's alone."""
    return any(_names(word, term) for term in said - ANY for word in stems(row.name))


def _columns(row: Row, question: Question) -> list[tuple[str, str]]:
    """Return the cells of the columns that the question names."""
    if question.kind_name == "opening":  # to be open, and to answer the telephone, are two things
        names = _RINGS if _RINGS.search(question.text) else _OPEN
        return [(column, value) for column, value in row.cells if names.search(column)]
    if question.kind_name == "running":
        return [(column, value) for column, value in row.cells if _STATE.search(column)]
    asks = question.kind.asks.search if question.kind else IN_ALL.search
    # Who decides is not told by 'Hvem det er for'.
    own = stems(row.name)  # 'forlænget' of a row asks for no 'længde'
    terms = [term for term in question.terms if not any(_names(word, term) for word in own)]
    return [
        (column, value)
        for column, value in row.cells
        if any(is_said(word, terms) for word in stems(column))
        or (asks(column) and not (question.kind_name == "who" and " " in column.strip()))
        or (IN_ALL.search(question.text) and IN_ALL.search(column))
    ]


def stated(row: Row, shown: Iterable[tuple[str, str]]) -> Statement:
    """Return a row as a statement, of it some cells alone."""
    values = [f"{column}: {value}" if column else value for column, value in shown]
    name = f"{row.label}: {row.name}" if row.label else row.name
    return Statement(BETWEEN.join([name, *values]), row.page, row.block.start, row.block.end)


def rows(page: Document) -> Iterator[Row]:
    for section in page.sections:
        width, looked, columns = 0, 0, list[str]()
        for block in section.blocks:
            own = cells(page.text[block.start : block.end])
            if len(own) != width:
                width, looked, columns = len(own), 0, []
            if width > 1 and not columns and looked < _LOOKED:  # the first may be the head itself
                columns = head(Candidate(page, section, block, block.start, block.end, 0.0))
                looked += 1
            if width > 1 and (row := _row(own, columns, section.heading, page, block)):
                yield row


def _row(
    own: list[str], columns: list[str], heading: str, page: Document, block: Block
) -> Row | None:
    """Return cells as a row whose columns are called something, None where they are not."""
    if columns:
        pairs = tuple(zip(columns[1:], own[1:], strict=True))
        return Row(columns[0], own[0], pairs, heading, page, block)
    named = [_LABELLED.fullmatch(one) for one in own]
    if not any(named[1:]):
        return None
    label, name = (named[0][1], named[0][2]) if named[0] else ("", own[0])
    pairs = tuple(
        (match[1], match[2]) if match else ("", one)
        for match, one in zip(named[1:], own[1:], strict=True)
    )
    return Row(label, name, pairs, heading, page, block)
