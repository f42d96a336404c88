"""The page's own HTML: the conversation, its sources and a whole document.

Pure functions from what `Assistant.ask` returns to HTML. Every text from outside is escaped here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from assistant.danger import body
from assistant.glossary import first_uses
from assistant.types import Answer, Audience, Citation, Nearest, Term, Turn
from corpus.types import Document, Label

TITLE = "Initiativassistenten"
DISCLAIMER = (
    "En automatisk assistent, der kun svarer ud fra dokumenterne. Den kan tage fejl – tjek kilden."
)
PRIVACY = "Skriv ikke navne, CPR-numre eller andre personoplysninger. Samtalen bliver ikke gemt."
ANSWER_FOR = "Svar til"
AUDIENCES: tuple[tuple[Audience, str], ...] = (
    ("caseworker", "Sagsbehandler"),
    ("citizen", "Borger"),
)
WELCOME = "Stil et spørgsmål om initiativerne, fx hvem de er for, eller hvem du kan kontakte."
SEARCHING = "Søger i dokumenterne …"
LOG = "Samtale"
YOU_ASKED = "Du spurgte:"
SOURCES = "Kilder"
SOURCE = "Kilde"
WORDS = "Ord i svaret"
IMPORTANT = "Vigtigt"
NO_SOURCES_YET = "Her vises kilderne til svaret, så du selv kan læse dem."
NO_SOURCES = "Der er ingen kilder til dette svar."
NEAREST = "Nærmeste dokumenter"
NEAREST_HINT = "De besvarer ikke spørgsmålet, men kan måske hjælpe dig videre."
OPEN = "Åbn dokumentet"
CLOSE = "Luk"
COPY = "Kopiér citat"
COPIED = "Kopieret"
QUOTED = "»{quote}« ({place})"
ORIGINAL = "Se originalen (nyt vindue)"
QUESTIONS: Mapping[Label, str] = {
    "purpose": "Hvad er formålet med {}?",
    "target": "Hvem er målgruppen for {}?",
    "contact": "Hvem kan jeg kontakte om {}?",
    "funding": "Hvordan er {} finansieret?",
    "period": "I hvilken periode løber {}?",
    "partners": "Hvem samarbejder om {}?",
    "evaluation": "Hvordan er {} evalueret?",
}
ABOUT = "Hvad handler {} om?"

EXAMPLES = 4  # what fits over the fold on a phone together with the question box
CONTEXT = 240  # characters shown on each side of a quote: two sentences of the shipped documents

_MARKER = re.compile(r"\[(\d+)\]")
_PHONE = re.compile(r"\d[\d ]*\d")  # in a notice, whose only numbers are those to call
_BULLET = re.compile(r"\s*[•·▪‣–*-]\s+")
_NUMBER = re.compile(r"\s*(\d+)\)\s+")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s")
_BULLET_ONLY = re.compile(r"[•·▪‣◦●*–—-]+")

PieceKind = Literal["title", "heading", "paragraph", "item", "link", "other"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a document's text that is shown as one: a heading, a paragraph, an item, a line."""

    kind: PieceKind
    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def header() -> str:
    """Return the page's heading and the line on what the assistant is."""
    return f"<header><h1>{TITLE}</h1><p>{DISCLAIMER}</p></header>"


def privacy() -> str:
    """Return the line on what not to write, under the question box."""
    return f"<p>{PRIVACY}</p>"


def audience() -> str:
    """Return the switch of who asks, the first audience chosen."""
    options = "".join(
        f'<label><input type="radio" name="audience" value="{value}"'
        f"{'' if number else ' checked'}><span>{name}</span></label>"
        for number, (value, name) in enumerate(AUDIENCES)
    )
    return f"<fieldset><legend>{ANSWER_FOR}</legend>{options}</fieldset>"


def viewer() -> str:
    """Return the closed dialog that a document opens in."""
    return '<dialog class="viewer" aria-labelledby="viewer-title"></dialog>'


def conversation(
    turns: Sequence[Turn],
    documents: Mapping[str, Document],
    asked: str | None = None,
    notice: str = SEARCHING,
) -> str:
    """Return the whole conversation, the latest answer's sources beside it.

    `asked` is a question without an answer: `notice` stands where the answer will.
    """
    rows = [_turn(number, turn, documents, len(turns)) for number, turn in enumerate(turns, 1)]
    if asked is not None:
        rows.append(_exchange(asked, f'<p class="notice">{escape(notice)}</p>'))
    elif not turns:
        rows.append(f'<p class="welcome">{WELCOME}</p>')
    if not turns:
        rows.append(
            _panel(SOURCES, f'<p class="hint">{NO_SOURCES_YET}</p>', "sources shown waiting")
        )
    return f'<div class="log" role="log" aria-label="{LOG}">{"".join(rows)}</div>'


def _turn(number: int, turn: Turn, documents: Mapping[str, Document], last: int) -> str:
    answer = turn.answer
    title = SOURCES
    if answer.citations:
        cards = [_card(number, citation, documents) for citation in answer.citations]
        inside = f"<ol>{''.join(cards)}</ol>"
    elif answer.nearest:
        title = NEAREST
        cards = [_nearest_card(nearest) for nearest in answer.nearest]
        inside = f'<p class="hint">{NEAREST_HINT}</p><ul>{"".join(cards)}</ul>'
    else:
        inside = f'<p class="hint">{NO_SOURCES}</p>'
    exchange = _exchange(turn.question, answer_text(answer, number))
    return exchange + _panel(title, inside, "sources shown" if number == last else "sources")


def _exchange(question: str, answer: str) -> str:
    heading = f"<span>{YOU_ASKED} </span>{escape(question.strip())}"
    asked = f'<h2 class="question">{heading}</h2>' if question.strip() else ""
    return f'<section class="exchange">{asked}<div class="answer">{answer}</div></section>'


def _panel(title: str, inside: str, name: str) -> str:
    return (
        f'<aside class="{name}" aria-label="{title}" aria-live="off"><h2>{title}</h2>'
        f"{inside}</aside>"
    )


def answer_text(answer: Answer, turn: int) -> str:
    """Return the answer's lines as paragraphs and lists, then the terms that it explains.

    A notice stands above them. Each `[n]` is a link to its source's card, the first use of a term
    one to what it means.
    """
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

    lines = [line for line in body(answer).splitlines() if line.strip()]
    shown: list[str] = []
    for kind, group in groupby(lines, _list_kind):
        if kind == "ol":
            found = [(_NUMBER.match(line), line) for line in group]
            items = [f'<li value="{m[1]}">{linked(line[m.end() :])}</li>' for m, line in found if m]
        elif kind == "ul":
            items = [f"<li>{linked(_BULLET.sub('', line, count=1))}</li>" for line in group]
        else:
            items = [f"<p>{linked(line.strip())}</p>" for line in group]
        shown.append(f"<{kind}>{''.join(items)}</{kind}>" if kind else "".join(items))
    return "".join([_notice(answer.notice), *shown, _words(answer.terms, turn)])


def _notice(text: str) -> str:
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
    return f'<section class="words"><h3>{WORDS}</h3><dl>{"".join(items)}</dl></section>'


def _list_kind(line: str) -> str:
    if _BULLET.match(line):
        return "ul"
    return "ol" if _NUMBER.match(line) else ""


def _card(turn: int, citation: Citation, documents: Mapping[str, Document]) -> str:
    section = f'<p class="section">{escape(citation.section)}</p>' if citation.section else ""
    passage = excerpt(documents[citation.document], citation.start, citation.end)
    return (
        f'<li class="card" id="source-{turn}-{citation.number}" tabindex="-1">'
        f'<h3><span class="number">{citation.number}</span> {escape(citation.title)}</h3>{section}'
        f'<div class="passage">{passage}</div>'
        f"{_open_button(citation.document, citation.title, citation.start, citation.end)}"
        f"{_copy_button(citation)}</li>"
    )


def _nearest_card(nearest: Nearest) -> str:
    button = _open_button(nearest.document, nearest.title)
    return f'<li class="card"><h3>{escape(nearest.title)}</h3>{button}</li>'


def _open_button(document: str, title: str, start: int = 0, end: int = 0) -> str:
    return (
        f'<button type="button" data-document="{escape(document)}" data-start="{start}" '
        f'data-end="{end}" aria-label="{OPEN}: {escape(title)}">{OPEN}</button>'
    )


def _copy_button(citation: Citation) -> str:
    place = ", ".join(part for part in (citation.title, citation.section) if part)
    quoted = QUOTED.format(quote=" ".join(citation.quote.split()), place=place)
    return (
        f'<button type="button" data-copy="{escape(quoted)}" data-done="{COPIED}">{COPY}</button>'
    )


def excerpt(document: Document, start: int, end: int) -> str:
    """Return the quote `[start:end]` in <mark> with the text around it, from its section alone."""
    low, high = _window(document, start, end)
    chosen: list[Piece] = []
    for piece in pieces(document, *_lines(document.text, low, high)):
        if piece.start < end and start < piece.end:
            chosen.append(_cut(document.text, piece, (low, start), (end, high)))
        elif low <= piece.start and piece.end <= high and piece.kind in ("paragraph", "item"):
            chosen.append(piece)
    return _pieces(document.text, chosen, start, end)


def _lines(text: str, low: int, high: int) -> tuple[int, int]:
    after = text.find("\n", high)
    return text.rfind("\n", 0, low) + 1, len(text) if after < 0 else after


def _cut(text: str, piece: Piece, before: tuple[int, int], after: tuple[int, int]) -> Piece:
    """Return the piece without what lies outside the two stretches, cut between words."""
    first, last = piece.start, piece.end
    if first < before[0]:
        first = text.find(" ", *before) + 1 or before[1]
    if last > after[1]:
        last = max(text.rfind(" ", *after), after[0])
    return Piece(piece.kind, first, last, first > piece.start, last < piece.end)


def _window(document: Document, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - CONTEXT), min(len(document.text), end + CONTEXT)
    for section in document.sections:
        if section.start < end and start < section.end:
            low = max(low, min(section.start, start))
            high = min(high, max(section.end, end))
    return low, high


def whole(document: Document, start: int, end: int) -> str:
    """Return all of the document's text, with `[start:end]` in <mark>, under its title."""
    shown = [p for p in pieces(document) if p.kind != "title" or (p.start < end and start < p.end)]
    url = document.url or ""
    original = (
        f'<p><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{ORIGINAL}</a></p>'
        if url.startswith(("https://", "http://"))
        else ""
    )
    head = (
        f'<header><h2 id="viewer-title">{escape(document.title)}</h2>'
        f'<form method="dialog"><button type="submit">{CLOSE}</button></form></header>'
    )
    return f"{head}{original}<article>{_pieces(document.text, shown, start, end)}</article>"


def pieces(document: Document, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return the text from `start` to `end`, each line once: the blocks and what is between."""
    end = len(document.text) if end is None else end
    blocks = [b for s in document.sections for b in s.blocks if start < b.end and b.start < end]
    blocks.sort(key=lambda block: block.start)
    kinds: dict[str, PieceKind] = dict.fromkeys((s.heading for s in document.sections), "heading")
    kinds[document.title] = "title"
    found: list[Piece] = []
    position = start
    for block in blocks:
        found += _between(document.text, kinds, position, block.start)
        found.append(Piece(block.kind, max(position, block.start), block.end))
        position = max(position, block.end)
    found += _between(document.text, kinds, position, end)
    return tuple(piece for piece in found if piece.start < piece.end)


def _between(text: str, kinds: Mapping[str, PieceKind], start: int, end: int) -> Iterator[Piece]:
    for match in _LINE.finditer(text, start, end):
        number = _NUMBERED.match(match[0])
        bare = match[0][number.end() if number else 0 :].rstrip(" :")
        if not _BULLET_ONLY.fullmatch(match[0]):
            yield Piece(kinds.get(bare) or kinds.get(match[0], "other"), match.start(), match.end())


def _pieces(text: str, shown: Iterable[Piece], start: int, end: int) -> str:
    html: list[str] = []
    for is_list, group in groupby(shown, lambda piece: piece.kind == "item"):
        inside = "".join(_piece(text, piece, start, end) for piece in group)
        html.append(f"<ul>{inside}</ul>" if is_list else inside)
    return "".join(html)


def _piece(text: str, piece: Piece, start: int, end: int) -> str:
    start, end = (min(max(at, piece.start), piece.end) for at in (start, end))
    before, quote, after = text[piece.start : start], text[start:end], text[end : piece.end]
    inside = (
        ("… " if piece.cut_before else "")
        + escape(before)
        + (f"<mark>{escape(quote)}</mark>" if quote else "")
        + escape(after)
        + (" …" if piece.cut_after else "")
    )
    is_numbered = piece.kind == "item" and _NUMBERED.match(text, piece.start)
    name = "numbered" if is_numbered else piece.kind
    tag = {"heading": "h3", "item": "li"}.get(piece.kind, "p")
    return f'<{tag} class="{name}">{inside}</{tag}>'


def examples(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return questions that the documents' own labels say are answered, over several documents."""
    uses = dict.fromkeys(documents, 0)
    found: list[str] = []

    def ask(question: str, candidates: Iterable[Document]) -> None:
        document = min(candidates, key=lambda one: (uses[one], len(one.title)), default=None)
        if document and len(found) < EXAMPLES:
            uses[document] += 1
            title = document.title
            found.append(question.format(f"»{title}«" if " " in title else title))

    for label, question in QUESTIONS.items():
        ask(question, [d for d in uses if label in {section.label for section in d.sections}])
        if len(found) == EXAMPLES - 1:
            break
    unlabelled = [d for d in uses if not any(section.label for section in d.sections)]
    ask(ABOUT, unlabelled or list(uses))
    return tuple(found)
