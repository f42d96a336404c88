"""An answer as a message of a chat in Markdown, and such a message read again.

Clients show messages as Markdown and send them back with the next question. What stands in answers
and documents is data: it shows as itself, and nothing in it becomes a link, a picture or a heading.
"""

import re
from collections.abc import Sequence
from typing import Any

from assistant.danger import body
from assistant.export import IMPORTANT, QUOTED, SOURCES, Block, blocks, one_line, rest
from assistant.freshness import told
from assistant.types import Answer, Citation, Status, Turn

_HEADING = "**{}**"
_SOURCE = "[{number}] **{title}**{section}: {quote}{aside}"

MOST_SOURCES = 20  # of an answer that a client sends back; ours have fewer
MOST_TITLE = 200  # characters of a title or a section
MOST_TEXT = 4_000  # characters of an answer's text

_MARKER = re.compile(r"\[(\d+)\]")
# A marker of ours, which is left as it is unless what follows would make a link of it; any other
# character that Markdown, or the formulas of some readers, would obey. An underscore inside a word
# is none of them.
_MARKUP = re.compile(
    r"(?<!!)\[(?P<number>\d+)\](?![(\[:])|[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)"
)
_LINE_START = re.compile(r"^(?:[#>+=:-]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")
_ESCAPED = re.compile(r"\\([\\`*\[\]<|~$_&!#>+=:.)-])")
_ALL_SOURCES = re.compile(rf"^\*\*{SOURCES}\*\*\s*$", re.MULTILINE)
_ONE_SOURCE = re.compile(
    r"^\[(?P<number>\d{1,3})\] \*\*(?P<title>(?:[^*\\\n]|\\.)+)\*\*"
    r"(?:, (?P<section>[^\n]*?))?: »",
    re.MULTILINE,
)


def content(answer: Answer) -> str:
    """Return an answer in Markdown, its `[n]` as they are, and under it the list of sources."""
    numbers = frozenset(str(one.number) for one in answer.citations)
    parts = [f"**{IMPORTANT}:** {escaped(one_line(answer.notice))}"] if answer.notice else []
    parts += [_block(block, numbers) for block in blocks(body(answer))]
    for heading, lines in rest(answer):
        parts += [_HEADING.format(heading), _listed(lines)] if lines else []
    parts.append(escaped(one_line(answer.remark)))
    if answer.citations:
        parts += [_HEADING.format(SOURCES), *map(_source, answer.citations)]
    return "\n\n".join(filter(None, parts))


def annotations(answer: Answer, text: str) -> list[dict[str, Any]]:
    """Return, as OpenAI has them, where in a message the marker of each source with an address is.

    The marker is the first one that stands in it; offsets count characters.
    """
    found = []
    for one in answer.citations:
        marker = f"[{one.number}]"
        start = text.find(marker)
        if one.url and start >= 0:
            place = {"start_index": start, "end_index": start + len(marker)}
            cited = {**place, "title": one.title, "url": one.url}
            found.append({"type": "url_citation", "url_citation": cited})
    return found


def turn(question: str, text: str) -> Turn:
    """Return a turn from a question and the message that a client says was its answer.

    It holds what a follow-up is understood by, and no more: the text, and of each source that the
    list names the title and the section. It may be another's words: nothing of it is answered from,
    and its citations point to no place in a document.
    """
    found = [*_ALL_SOURCES.finditer(text)]
    end = found[-1].start() if found else len(text)
    citations = tuple(map(_cited, _ONE_SOURCE.finditer(text, end)))[:MOST_SOURCES]
    status: Status = "answered" if citations else "not_found"
    said = _unescaped(text[:end].strip())[:MOST_TEXT]
    return Turn(question, Answer("", question, "caseworker", status, said, citations))


def escaped(text: str, numbers: frozenset[str] = frozenset()) -> str:
    """Return a line that shows as itself in Markdown; markers of `numbers` stay as they are."""

    def escape(match: re.Match[str]) -> str:
        number = match["number"]
        if number is None:
            return f"\\{match[0]}"
        return match[0] if number in numbers else f"\\[{number}\\]"

    line = _MARKUP.sub(escape, text.strip())
    start = _LINE_START.match(line)
    if start is None:
        return line
    end = start.end() if start[0].isdecimal() else 0
    return f"{line[:end]}\\{line[end:]}"


def _block(block: Block, numbers: frozenset[str]) -> str:
    if block.kind == "table":
        head, *rows = [[escaped(cell, numbers) for cell in row] for row in block.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
    lines = [escaped(line, numbers) for line in block.lines]
    if block.kind == "bullets":
        return "\n".join(f"- {line}" for line in lines)
    if block.kind == "numbers":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, block.first))
    return "\n\n".join(lines)


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escaped(one_line(line))}" for line in lines)


def _source(one: Citation) -> str:
    section = one_line(one.section.rstrip(" :"))
    known = [escaped(told(one)), _linked(one.url or "")]
    aside = ", ".join(filter(None, known))
    return _SOURCE.format(
        number=one.number,
        title=_inside(one_line(one.title)),
        section=f", {_inside(section)}" if section else "",
        quote=QUOTED.format(_inside(one_line(one.quote))),
        aside=f" ({aside})" if aside else "",
    )


def _inside(text: str) -> str:
    """Return a text that shows as itself after others on a line."""
    return escaped(f".{text}").removeprefix(".")


def _linked(url: str) -> str:
    return f"<{url}>" if _ADDRESS.fullmatch(url) else _inside(one_line(url))


def _cited(match: re.Match[str]) -> Citation:
    title, section = (_unescaped(match[name] or "")[:MOST_TITLE] for name in ("title", "section"))
    return Citation(int(match["number"]), "", title, section, "", 0, 0)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
