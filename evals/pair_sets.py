"""Pairs of a quote and a statement, supported by it or not: read from YAML and checked strictly."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.settings import SHIPPED_DOCUMENTS
from corpus.errors import UserError
from corpus.load import load
from corpus.types import Document
from evals.types import Split

FOLDER = Path(__file__).parent / "pairs"
FICTION = Path(__file__).parent / "fiction" / "documents"

Right = Literal[
    "verbatim",
    "shortened",
    "reordered",
    "synonym",
    "plain",
    "merged",
    "number_form",
    "voice",
    "nominal",
    "answer_form",
    "named",
]
Wrong = Literal[
    "number",
    "unit",
    "swapped",
    "negated",
    "strengthened",
    "own_knowledge",
    "other_initiative",
    "opposite",
    "still_running",
    "wrong_actor",
    "added_detail",
    "subtle",
    "law",
    "injected",
    "english",
    "prompt_leak",
    "empty",
]
RIGHT: tuple[Right, ...] = get_args(Right)
WRONG: tuple[Wrong, ...] = get_args(Wrong)
_LITERAL = re.compile(r"[\d§@]")  # by itself: what the check takes for a literal must not decide


class PairsError(UserError):
    """Pairs that cannot be used."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, and whether the quote supports it: `document.text[start:end] == quote`.

    `literal` tells of an unsupported statement that it holds a number, a date, an amount, a §, a
    telephone number, an address or a proper name other than the initiative's own.
    """

    id: str
    document: str
    quote: str
    statement: str
    supported: bool
    kind: Right | Wrong
    literal: bool
    start: int
    end: int


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    document: str
    quote: str
    statement: str
    supported: bool
    kind: Right | Wrong
    literal: bool = False


_MANY = TypeAdapter(list[_Row])


def read(split: Split) -> list[Pair]:
    """Return the pairs of a split in order; raises PairsError, which names the file and why."""
    path = FOLDER / f"{split}.yaml"
    try:
        return parse(path.read_bytes(), documents())
    except (OSError, PairsError) as error:
        raise PairsError(f"Parrene i {path} kan ikke bruges: {error}") from error


@cache
def documents() -> Mapping[str, Document]:
    """Return by their ids the documents that pairs quote: the shipped ones and the invented."""
    folders = (SHIPPED_DOCUMENTS, FICTION)
    return {one.id: one for folder in folders for one in load(folder).documents}


def parse(content: bytes, known: Mapping[str, Document]) -> list[Pair]:
    """Return the pairs of a YAML list about `known`; raises PairsError with all that is wrong."""
    try:
        rows = _MANY.validate_python(yaml.load(content, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError) as error:
        raise PairsError(str(error)) from error
    problems = [*_repeated(rows), *(line for row in rows for line in _problems(row, known))]
    if problems:
        raise PairsError("\n".join(problems))
    return [_placed(row, known[row.document]) for row in rows]


def _repeated(rows: Sequence[_Row]) -> Iterator[str]:
    ids: set[str] = set()
    said: set[tuple[str, str]] = set()
    for row in rows:
        words = " ".join(row.statement.lower().split())
        if row.id in ids:
            yield f"{row.id}: the id is used twice"
        if (row.document, words) in said:
            yield f"{row.id}: the statement is made twice"
        ids.add(row.id)
        said.add((row.document, words))


def _problems(row: _Row, known: Mapping[str, Document]) -> Iterator[str]:
    document = known.get(row.document)
    if document is None:
        yield f"{row.id}: no document: {row.document}"
    elif not row.quote.strip() or row.quote not in document.text:
        yield f"{row.id}: the quote does not stand in {row.document}"
    if not row.statement.strip() or "[" in row.statement:
        yield f"{row.id}: the statement is empty or has a marker"
    if row.kind not in (RIGHT if row.supported else WRONG):
        yield f"{row.id}: {row.kind} does not go with supported: {str(row.supported).lower()}"
    if row.supported and row.literal:
        yield f"{row.id}: literal is for unsupported statements"
    if not row.supported and not row.literal and _LITERAL.search(row.statement):
        yield f"{row.id}: literal is missing"


def _placed(row: _Row, document: Document) -> Pair:
    start = document.text.index(row.quote)
    return Pair(**row.model_dump(), start=start, end=start + len(row.quote))
