"""The text of an answer as HTML: its paragraphs, lists and tables, and the links in them.

Every text from outside is escaped here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby, zip_longest

from assistant.danger import body
from assistant.glossary import first_uses
from assistant.types import Answer, Term

SOURCE = "Kilde"
WORDS = "Ord i svaret"
IMPORTANT = "Vigtigt"
TABLE = "Tabel: {}"

_MARKER = re.compile(r"\[(\d+)\]")
_PHONE = re.compile(r"\d[\d ]*\d")  # in a notice, whose only numbers are those to call
_BULLET = re.compile(r"\s*[•·▪‣–*-]\s+")
_NUMBER = re.compile(r"\s*(\d+)\)\s+")
_RULE = re.compile(r"[|:\s]*-[|:\s-]*")  # under the heads of a Markdown table

Linked = Callable[[str], str]
"""A piece of an answer as HTML, with its links."""


def answer_text(answer: Answer, turn: int) -> str:
    """Return the answer's lines as paragraphs, lists and tables, then the terms that it explains.

    A notice stands above them, and under them how the answer was made. Each `[n]` is a link to its
    source's card, the first use of a term one to what it means.
    """
    linked = _linked(answer, turn)
    lines = [line for line in body(answer).splitlines() if line.strip()]
    shown = [_SHOWN[kind](list(group), linked) for kind, group in groupby(lines, _kind)]
    made = f'<p class="made">{escape(answer.remark)}</p>' if answer.remark else ""
    return "".join([notice(answer.notice), *shown, _words(answer.terms, turn), made])


def draft_text(text: str) -> str:
    """Return what a model has written so far, as paragraphs and lists without links."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "".join(_SHOWN[kind](list(group), escape) for kind, group in groupby(lines, _kind))


def _linked(answer: Answer, turn: int) -> Linked:
    """Return what makes HTML of the pieces of an answer, which it is given in order."""
    numbers = {str(citation.number) for citation in answer.citations}
    waiting = list(answer.terms)

    def linked(text: str) -> str:
        shown, done = [], 0
        for use in first_uses(text, waiting):
            waiting.remove(use.term)
            place = answer.terms.index(use.term) + 1
            before, word = escape(text[done : use.start]), escape(text[use.start : use.end])
            shown.append(f'{before}<a class="term" href="#word-{turn}-{place}">{word}</a>')
            done = use.end
        return _MARKER.sub(link, "".join([*shown, escape(text[done:])]))

    def link(match: re.Match[str]) -> str:
        if match[1] not in numbers:
            return match[0]
        target = f'href="#source-{turn}-{match[1]}" aria-label="{SOURCE} [{match[1]}]"'
        return f'<a class="marker" {target}>{match[0]}</a>'

    return linked


def _kind(line: str) -> str:
    if line.startswith("|"):
        return "table"
    if _BULLET.match(line):
        return "ul"
    return "ol" if _NUMBER.match(line) else "p"


def _paragraphs(lines: Iterable[str], linked: Linked) -> str:
    return "".join(f"<p>{linked(line.strip())}</p>" for line in lines)


def _bullets(lines: Iterable[str], linked: Linked) -> str:
    items = (f"<li>{linked(_BULLET.sub('', line, count=1))}</li>" for line in lines)
    return f"<ul>{''.join(items)}</ul>"


def _numbered(lines: Iterable[str], linked: Linked) -> str:
    found = [(_NUMBER.match(line), line) for line in lines]
    items = (f'<li value="{m[1]}">{linked(line[m.end() :])}</li>' for m, line in found if m)
    return f"<ol>{''.join(items)}</ol>"


def _table(lines: Sequence[str], linked: Linked) -> str:
    """Return a Markdown table, a head over each column and before each row; else paragraphs.

    Each cell knows its head, for where the window is too narrow for columns. The heads are names,
    in which no term is linked.
    """
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
        return _paragraphs(lines, linked)
    first, *heads = _cells(lines[0])
    corner = f'<th scope="col">{escape(first)}</th>' if first else "<td></td>"
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    rows = "".join(_row(_cells(line), heads, linked) for line in lines[2:])
    name = TABLE.format(escape(", ".join(heads)))
    return (
        f'<div class="table" role="group" tabindex="0" aria-label="{name}"><table>'
        f"<thead><tr>{corner}{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cells: Sequence[str], heads: Sequence[str], linked: Linked) -> str:
    name, *values = cells
    row = f'<tr><th scope="row">{linked(name)}</th>'
    for head, value in zip_longest(heads, values, fillvalue=""):
        row += f'<td data-head="{escape(head)}">{linked(value)}</td>'
    return f"{row}</tr>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


_SHOWN: Mapping[str, Callable[[Sequence[str], Linked], str]] = {
    "p": _paragraphs,
    "ul": _bullets,
    "ol": _numbered,
    "table": _table,
}


def notice(text: str) -> str:
    """Return what stands above an answer, its telephone numbers to be called; nothing for none."""
    lines = [f"<p>{_PHONE.sub(_call, escape(line))}</p>" for line in text.splitlines()]
    name = "danger" if _PHONE.search(text) else "decides"
    label = f'role="note" aria-label="{IMPORTANT}"'
    return f'<div class="{name}" {label}>{"".join(lines)}</div>' if lines else ""


def _call(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace(" ", "")}">{number[0]}</a>'


def _words(terms: Sequence[Term], turn: int) -> str:
    """Return the list of what the terms of an answer mean; nothing without terms."""
    if not terms:
        return ""
    items = [
        f'<div><dt id="word-{turn}-{place}" tabindex="-1">{escape(item.term)}</dt>'
        f"<dd>{escape(item.meaning)}</dd></div>"
        for place, item in enumerate(terms, 1)
    ]
    return f'<section class="words"><h4>{WORDS}</h4><dl>{"".join(items)}</dl></section>'
