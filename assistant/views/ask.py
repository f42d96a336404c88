"""The tab »Spørg«: a conversation, the sources of each answer beside it.

Pure functions from what `Assistant.ask` returns to HTML. Every text from outside is escaped here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant import stated
from assistant.export import copied, note
from assistant.facts import period_field
from assistant.freshness import day, told
from assistant.markup import answer_text, draft_text
from assistant.quotes import cited
from assistant.suggestions import suggestions
from assistant.types import Audience, Citation, Draft, Nearest, State, Turn
from corpus.types import Document

HEADING = "Spørg dokumenterne"
PRIVACY = "Skriv ikke navne, CPR-numre eller andre personoplysninger. Samtalen bliver ikke gemt."
ANSWER_FOR = "Svar til"
AUDIENCES: tuple[tuple[Audience, str], ...] = (
    ("caseworker", "Sagsbehandler"),
    ("citizen", "Borger"),
)
WELCOME: Mapping[Audience, str] = {
    "caseworker": "Stil et spørgsmål om initiativerne. Hvert udsagn i svaret har sin kilde, så du "
    "kan citere den i sagen.",
    "citizen": "Fortæl med dine egne ord, hvad du vil vide. Du får et svar fra dokumenterne og kan "
    "selv læse, hvor det står.",
}
EXAMPLES = "Eksempler på spørgsmål"
QUESTION = "Dit spørgsmål"
PLACEHOLDER = "Skriv dit spørgsmål her …"
ASK, STOP, NEW = "Spørg", "Stop", "Ny samtale"
FORMS = {
    "docx": ("Word", "Hent samtalen som Word"),
    "md": ("Markdown", "Hent samtalen som Markdown"),
}
EDITING, UNDO = "Du retter dit sidste spørgsmål.", "Fortryd"
SEARCHING = "Søger i dokumenterne …"
STARTING = "Assistenten er ved at starte. Du får svar, så snart den er klar …"
STOPPED = "Du stoppede svaret. Spørgsmålet står i feltet, så du kan rette det og spørge igen."
KEPT, RETRY = "Spørgsmålet står i feltet.", "Spørg igen"
FORGOTTEN = (
    "Forbindelsen har været afbrudt, så assistenten kan ikke længere huske samtalen ovenfor. Nævn "
    "i spørgsmålet, hvad det handler om."
)
WRITING = "Sprogmodellen skriver. Hver sætning bliver kontrolleret mod kilderne til sidst."
LOG = "Samtale"
YOU_ASKED = "Du spurgte:"
SOURCES = "Kilder"
NO_SOURCES_YET = "Her vises kilderne til svaret, så du selv kan læse dem."
NO_SOURCES = "Der er ingen kilder til dette svar."
NEAREST = "Nærmeste dokumenter"
NEAREST_HINT = "De besvarer ikke spørgsmålet, men kan måske hjælpe dig videre."
OPEN = "Åbn dokumentet"
BACK = "Tilbage til svaret"
COPY = "Kopiér citat"
QUOTED = "»{quote}« ({place})"
COPY_ANSWER, COPY_NOTE = "Kopiér svar", "Kopiér til journal"
AGAIN, EDIT = "Spørg igen", "Ret spørgsmål"
TOOLS = "Det kan du gøre med svaret"
NEXT = "Spørg videre"
HELPED, UP, DOWN = "Hjalp svaret?", "Ja", "Nej"
REASON = {"up": "Hvad var godt? (valgfrit)", "down": "Hvad var galt? (valgfrit)"}
STORED = (
    "Spørgsmål, svar og det, du skriver, bliver gemt på den maskine, assistenten kører på, og kun "
    "dér."
)
SAVE, CANCEL = "Gem", "Fortryd"
THANKS = "Tak – din vurdering er gemt."
STATES: Mapping[State, str] = {"over": "Slut", "now": "I gang", "ahead": "Ikke begyndt"}
UPDATED = "Senest opdateret {}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer is shown with: the documents that it cites, and the day."""

    documents: Mapping[str, Document]
    today: date


def panel() -> str:
    """Return the tab before the first question."""
    downloads = "".join(
        f'<button type="button" data-form="{form}" aria-label="{what}">{name}</button>'
        for form, (name, what) in FORMS.items()
    )
    return (
        f'<h2 tabindex="-1">{HEADING}</h2><div class="bar">{_audience()}'
        f'<div class="whole" hidden><button type="button" data-new>{NEW}</button>'
        f"{downloads}</div></div>"
        f'<div class="log" role="log" aria-label="{LOG}">{_first()}</div>{_composer()}'
        f'<template class="asked">{_exchange("", _notice(SEARCHING, STARTING))}</template>'
        f'<template class="ended"><p class="notice" data-stopped="{STOPPED}" data-kept="{KEPT}">'
        f'</p><button type="button" data-ask>{RETRY}</button></template>'
        f'<template class="forgotten"><p class="notice forgotten">{FORGOTTEN}</p></template>'
        f"{_feedback()}"
    )


def _first() -> str:
    """Return what stands where the conversation will be, and where its sources will be."""
    welcome = "".join(
        f'<p class="welcome" data-for="{audience}">{text}</p>' for audience, text in WELCOME.items()
    )
    return (
        f'<div class="first">{welcome}<section class="examples" hidden><h3>{EXAMPLES}</h3>'
        f"<ul></ul></section></div>"
        f'{_panel(SOURCES, f"""<p class="hint">{NO_SOURCES_YET}</p>""", "sources shown waiting")}'
    )


def _audience() -> str:
    """Return the switch of who asks, the first audience chosen."""
    options = "".join(
        f'<label><input type="radio" name="audience" value="{value}"'
        f"{'' if number else ' checked'}><span>{name}</span></label>"
        for number, (value, name) in enumerate(AUDIENCES)
    )
    return f'<fieldset class="audience"><legend>{ANSWER_FOR}</legend>{options}</fieldset>'


def _composer() -> str:
    return (
        f'<form class="composer"><p class="editing" hidden>{EDITING} '
        f'<button type="button" data-undo>{UNDO}</button></p>'
        f'<label for="question">{QUESTION}</label><div>'
        f'<textarea id="question" rows="1" autocomplete="off" placeholder="{PLACEHOLDER}">'
        f'</textarea><button type="submit" class="primary">{ASK}</button>'
        f'<button type="button" data-stop hidden>{STOP}</button></div>'
        f'<p class="privacy">{PRIVACY}</p></form>'
    )


def _feedback() -> str:
    """Return what asks for the reason of a judgement, to be put under an answer."""
    reasons = "".join(f' data-{verdict}="{text}"' for verdict, text in REASON.items())
    return (
        f'<template class="judging"><form class="reason"><label for="reason"{reasons}></label>'
        f'<textarea id="reason" rows="2" maxlength="1000"></textarea><p>{STORED}</p>'
        f'<button type="submit" class="primary">{SAVE}</button>'
        f'<button type="button" data-cancel>{CANCEL}</button></form></template>'
    )


def examples(questions: Sequence[str]) -> str:
    """Return questions as the items of a list, each a button that asks it."""
    return "".join(
        f'<li><button type="button" data-ask="{escape(text)}">{escape(text)}</button></li>'
        for text in questions
    )


def turn(turns: Sequence[Turn], shown: Shown) -> str:
    """Return the last turn of a conversation: its question, its answer, its sources."""
    number, last = len(turns), turns[-1]
    answer = last.answer
    asked = suggestions(answer, turns[:-1], shown.documents, answer.audience)
    after = (
        f'<section class="next"><h4>{NEXT}</h4><ul>{examples(asked)}</ul></section>'
        if asked
        else ""
    )
    inside = answer_text(answer, number)
    exchange = _exchange(last.question, inside, f"{_tools(number, last, shown)}{after}", "done")
    return exchange + _sources(number, last, shown)


def draft(turns: Sequence[Turn], written: Draft, shown: Shown) -> str:
    """Return the turn that comes after `turns`, as far as a model has written it."""
    number = len(turns) + 1
    text = draft_text(written.text) if written.text.strip() else ""
    inside = (
        f'<p class="notice">{WRITING}</p>'
        f'<div class="draft" aria-busy="true" aria-live="off">{text}</div>'
    )
    cards = [_card(number, source, shown) for source in written.sources]
    panel = _panel(SOURCES, f"<ol>{''.join(cards)}</ol>", "sources shown")
    return _exchange(written.question, inside) + panel


def refused(question: str, why: str) -> str:
    """Return a question that could not be asked, and why."""
    return _exchange(question, f'<p class="notice">{escape(why)}</p>')


def _notice(text: str, starting: str) -> str:
    return f'<p class="notice" data-starting="{starting}">{text}</p>'


def _exchange(question: str, answer: str, after: str = "", name: str = "") -> str:
    heading = f"<span>{YOU_ASKED} </span>{escape(question.strip())}"
    return (
        f'<section class="exchange {name}"><h3 class="question">{heading}</h3>'
        f'<div class="answer">{answer}</div>{after}</section>'
    )


def _tools(number: int, last: Turn, shown: Shown) -> str:
    """Return the buttons under an answer; those that change the last one are shown there alone."""
    copies = [(COPY_ANSWER, copied(last, shown.documents))]
    if last.answer.audience == "caseworker":
        copies.append((COPY_NOTE, note(last, shown.today, shown.documents)))
    buttons = "".join(
        f'<button type="button" data-copy="{escape(text)}">{name}</button>' for name, text in copies
    )
    return (
        f'<div class="tools" role="group" aria-label="{TOOLS}">{buttons}'
        f'<button type="button" class="last" data-again>{AGAIN}</button>'
        f'<button type="button" class="last" data-edit>{EDIT}</button>'
        f'<span class="judge" role="group" aria-label="{HELPED}"><span>{HELPED}</span>'
        f'<button type="button" data-judge="up" data-turn="{number}">{UP}</button>'
        f'<button type="button" data-judge="down" data-turn="{number}">{DOWN}</button></span></div>'
    )


def _sources(number: int, last: Turn, shown: Shown) -> str:
    answer, title = last.answer, SOURCES
    if answer.citations:
        cards = [_card(number, citation, shown) for citation in answer.citations]
        inside = f"<ol>{''.join(cards)}</ol>"
    elif answer.nearest:
        title = NEAREST
        cards = [_nearest_card(nearest) for nearest in answer.nearest]
        inside = f'<p class="hint">{NEAREST_HINT}</p><ul>{"".join(cards)}</ul>'
    else:
        inside = f'<p class="hint">{NO_SOURCES}</p>'
    return _panel(title, inside, "sources shown")


def _panel(title: str, inside: str, name: str) -> str:
    return (
        f'<aside class="{name}" aria-label="{title}" aria-live="off"><h3>{title}</h3>'
        f"{inside}</aside>"
    )


def _card(number: int, citation: Citation, shown: Shown) -> str:
    section = f'<p class="section">{escape(citation.section)}</p>' if citation.section else ""
    return (
        f'<li class="card" id="source-{number}-{citation.number}" tabindex="-1">'
        f'<h4><span class="number">{citation.number}</span> {escape(citation.title)}</h4>{section}'
        f"{_about(citation, shown)}"
        f'<div class="passage">{cited(citation, shown.documents)}</div>'
        f"{_open_button(citation.document, citation.title, citation.start, citation.end)}"
        f"{_copy_button(citation)}"
        f'<button type="button" class="back" data-back>{BACK}</button></li>'
    )


def _about(citation: Citation, shown: Shown) -> str:
    """Return when the initiative ran and whether it does, and how fresh its page is."""
    document = shown.documents.get(citation.document)
    parts = []
    if document is not None:
        parts += _ran(document, shown.today)
        changed = [field.first for field in document.fields if field.name == "updated"]
        parts += [UPDATED.format(day(when)) for when in changed[:1] if when]
    fresh = told(citation)
    parts += [escape(fresh)] if fresh else []
    return f'<p class="origin">{" · ".join(parts)}</p>' if parts else ""


def _ran(document: Document, today: date) -> list[str]:
    field = period_field(document)
    if field is None:
        return []
    state = stated.state(field.first, field.last, today)
    badge = f' <span class="state {state}">{STATES[state]}</span>' if state in STATES else ""
    return [f"{escape(' '.join(field.value.split()))}{badge}"]


def _nearest_card(nearest: Nearest) -> str:
    told = escape(nearest.why[:1].upper() + nearest.why[1:])
    why = f'<p class="why">{told}</p>' if told else ""
    button = _open_button(nearest.document, nearest.title)
    return f'<li class="card"><h4>{escape(nearest.title)}</h4>{why}{button}</li>'


def _open_button(document: str, title: str, start: int = 0, end: int = 0) -> str:
    return (
        f'<button type="button" data-document="{escape(document)}" data-start="{start}" '
        f'data-end="{end}" aria-label="{OPEN}: {escape(title)}">{OPEN}</button>'
    )


def _copy_button(citation: Citation) -> str:
    place = ", ".join(part for part in (citation.title, citation.section) if part)
    quoted = QUOTED.format(quote=" ".join(citation.quote.split()), place=place)
    return f'<button type="button" data-copy="{escape(quoted)}">{COPY}</button>'
