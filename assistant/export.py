"""A conversation taken along: as text for the clipboard or a case file, and as Markdown.

Pure functions from turns to what is copied or downloaded; word.py makes the Word document.
What stands in questions, answers and documents is data: it shows as itself, and nothing in it
becomes a heading, a link or a picture.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest
from textwrap import shorten
from types import MappingProxyType
from typing import Literal

from assistant.danger import body
from assistant.freshness import day
from assistant.page import TITLE
from assistant.types import Answer, Citation, Turn
from corpus.types import Document

NOTE = f"Notat fra {TITLE}"
CONVERSATION = f"Samtale med {TITLE}"
ASKED_ON = "Spurgt den"
SAVED_ON = "Gemt den {}."
QUESTION, ANSWER, IMPORTANT = "Spørgsmål", "Svar", "Vigtigt"
NUMBERED_QUESTION = "Spørgsmål {}: {}"
QUOTES, SOURCES, NEAREST, WORDS = "Citater", "Kilder", "Nærmeste dokumenter", "Ord i svaret"
DOCUMENT, SECTION, PAGE, ADDRESS = "Dokument", "Afsnit", "Side", "Adresse"
UPDATED, PUBLISHED = "Senest opdateret", "Udgivet"
FETCHED, GONE = "Hentet", "Væk hos kilden siden"
QUOTED = "»{}«"
MADE = (
    f"{TITLE} er en automatisk assistent, der svarer ud fra dokumenterne. Den kan tage fejl: "
    "Kontrollér svaret mod kilden, før du bruger det."
)

Documents = Mapping[str, Document]
NO_DOCUMENTS: Documents = MappingProxyType({})

_HEADING = 90  # characters of a question in its heading; a line of a page

# What XML cannot hold, and what turns the direction of the text around it.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_BULLET = re.compile(r"\s*[•·▪‣–*-]\s+")
_NUMBER = re.compile(r"\s*(\d{1,9})\)\s+")
_RULE = re.compile(r"[|:\s]*-[|:\s-]*")  # under the heads of a Markdown table
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
_LINE_START = re.compile(r"^(?:[+=:-]|\d+(?=[.)]))")
_LINKED = re.compile(r"(?<=[a-z])(?=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)  # in some readers
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")

Kind = Literal["paragraph", "bullets", "numbers", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of an answer that belong together, without their marks; `first` numbers a list."""

    kind: Kind
    lines: tuple[str, ...]
    first: int = 1

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, of which the first row has the heads."""
        return [_cells(line) for line in self.lines]


def copied(turn: Turn, documents: Documents = NO_DOCUMENTS) -> str:
    """Return an answer and its sources as plain text, a source a line."""
    sources = [
        f"[{one.number}] {place(one)}: {QUOTED.format(one_line(one.quote))}{_aside(one, documents)}"
        for one in turn.answer.citations
    ]
    return _joined(_said(turn.answer), _under(SOURCES, sources), turn.answer.remark)


def note(turn: Turn, on: date, documents: Documents = NO_DOCUMENTS) -> str:
    """Return a note for a case file, as plain lines: what was asked, answered and quoted."""
    quotes = [_quote(one, documents) for one in turn.answer.citations]
    return _joined(
        f"{NOTE}\n{ASKED_ON} {day(on)}",
        _under(f"{QUESTION}:", [one_line(turn.question)]),
        f"{ANSWER}:\n{_said(turn.answer)}",
        _under(f"{QUOTES}:", ["\n\n".join(quotes)] if quotes else []),
        turn.answer.remark,
        MADE,
    )


def _joined(*parts: str) -> str:
    return UNSEEN.sub("", "\n\n".join(filter(None, parts)))


def _under(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *lines]) if lines else ""


def _said(answer: Answer) -> str:
    """Return what stands above an answer, the answer, its words and the nearest documents."""
    notice = f"{IMPORTANT}: {one_line(answer.notice)}" if answer.notice else ""
    said = "\n".join(map(_plain, blocks(body(answer))))
    return "\n\n".join(filter(None, [notice, said, *(_under(*part) for part in rest(answer))]))


def rest(answer: Answer) -> tuple[tuple[str, list[str]], ...]:
    """Return what stands under an answer, each list with its heading."""
    near = [": ".join(filter(None, (one.title, one.why))) for one in answer.nearest]
    return (WORDS, [f"{one.term}: {one.meaning}" for one in answer.terms]), (NEAREST, near)


def _plain(block: Block) -> str:
    if block.kind == "bullets":
        return "\n".join(f"• {line}" for line in block.lines)
    if block.kind == "numbers":
        return "\n".join(
            f"{number}) {line}" for number, line in enumerate(block.lines, block.first)
        )
    if block.kind == "paragraph":
        return "\n".join(block.lines)
    (_, *heads), *rows = block.rows
    shown = []
    for name, *values in rows:
        shown.append(f"{name}:")
        shown += [f"• {head}: {value}" for head, value in zip_longest(heads, values, fillvalue="")]
    return "\n".join(shown)


def _quote(citation: Citation, documents: Documents) -> str:
    quote = QUOTED.format("\n".join(lines_of(citation.quote)))
    told = [f"{name}: {value}" for name, value in _origin(citation, documents)]
    return "\n".join([f"[{citation.number}] {quote}", *told])


def _origin(citation: Citation, documents: Documents) -> list[tuple[str, str]]:
    """Return where a quote is from, and what is known of how fresh that is, each with its name."""
    named = [(DOCUMENT, citation.title), (SECTION, citation.section.rstrip(" :"))]
    return [(name, one_line(value)) for name, value in named if value] + known(citation, documents)


def known(citation: Citation, documents: Documents) -> list[tuple[str, str]]:
    """Return how fresh a quote is, its page and its address, each with its name, where known."""
    document = documents.get(citation.document)
    days = [_dated(document)] if document else []
    fetched = ((FETCHED, citation.fetched), (GONE, citation.gone))
    days += [(name, day(date.fromisoformat(value))) for name, value in fetched if value]
    page = [(PAGE, str(citation.page))] if citation.page else []
    address = [(ADDRESS, one_line(citation.url))] if citation.url else []
    return [(name, value) for name, value in days + page + address if value]


def _dated(document: Document) -> tuple[str, str]:
    """Return when a page says that it was updated, or at least published, and which of them."""
    for name, told in (("updated", UPDATED), ("published", PUBLISHED)):
        for field in document.fields:
            if field.name == name:
                return told, day(field.last) if field.last else one_line(field.value)
    return UPDATED, ""


def _aside(citation: Citation, documents: Documents) -> str:
    facts = known(citation, documents)
    told = ", ".join(f"{name[0].lower()}{name[1:]} {value}" for name, value in facts)
    return f" ({told})" if told else ""


def place(citation: Citation) -> str:
    """Return the title and the section of a quote, on one line."""
    return ", ".join(filter(None, map(one_line, (citation.title, citation.section.rstrip(" :")))))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that hold something, without the space around them."""
    return [line for written in text.splitlines() if (line := written.strip())]


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return " ".join(UNSEEN.sub("", text).split())


def blocks(text: str) -> list[Block]:
    """Return the lines of an answer, those of one list or one table together."""
    lines = [UNSEEN.sub("", line) for line in text.splitlines()]
    found = groupby((line.strip() for line in lines if line.strip()), _kind)
    return [_block(kind, tuple(group)) for kind, group in found]


def _kind(line: str) -> Kind:
    if line.startswith("|"):
        return "table"
    if _BULLET.match(line):
        return "bullets"
    return "numbers" if _NUMBER.match(line) else "paragraph"


def _block(kind: Kind, lines: tuple[str, ...]) -> Block:
    if kind == "bullets":
        return Block(kind, tuple(_BULLET.sub("", line, count=1) for line in lines))
    if kind == "numbers":
        first = _NUMBER.match(lines[0])
        bare = tuple(_NUMBER.sub("", line, count=1) for line in lines)
        return Block(kind, bare, int(first[1]) if first else 1)
    if kind == "table" and len(lines) > 2 and _RULE.fullmatch(lines[1]):
        return Block(kind, (lines[0], *lines[2:]))
    return Block("paragraph", lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def headed(number: int, turn: Turn) -> tuple[str, str]:
    """Return the heading of a turn, and the whole question where the heading does not hold it."""
    question = one_line(turn.question)
    heading = shorten(question, _HEADING, placeholder=" …")
    return NUMBERED_QUESTION.format(number, heading), "" if heading == question else question


def markdown(turns: Sequence[Turn], on: date, documents: Documents = NO_DOCUMENTS) -> str:
    """Return a conversation as Markdown (CommonMark with tables)."""
    parts = [f"# {_escaped(CONVERSATION)}", f"{SAVED_ON.format(day(on))} {MADE}"]
    for number, turn in enumerate(turns, 1):
        heading, question = headed(number, turn)
        parts += [f"## {_escaped(heading)}", _escaped(question)]
        parts += _marked(turn.answer, documents)
    return "\n\n".join(filter(None, parts)) + "\n"


def _marked(answer: Answer, documents: Documents) -> list[str]:
    parts = [f"**{IMPORTANT}:** {_escaped(one_line(answer.notice))}"] if answer.notice else []
    parts += [_marked_block(block) for block in blocks(body(answer))]
    for heading, lines in rest(answer):
        items = _listed([_escaped(one_line(line)) for line in lines])
        parts += [f"### {heading}", items] if lines else []
    parts += [f"### {SOURCES}"] if answer.citations else []
    for one in answer.citations:
        quote = "\n>\n".join(
            f"> {_escaped(line)}" for line in lines_of(QUOTED.format(one.quote.strip()))
        )
        told = [f"{name}: {_linked(value)}" for name, value in known(one, documents)]
        parts += [f"**\\[{one.number}\\]** {_escaped(place(one))}", quote, _listed(told)]
    return [*parts, _escaped(one_line(answer.remark))]


def _marked_block(block: Block) -> str:
    if block.kind == "table":
        head, *rows = [[_escaped(cell) for cell in row] for row in block.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
    lines = [_escaped(line) for line in block.lines]
    if block.kind == "bullets":
        return _listed(lines)
    if block.kind == "numbers":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, block.first))
    return "\n\n".join(lines)


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _escaped(text: str) -> str:
    """Return a line that shows as itself wherever it stands in Markdown."""
    line = _inside(text)
    start = _LINE_START.match(line)
    if start is None:
        return line
    end = start.end() if start[0].isdecimal() else 0
    return f"{line[:end]}\\{line[end:]}"


def _inside(text: str) -> str:
    """Return a text that shows as itself after others on a line."""
    return _LINKED.sub(r"\\", _MARKUP.sub(r"\\\g<0>", UNSEEN.sub("", text).strip()))


def _linked(value: str) -> str:
    return f"<{value}>" if _ADDRESS.fullmatch(value) else _inside(value)
