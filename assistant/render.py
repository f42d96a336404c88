"""The page's own HTML: what stands around a conversation, its turns and their sources.

Pure functions from what `Assistant.ask` returns to HTML. Every text from outside is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice

from assistant.freshness import told
from assistant.markup import answer_text, draft_text
from assistant.quotes import cited
from assistant.types import Audience, Citation, Draft, Nearest, Turn
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
WRITING = "Sprogmodellen skriver. Hver sætning bliver kontrolleret mod kilderne til sidst."
LOG = "Samtale"
YOU_ASKED = "Du spurgte:"
SOURCES = "Kilder"
NO_SOURCES_YET = "Her vises kilderne til svaret, så du selv kan læse dem."
NO_SOURCES = "Der er ingen kilder til dette svar."
NEAREST = "Nærmeste dokumenter"
NEAREST_HINT = "De besvarer ikke spørgsmålet, men kan måske hjælpe dig videre."
OPEN = "Åbn dokumentet"
COPY = "Kopiér citat"
COPIED = "Kopieret"
QUOTED = "»{quote}« ({place})"
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
_LOOKED_AT = 50  # documents, which may have to be read first


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
    asked: str | Draft | None = None,
    notice: str = SEARCHING,
) -> str:
    """Return the whole conversation, the latest answer's sources beside it.

    `asked` is a question without an answer: `notice` stands where the answer will. Or it is what a
    model has written so far, beside the passages that it writes from.
    """
    last = len(turns) + isinstance(asked, Draft)
    rows = [_turn(number, turn, documents, last) for number, turn in enumerate(turns, 1)]
    if isinstance(asked, Draft):
        rows.append(_draft(last, asked, documents))
    elif asked is not None:
        rows.append(_exchange(asked, f'<p class="notice">{escape(notice)}</p>'))
    elif not turns:
        rows.append(f'<p class="welcome">{WELCOME}</p>')
    if not last:
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


def _draft(number: int, draft: Draft, documents: Mapping[str, Document]) -> str:
    text = draft_text(draft.text) if draft.text.strip() else ""
    written = f'<div class="draft" aria-busy="true" aria-live="off">{text}</div>'
    exchange = _exchange(draft.question, f'{written}<p class="notice">{WRITING}</p>')
    cards = [_card(number, source, documents) for source in draft.sources]
    return exchange + _panel(SOURCES, f"<ol>{''.join(cards)}</ol>", "sources shown")


def _exchange(question: str, answer: str) -> str:
    heading = f"<span>{YOU_ASKED} </span>{escape(question.strip())}"
    asked = f'<h2 class="question">{heading}</h2>' if question.strip() else ""
    return f'<section class="exchange">{asked}<div class="answer">{answer}</div></section>'


def _panel(title: str, inside: str, name: str) -> str:
    return (
        f'<aside class="{name}" aria-label="{title}" aria-live="off"><h2>{title}</h2>'
        f"{inside}</aside>"
    )


def _card(turn: int, citation: Citation, documents: Mapping[str, Document]) -> str:
    section = f'<p class="section">{escape(citation.section)}</p>' if citation.section else ""
    fresh = told(citation)
    origin = f'<p class="origin">{escape(fresh)}</p>' if fresh else ""
    passage = cited(citation, documents)
    return (
        f'<li class="card" id="source-{turn}-{citation.number}" tabindex="-1">'
        f'<h3><span class="number">{citation.number}</span> {escape(citation.title)}</h3>{section}'
        f"{origin}"
        f'<div class="passage">{passage}</div>'
        f"{_open_button(citation.document, citation.title, citation.start, citation.end)}"
        f"{_copy_button(citation)}</li>"
    )


def _nearest_card(nearest: Nearest) -> str:
    told = escape(nearest.why[:1].upper() + nearest.why[1:])
    why = f'<p class="why">{told}</p>' if told else ""
    button = _open_button(nearest.document, nearest.title)
    return f'<li class="card"><h3>{escape(nearest.title)}</h3>{why}{button}</li>'


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


def examples(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return questions that the first documents' own labels say are answered, over several."""
    uses = dict.fromkeys(islice(documents, _LOOKED_AT), 0)
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
