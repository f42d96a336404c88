"""The tab Dokumenter: what is answered from, searched, sorted and shown, and what was skipped."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, Protocol

from assistant.freshness import day
from assistant.quotes import Spell
from assistant.views.catalogue import Catalogue, Row
from corpus.errors import Problem
from corpus.load import SUFFIXES
from corpus.types import Document
from index.danish import fold

TITLE = "Dokumenter"
INTRO = "Her er alt, hvad assistenten svarer ud fra. Vælg en titel for at læse dokumentet."
SEARCH = "Søg i titler, emner og kilder"
STATE = "Status"
STATES: Mapping[str, str] = {
    "": "Alle",
    "now": "I gang",
    "over": "Slut",
    "ahead": "Ikke begyndt",
    "unknown": "Uden kendt periode",
}
SORT = "Sortér efter"
SORTS: Mapping[str, str] = {
    "title": "Titel",
    "updated": "Senest opdateret",
    "period": "Periode, nyeste først",
}
LIST = "Dokumenter i listen"
COLUMNS = ("Dokument", "Periode", "Opdateret", "Tekststykker", "Kilde")
TOPICS = "Emner:"
NOTHING = "–"
ALL, ONE, SOME = "{total} dokumenter", "1 dokument", "{count} af {total} dokumenter"
MAKING = "Gennemgår dokumenterne: {count} af {total} …"
NONE = "Ingen titler, emner eller kilder passer. Du kan spørge, så søges der også i teksterne."
NONE_AT_ALL = "Ingen dokumenter passer til valget."
ASK = "Spørg om »{}«"
MORE = "Vis flere"
SKIPPED = "Kunne ikke læses"
SKIPPED_INTRO = "Assistenten svarer ikke ud fra disse filer:"
ADD = "Tilføj dokumenter"
ADD_COMMAND = (
    "Dokumenter tilføjes af dem, der driver assistenten, med kommandoen <code>initiativ add</code>."
)
ADD_FILES = "Vælg filer, eller træk dem hertil"
ADD_RULES = (
    "Filtyper: {endings}. Højst {megabytes} MB pr. fil. Filerne bliver gemt, og alle, der bruger "
    "assistenten, kan læse dem. Læg ikke filer med personoplysninger op."
)
ADDED = "Filer, du har lagt op"
TEXTS: Mapping[str, str] = {
    "sending": "Sendes og læses …",
    "large": "Filen fylder for meget. Den må højst fylde {megabytes} MB.",
    "unreadable": "Filen kan ikke læses. Mapper kan ikke lægges op.",
    "lost": "Der er ingen forbindelse til assistenten. Prøv igen om lidt.",
    "replace": "Erstat den",
    "renewing": "Dokumenterne gøres klar til at svare ud fra …",
    "renewed": "Listen er opdateret.",
    "counted": "{taken} af {files} filer er lagt til.",
    "one": "Filen er lagt til.",
    "none": "Ingen filer blev lagt til. Se hvorfor ved hver fil.",
}

ROWS = 50  # of the list at a time: some four screens
_QUERY = 200  # characters of a search
_DANISH = str.maketrans("æøå", "{|}")  # the signs that follow z


class Known(Protocol):
    """What the list needs of an assistant."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by their ids."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the files that were skipped."""

    def today(self) -> date:
        """Return the day as of which is answered."""


def panel(megabytes: int = 0) -> str:
    """Return the tab before its list is there; with files of so many MB that may be uploaded."""
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in COLUMNS)
    return (
        f'<h2 tabindex="-1">{TITLE}</h2><p class="intro">{INTRO}</p>'
        f'<form class="choose" role="search"><label class="search">{SEARCH}'
        f'<input type="search" name="query" maxlength="{_QUERY}" autocomplete="off"></label>'
        f"{_select('state', STATE, STATES)}{_select('sort', SORT, SORTS)}</form>"
        '<p class="count" role="status"></p>'
        f'<table role="table" aria-label="{LIST}" hidden>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        '<tbody role="rowgroup"></tbody></table>'
        f'<div class="none" hidden><p></p><button type="button" class="ask"></button></div>'
        f'<button type="button" class="more" hidden>{MORE}</button>'
        '<section class="skipped" hidden></section>'
        f'<section class="add"><h3>{ADD}</h3>{_add(megabytes)}</section>'
    )


def _select(name: str, label: str, options: Mapping[str, str]) -> str:
    inside = "".join(f'<option value="{key}">{told}</option>' for key, told in options.items())
    return f'<label>{label}<select name="{name}">{inside}</select></label>'


def _add(megabytes: int) -> str:
    if not megabytes:
        return f"<p>{ADD_COMMAND}</p>"
    rules = ADD_RULES.format(endings=", ".join(SUFFIXES), megabytes=megabytes)
    texts = escape(json.dumps(TEXTS, ensure_ascii=False))
    accepted = f'multiple accept="{",".join(SUFFIXES)}" aria-describedby="documents-rules"'
    return (
        f'<div class="drop"><label for="documents-files">{ADD_FILES}</label>'
        f'<input type="file" id="documents-files" {accepted} '
        f'data-megabytes="{megabytes}" data-texts="{texts}"></div>'
        f'<p id="documents-rules" class="rules">{rules}</p>'
        f'<ul class="files" aria-label="{ADDED}" hidden></ul>'
        '<div class="renewal" role="group" hidden><p id="documents-renewal"></p>'
        '<progress aria-labelledby="documents-renewal"></progress></div>'
    )


def listed(catalogue: Catalogue, assistant: Known, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows of the list from `start` on, of the `state`, that the `query` finds, sorted.

    `rows` is HTML, `told` how many there are, `more` whether others follow, `made` whether every
    document has been looked at, `none` what is said where none is found, `ask` the button for it
    and `skipped` the files that could not be read. Raises ValueError for what no page of ours asks.
    """
    start, query = wanted.get("start"), wanted.get("query")
    state, sort = wanted.get("state"), wanted.get("sort")
    if type(start) is not int or start < 0 or not isinstance(query, str) or len(query) > _QUERY:
        raise ValueError("No place in a list, or no search.")
    if not isinstance(state, str) or state not in STATES:
        raise ValueError("No such state.")
    if not isinstance(sort, str) or sort not in SORTS:
        raise ValueError("No such order.")
    documents, today = assistant.documents, assistant.today()
    rows, is_whole = catalogue.rows(documents)
    words = fold(query.casefold()).split()
    chosen = [
        one
        for one in rows
        if all(word in one.found for word in words) and (not state or one.state(today) == state)
    ]
    chosen = _sorted(chosen, sort)
    shown = chosen[start : start + ROWS]
    return {
        "rows": "".join(_row(one, today) for one in shown),
        "told": _told(len(chosen), len(rows), bool(words or state))
        if is_whole
        else MAKING.format(count=_number(len(rows)), total=_number(len(documents))),
        "more": start + ROWS < len(chosen),
        "made": is_whole,
        "none": "" if chosen else NONE if words else NONE_AT_ALL,
        "ask": ASK.format(query.strip()) if words and not chosen else "",
        "skipped": _skipped(assistant.problems),
    }


def _sorted(rows: Iterable[Row], sort: object) -> list[Row]:
    """Return the rows by title, those of one day or period too."""
    by_title = sorted(rows, key=lambda one: one.title.casefold().translate(_DANISH))
    keys: Mapping[object, Callable[[Row], Any]] = {
        "updated": lambda one: one.updated,
        "period": lambda one: _newest(one.spell),
    }
    if sort not in keys:
        return by_title
    return sorted(by_title, key=keys[sort], reverse=True)


def _newest(spell: Spell | None) -> tuple[date, date]:
    first, last = (spell.first, spell.last) if spell else (None, None)
    return last or date.min, first or last or date.min


def _told(count: int, total: int, is_chosen: bool) -> str:
    if is_chosen:
        return SOME.format(count=_number(count), total=_number(total))
    return ONE if total == 1 else ALL.format(total=_number(total))


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _row(one: Row, today: date) -> str:
    topics = f'<p class="topics">{TOPICS} {escape(", ".join(one.topics))}</p>' if one.topics else ""
    title = (
        f'<button type="button" data-document="{escape(one.id)}" data-start="0" data-end="0">'
        f"{escape(one.title)}</button>"
    )
    state = one.state(today)
    told = f'<span class="state {state}">{STATES[state]}</span>' if state != "unknown" else ""
    period = escape(one.spell.text) if one.spell else ""
    came = "".join(f'<p class="came">{escape(line)}</p>' for line in one.came)
    cells = (
        f"{period} {told}".strip(),
        day(one.updated) if one.updated != date.min else "",
        _number(one.passages),
        f"{escape(one.source)}{came}",
    )
    inside = "".join(
        f'<td role="cell" data-head="{head}"{"" if cell else empty}>{cell or NOTHING}</td>'
        for head, cell in zip(COLUMNS[1:], cells, strict=True)
        for empty in (' class="empty"',)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{title}{topics}</th>{inside}</tr>'


def _skipped(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    items = "".join(
        f"<li><strong>{escape(one.file)}</strong>: {escape(one.reason)}</li>" for one in problems
    )
    return f"<h3>{SKIPPED}</h3><p>{SKIPPED_INTRO}</p><ul>{items}</ul>"
