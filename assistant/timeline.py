"""Initiatives -> when each of them runs, as HTML: a list of periods with a bar beside each.

Every text from outside is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from assistant.freshness import day
from assistant.initiatives import Entry, Inventory, source
from assistant.types import Initiative, State

STATES: Mapping[State, str] = {
    "now": "I gang",
    "over": "Slut",
    "ahead": "Ikke begyndt",
    "unknown": "Uden periode",
}
TODAY = "I dag, {}"
HINT = "De nyeste står øverst. Tryk på et initiativ for at læse om perioden i dokumentet."
UNKNOWN = "Begyndelsen er ikke angivet"
KEY = "Sådan vises perioderne"
NONE = "Ingen af dokumenterne siger, hvornår et initiativ kører."
LOOKED = "Tidslinjen viser initiativerne fra {looked} af de {pages} sider."
ALL = "Vis alle {}"
UNDATED = "Uden angivet periode ({})"

ROWS = 40  # initiatives shown before one asks for all: three windows of them
_PAST, _FUTURE = 30, 15  # years around today: beyond them one slip would make all bars slivers
_LABELS = 8  # years named on the axis: what has room for four digits each on a phone
_STEPS = (1, 2, 5, 10)  # years between them
_UNKNOWN = 15.0  # percent of the axis that a bar is long whose first day nobody knows
_ROOM = 90.0  # percent of the axis, after which a year's number would stand outside


@dataclass(frozen=True, slots=True)
class Axis:
    """The whole years from the first of January of `first` to the end of `last`."""

    first: int
    last: int

    def place(self, moment: date) -> float:
        """Return where a day begins, in percent of the axis, below 0 or above 100 outside it."""
        start, after = date(moment.year, 1, 1), date(moment.year + 1, 1, 1)
        share = (moment - start).days / (after - start).days
        return round(100 * (moment.year + share - self.first) / (self.last + 1 - self.first), 2)

    @property
    def step(self) -> int:
        """Return the years between two that are named."""
        years = self.last + 1 - self.first
        return next((step for step in _STEPS if years <= step * _LABELS), _STEPS[-1])


def timeline(inventory: Inventory, is_all: bool = False) -> str:
    """Return the initiatives that have a period, those that began last first, and then the others.

    Of each at most ROWS, unless all are asked for with the button that is there then (`data-all`).
    """
    dated = sorted((one for one in inventory.entries if _days(one)), key=_order)
    undated = [one for one in inventory.entries if not _days(one)]
    most = len(inventory.entries) if is_all else ROWS
    looked = ""
    if inventory.looked < inventory.pages:
        counts = {"looked": _count(inventory.looked), "pages": _count(inventory.pages)}
        looked = f'<p class="hint">{LOOKED.format(**counts)}</p>'
    shown = _chart(dated, most, inventory.today) if dated else f'<p class="hint">{NONE}</p>'
    return f"{looked}{shown}{_undated(undated, most)}"


def axis(entries: Iterable[Entry], today: date) -> Axis:
    """Return the years from the first to the last day of the initiatives, and today's."""
    years = [some.year for one in entries for some in _days(one)]
    earliest, latest = today.year - _PAST, today.year + _FUTURE
    kept = [min(max(year, earliest), latest) for year in (*years, today.year)]
    return Axis(min(kept), max(kept))


def badge(state: State) -> str:
    """Return a state in a word that stands out."""
    return f'<span class="state {state}">{STATES[state]}</span>'


def _days(entry: Entry) -> list[date]:
    return [some for some in (entry.first, entry.last) if some is not None]


def _order(entry: Entry) -> tuple[bool, int, str]:
    """Return the place of one in the list; one whose first day nobody knows comes after all."""
    began = entry.first or entry.last or date.min
    return entry.first is None, -began.toordinal(), _name(entry.initiative)


def _name(initiative: Initiative) -> str:
    return initiative.part or initiative.title


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _chart(dated: Sequence[Entry], most: int, today: date) -> str:
    years = axis(dated, today)
    now = years.place(today)
    grid = f"--today:{now}%;--years:{(years.last + 1 - years.first) / years.step:g}"
    rows = "".join(_row(one, years) for one in dated[:most])
    more = _more(len(dated)) if len(dated) > most else ""
    return (
        f'<p class="hint">{HINT}</p>{_key(dated)}<div class="chart" style="{grid}">'
        f'<div class="axis" aria-hidden="true"><div>{_years(years)}</div></div>'
        f'<p class="today"><span>{TODAY.format(day(today))}</span></p>'
        f'<ol class="rows">{rows}</ol></div>{more}'
    )


def _years(years: Axis) -> str:
    named = range(years.first, years.last + 1, years.step)
    places = ((year, years.place(date(year, 1, 1))) for year in named)
    return "".join(
        f'<span style="left:{place}%">{year}</span>' for year, place in places if place < _ROOM
    )


def _key(dated: Sequence[Entry]) -> str:
    used = {entry.initiative.state for entry in dated}
    words: dict[str, str] = {state: word for state, word in STATES.items() if state in used}
    if any(entry.first is None for entry in dated):
        words["over faded"] = UNKNOWN
    items = (
        f'<li><span class="bar {kind}" aria-hidden="true"></span>{word}</li>'
        for kind, word in words.items()
    )
    return f'<ul class="key" aria-label="{KEY}">{"".join(items)}</ul>'


def _row(entry: Entry, years: Axis) -> str:
    initiative = entry.initiative
    period = " ".join(initiative.period.split())
    when = f'<span class="period">{escape(period)} {badge(initiative.state)}</span>'
    return (
        f"<li>{_button(initiative, initiative.period)}"
        f'<span class="label"><span class="name">{escape(_name(initiative))}</span> {when}</span>'
        f'<span class="track" aria-hidden="true">{_bar(entry, years)}</span></button></li>'
    )


def _bar(entry: Entry, years: Axis) -> str:
    """Return the bar of a period: with an arrow where it goes on, fading where nobody knows when it
    began."""
    ends = years.place(entry.last + timedelta(days=1)) if entry.last else 101.0
    begins = years.place(entry.first) if entry.first else max(ends - _UNKNOWN, 0.0)
    classes = ["bar", entry.initiative.state]
    classes += ["faded"] if entry.first is None else []
    classes += ["earlier"] if begins < 0 else []
    classes += ["later"] if ends > 100 else []
    start = min(max(begins, 0.0), 100.0)
    width = round(min(max(ends, 0.0), 100.0) - start, 2)
    return f'<span class="{" ".join(classes)}" style="left:{start:g}%;width:{width:g}%"></span>'


def _undated(undated: Sequence[Entry], most: int) -> str:
    if not undated:
        return ""
    items = "".join(
        f"<li>{_button(one.initiative, '')}{escape(_name(one.initiative))}</button></li>"
        for one in undated[:most]
    )
    more = _more(len(undated)) if len(undated) > most else ""
    summary = UNDATED.format(_count(len(undated)))
    return f"<details><summary>{summary}</summary><ul>{items}</ul>{more}</details>"


def _more(count: int) -> str:
    return f'<button type="button" class="all" data-all>{ALL.format(_count(count))}</button>'


def _button(initiative: Initiative, value: str) -> str:
    """Return the start of a button to where a value stands, else to the part, or the page's top."""
    cited = source(initiative, value)
    if cited is None and initiative.part:
        cited = next(iter(initiative.citations), None)
    start, end = (cited.start, cited.end) if cited else (0, 0)
    place = f'data-document="{escape(initiative.document)}" data-start="{start}" data-end="{end}"'
    return f'<button type="button" {place}>'
