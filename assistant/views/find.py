"""The tab »Find tilbud«: the form, the initiatives that fit, and when which of them runs.

Every text from outside is escaped here, and what the browser sends is checked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any, Protocol
from urllib.parse import quote

from assistant.assistant import QuestionError
from assistant.freshness import told
from assistant.initiatives import Inventory, source
from assistant.listing import name
from assistant.markup import notice
from assistant.timeline import badge, timeline
from assistant.types import ANY, Citation, Filters, Found, Initiative, Match, Why
from corpus.types import Document

TITLE = "Find tilbud"
LEAD = (
    "Beskriv situationen, som du ville fortælle den til nogen, eller vælg blot en målgruppe, et "
    "emne eller en kommune."
)
SITUATION = "Situationen med dine egne ord"
EXAMPLE = (
    "Fx: »Min søn på 17 ryger hash hver dag og er holdt op med at gå i skole.« "
    "Skriv ikke navne, CPR-numre eller andre personoplysninger. Det, du skriver, bliver ikke gemt."
)
CHOICES = "Valg (du kan lade dem stå tomme)"
TARGET, TOPIC, MUNICIPALITY = "Målgruppe", "Emne", "Kommune"
RUNNING = "Kun det, der kører nu"
FIND, CLEAR = "Find tilbud", "Ryd"
SEARCHING = "Leder …"
EMPTY = "Skriv lidt om situationen, eller vælg en målgruppe, et emne eller en kommune."
RESULTS = "Tilbud, der kan passe"
NO_RESULTS = "Intet tilbud fundet"
ENDED = "Tilbud, der er slut"
ENDED_TOLD = "De kan vise, hvad der har været. Spørg kommunen, hvad der er kommet i stedet."
ABOUT, WHO, WHAT, WHEN, WHERE, CONTACT, WHY = (
    "Om", "For hvem", "Hvad", "Hvornår", "Hvor", "Kontakt", "Passer, fordi",
)  # fmt: skip
SAME, PAIR = "du skriver »{said}«", "du skriver »{said}«, og siden skriver »{written}«"
SOURCE, SOURCE_OF = "Kilde", "Kilde til »{label}«: {place}"
ASK, QUESTION = "Spørg om dette tilbud", "Hvad handler {} om?"
OPEN = "Åbn dokumentet"
TIMELINE = "Hvornår kører hvad?"
LOADING = "Henter tidslinjen …"

_LONGEST = 100  # characters of a choice, as the field in the page has room for
_ITEM = re.compile(r"[•·▪‣*–-]\s|\d{1,2}[.)]\s")
_TEXTS = ("situation", "target", "topic", "municipality")
_TEXT_FIELDS = (("target", TARGET), ("topic", TOPIC), ("municipality", MUNICIPALITY))


class Finding(Protocol):
    """What the tab needs of an assistant."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by their ids."""

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit a situation and the filters."""

    def initiatives(self) -> Inventory:
        """Return the initiatives of the documents."""


def panel() -> str:
    """Return the tab before anything was looked for; the timeline comes when it is shown."""
    chosen = "".join(_text_field(key, label) for key, label in _TEXT_FIELDS)
    # method="dialog" sends nothing: before the script runs, Enter would put it into the address
    return (
        f'<h2 tabindex="-1">{TITLE}</h2><p class="lead">{LEAD}</p>'
        f'<form method="dialog" autocomplete="off" data-searching="{SEARCHING}">'
        f'<div class="field"><label for="find-situation">{SITUATION}</label>'
        f'<p class="hint" id="find-example">{EXAMPLE}</p>'
        '<textarea id="find-situation" name="situation" rows="3" autocomplete="off" '
        'aria-describedby="find-example"></textarea></div>'
        f'<fieldset><legend>{CHOICES}</legend><div class="choices">{chosen}</div>'
        f'<label class="running"><input type="checkbox" name="running"> {RUNNING}</label>'
        f'</fieldset><div class="actions"><button type="submit" class="primary">{FIND}</button>'
        f'<button type="reset">{CLEAR}</button></div></form>'
        '<p class="status" role="status"></p><div class="found"></div>'
        f'<section class="periods"><h3>{TIMELINE}</h3><div class="timeline">'
        f'<p class="hint">{LOADING}</p></div></section>'
    )


def _text_field(key: str, label: str) -> str:
    return (
        f'<div class="field"><label for="find-{key}">{label}</label>'
        f'<input type="text" id="find-{key}" name="{key}" list="find-{key}-list" '
        f'maxlength="{_LONGEST}" autocomplete="off">'
        f'<datalist id="find-{key}-list"></datalist></div>'
    )


def results(assistant: Finding, wanted: Mapping[str, Any]) -> str:
    """Return the initiatives that are looked for as cards, or a sentence on why there are none.

    `wanted` has the texts `situation`, `target`, `topic` and `municipality`, and whether it is
    `running`; raises ValueError for anything else.
    """
    situation, filters = _wanted(wanted)
    if not situation and filters == ANY:
        return refused(EMPTY)
    try:
        found = assistant.find(situation, filters)
    except QuestionError as error:
        return refused(str(error))
    return _found(found, assistant.documents)


def when(assistant: Finding, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return `html`, the timeline, and lists of words to choose by: `target`, `topic` and
    `municipality`.

    `wanted` says whether `all` initiatives are to be shown; raises ValueError for anything else.
    """
    is_all = wanted.get("all", False)
    if not isinstance(is_all, bool):
        raise ValueError("all is neither true nor false")
    inventory = assistant.initiatives()
    return {
        "html": timeline(inventory, is_all),
        "target": list(inventory.targets),
        "topic": list(inventory.topics),
        "municipality": list(inventory.municipalities),
    }


def _wanted(wanted: Mapping[str, Any]) -> tuple[str, Filters]:
    values = [wanted.get(key, "") for key in _TEXTS]
    running = wanted.get("running", False)
    if not all(isinstance(value, str) for value in values) or not isinstance(running, bool):
        raise ValueError("What is looked for is no text, or running neither true nor false")
    texts = [value.encode("utf-8", "ignore").decode().strip() for value in values]
    situation, target, topic, municipality = texts
    if max(len(target), len(topic), len(municipality)) > _LONGEST:
        raise ValueError(f"A choice is longer than {_LONGEST} characters")
    return situation, Filters(target, topic, municipality, running)


def refused(text: str) -> str:
    return f'<p class="refused" role="alert">{escape(text)}</p>'


def _found(found: Found, documents: Mapping[str, Document]) -> str:
    """Return what may still be had, and after it what has ended, each in the order of `found`."""
    title = RESULTS if found.matches else NO_RESULTS
    ended = [match for match in found.matches if match.initiative.state == "over"]
    others = [match for match in found.matches if match.initiative.state != "over"]
    after = _ended(_cards(ended, documents), bool(others)) if ended else ""
    return (
        f'<section aria-labelledby="find-results"><h3 id="find-results" tabindex="-1">{title}</h3>'
        f'{notice(found.notice)}<p class="told">{escape(found.text)}</p>'
        f"{_cards(others, documents)}</section>{after}"
    )


def _ended(cards: str, is_told: bool) -> str:
    """Return what has ended; where all has, the text of what was found says what to do."""
    told = f'<p class="told">{ENDED_TOLD}</p>' if is_told else ""
    return (
        f'<section aria-labelledby="find-ended"><h3 id="find-ended">{ENDED}</h3>{told}{cards}'
        "</section>"
    )


def _cards(matches: Sequence[Match], documents: Mapping[str, Document]) -> str:
    cards = "".join(_card(match, documents) for match in matches)
    return f'<ol class="offers">{cards}</ol>' if cards else ""


def _card(match: Match, documents: Mapping[str, Document]) -> str:
    initiative = match.initiative
    rows = "".join(_row(*row) for row in _rows(match, documents))
    return (
        f'<li class="offer"><h4>{escape(name(initiative))}</h4>{badge(initiative.state)}'
        f"<dl>{rows}</dl>{_origin(initiative)}{_actions(initiative)}</li>"
    )


def _rows(
    match: Match, documents: Mapping[str, Document]
) -> Iterator[tuple[str, str, Citation | None]]:
    """Yield what is stated, each with its label, as HTML, and where it stands."""
    initiative = match.initiative
    if initiative.target == initiative.offer:  # one sentence says both
        stated = [(ABOUT, initiative.target)]
    else:
        stated = [(WHO, initiative.target), (WHAT, initiative.offer)]
    for label, value in (*stated, (WHEN, initiative.period), (WHERE, initiative.place)):
        if value:
            yield label, _lines(value), source(initiative, value)
    if initiative.contact:
        cited = source(initiative, initiative.contact)
        yield CONTACT, _contact(initiative, cited, documents), cited
    if match.why:
        yield WHY, _why(match.why), None


def _lines(value: str) -> str:
    """Return a value as running text, each item of a list in it on a line of its own."""
    lines = (" ".join(line.split()) for line in value.split("\n"))
    return "".join(
        f"{'<br>' if _ITEM.match(line) else ' '}{escape(line)}" for line in lines if line
    ).removeprefix(" ")


def _row(label: str, told: str, cited: Citation | None) -> str:
    button = ""
    if cited:
        place = ", ".join(filter(None, (cited.section, cited.title)))
        named = escape(SOURCE_OF.format(label=label, place=place))
        place = _place(cited.document, cited.start, cited.end)
        button = (
            f' <button type="button" class="source" {place} aria-label="{named}">{SOURCE}</button>'
        )
    return f"<div><dt>{label}</dt><dd>{told}{button}</dd></div>"


def _place(document: str, start: int, end: int) -> str:
    """Return what makes a button open a document at a passage."""
    return f'data-document="{escape(document)}" data-start="{start}" data-end="{end}"'


def _contact(
    initiative: Initiative, cited: Citation | None, documents: Mapping[str, Document]
) -> str:
    """Return a contact, its lines apart; telephones and e-mails that the page has as links."""
    document = documents.get(initiative.document)
    value = initiative.contact
    shown, done = [], 0
    if cited and document and document.text[cited.start : cited.end] == value:
        for field in sorted(document.fields, key=lambda one: one.start):
            start, end = field.start - cited.start, field.end - cited.start
            if field.name in ("telephone", "email") and done <= start < end <= len(value):
                shown += [escape(value[done:start]), _call(field.name, value[start:end])]
                done = end
    text = "".join([*shown, escape(value[done:])])
    lines = [line.strip(" ,\t") for line in text.split("\n")]
    return "<br>".join(line for line in lines if line)


def _call(kind: str, value: str) -> str:
    if kind == "email":
        address = f"mailto:{quote(value, safe='@.+-_')}"
    else:
        address = f"tel:{re.sub(r'[^0-9+]', '', value)}"
    return f'<a href="{escape(address)}">{escape(value)}</a>'


def _why(pairs: Sequence[Why]) -> str:
    items = (
        (SAME if pair.said == pair.written else PAIR).format(
            said=escape(pair.said), written=escape(pair.written)
        )
        for pair in pairs
    )
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _origin(initiative: Initiative) -> str:
    """Return how fresh the page is, nothing where that is not known."""
    known = next((told(replace(one, page=None)) for one in initiative.citations), "")
    return f'<p class="origin">{escape(known)}</p>' if known else ""


def _actions(initiative: Initiative) -> str:
    called = initiative.part or initiative.title
    question = escape(QUESTION.format(f"»{called}«" if " " in called else called))
    first = next(iter(initiative.citations), None)
    start, end = (first.start, first.end) if initiative.part and first else (0, 0)
    place = _place(initiative.document, start, end)
    return (
        f'<div class="actions"><button type="button" data-ask="{question}" '
        f'aria-label="{escape(f"{ASK}: {called}")}">{ASK}</button>'
        f'<button type="button" {place} aria-label="{escape(f"{OPEN}: {initiative.title}")}">'
        f"{OPEN}</button></div>"
    )
