"""The tab about quality: how many answers are right, over time, by type, and which are not."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from html import escape
from itertools import pairwise

from assistant.literals import MONTHS
from assistant.quality import Group, Outcome, Outcomes, Quality, Run, is_of
from assistant.views.curve import MOST, Point, bar, curve
from assistant.views.failures import failures
from corpus.types import Document

TITLE = "Kvalitet"
WAITING = "Henter den seneste måling …"
NONE = "Svarene er ikke målt endnu."
HOW = (
    "Svarene måles på et fast sæt spørgsmål med kendte svar. Det gør den, der driver assistenten, "
    "med kommandoen <code>initiativ eval</code>. Derefter står resultatet her."
)
HEADLINE, HEADLINE_ONE = (
    "{right} af {total} svar er rigtige.",
    "{right} af {total} svar er rigtigt.",
)
RIGHT = (
    "Et svar er rigtigt, når det siger alt det afgørende, med kilde, og intet forkert. Er der "
    "spurgt om noget, dokumenterne ikke svarer på, er det rigtige svar at sige det."
)
OUTCOMES: Mapping[Outcome, tuple[str, str, str]] = {
    "perfect": ("✓", "rigtige", ""),
    "acceptable": ("◐", "delvist rigtige", "Noget af det afgørende mangler."),
    "missing": ("○", "uden svar", "Dokumenterne har svaret, men spørgsmålet blev afvist."),
    "wrong": (
        "✕",
        "forkerte",
        "Svarer ved siden af, siger noget uden kilde, eller svarer på noget, dokumenterne ikke "
        "svarer på.",
    ),
}
WHEN, ON, ON_ONE = "Målt {when} på {on}.", "{count} dokumenter", "ét dokument"
SAME = "Det er de dokumenter, assistenten svarer ud fra nu."
CHANGED = (
    "Dokumenterne er ikke de samme nu. Assistenten svarer ud fra {now}, og tallene gælder ikke "
    "nødvendigvis for dem. Mål igen med <code>initiativ eval</code>."
)
PLAIN = "Svarene er sat sammen af dokumenternes egne sætninger, uden sprogmodel."
WRITTEN = (
    "Sprogmodellen {model} fik {questions} af spørgsmålene {times}: {share} af svarene var "
    "rigtige, mod {plain} uden den. Den skrev {by_model} af {answers} svar. Sætninger med "
    "en kilde, som ikke siger det: {false}."
)
ONCE, TIMES = "én gang", "{count} gange"
SHIPPED, OWN_SET = "Målingen følger med programmet.", "Spørgsmålene er sættet »{name}«."
BEFORE = "Ved målingen før var {right} af {total} rigtige{other}."
OTHER = ", på et andet sæt spørgsmål"

OVER_TIME, ONLY = "Over tid", "Der er kun én måling endnu. Efter den næste kan de sammenlignes."
CAPTION = "Andelen af svar, der er rigtige, ét punkt for hver måling."
DASHED = "En stiplet lodret streg er der, hvor spørgsmålene blev ændret."
SHAPES = "Runde punkter følger med programmet, firkantede er målt her."
AS_TABLE = "Vis målingerne som tabel"
MEASURED = ("Målt", "Rigtige", "Delvist", "Uden svar", "Forkerte")
BY_TYPE, TYPE, BY_AUDIENCE = "Efter type", "Spørgsmålets type", "Hvem der spørger"
BY_TYPE_CAPTION = "Hvor mange svar der er rigtige af hver type"
SHARE = "{right} af {total}"
MORE, VERSIONS = "Flere mål", "Målt med: {versions}."


def panel() -> str:
    """Return the tab before anything is known."""
    return (
        f'<h2 tabindex="-1">{TITLE}</h2>'
        f'<div data-content aria-busy="true"><p class="quiet">{WAITING}</p></div>'
    )


def shown(
    quality: Quality | None, documents: Mapping[str, Document], zone: tzinfo | None = None
) -> str:
    """Return what is known of the quality, against the documents that are answered from now.

    Times are told in `zone`, else in this machine's.
    """
    if quality is None:
        return f'<p class="headline">{NONE}</p><p>{HOW}</p>'
    run = quality.runs[-1]
    is_current = is_of(run, documents)
    return "".join(
        [
            _summary(run.outcomes),
            _made(run, is_current, len(documents), zone),
            _before(quality.runs),
            _over_time(quality.runs, zone),
            _by_type(run),
            failures(quality, is_current),
            _more(run),
        ]
    )


def _summary(found: Outcomes) -> str:
    headline = HEADLINE_ONE if found.perfect == 1 else HEADLINE
    counts = {name: getattr(found, name) for name in OUTCOMES}
    tiles = "".join(
        f'<li class="{name}"><p><span aria-hidden="true">{symbol}</span> <b>{counts[name]}</b> '
        f"{words}</p>{f'<p>{meaning}</p>' if meaning else ''}</li>"
        for name, (symbol, words, meaning) in OUTCOMES.items()
    )
    told = headline.format(right=found.perfect, total=found.total)
    return f'<p class="headline">{told}</p><p>{RIGHT}</p><ul class="outcomes">{tiles}</ul>'


def _made(run: Run, is_current: bool, now: int, zone: tzinfo | None) -> str:
    lines = [WHEN.format(when=_day(run.when, zone), on=_documents(run.documents))]
    lines += [SAME] if is_current else []
    lines += [SHIPPED] if run.accepted else []
    lines += [OWN_SET.format(name=escape(run.set))] if run.set else []
    lines.append(PLAIN)
    text = f'<p class="made">{" ".join(lines)}</p>'
    if written := run.written:
        made = WRITTEN.format(
            model=escape(written.model),
            questions=written.questions,
            times=ONCE if written.repeats == 1 else TIMES.format(count=written.repeats),
            share=_exactly(written.perfect),
            plain=_exactly(written.documents),
            by_model=written.by_model,
            answers=written.answers,
            false=written.false,
        )
        text += f'<p class="made">{made}</p>'
    if not is_current:
        text += f'<p class="changed">{CHANGED.format(now=_documents(now))}</p>'
    return text


def _before(runs: Sequence[Run]) -> str:
    if len(runs) < 2:
        return ""
    before, last = runs[-2:]
    other = OTHER if _is_other(before, last) else ""
    told = BEFORE.format(right=before.outcomes.perfect, total=before.outcomes.total, other=other)
    return f'<p class="made">{told}</p>'


def _over_time(runs: Sequence[Run], zone: tzinfo | None) -> str:
    heading = f"<h3>{OVER_TIME}</h3>"
    if len(runs) < 2:
        return f"<section>{heading}<p>{ONLY}</p></section>"
    others = [False, *(_is_other(before, after) for before, after in pairwise(runs))]
    points = [
        Point(run.outcomes.share, _short(run.when, zone), other, not run.accepted)
        for run, other in zip(runs, others, strict=True)
    ]
    told = [CAPTION]
    told += [DASHED] if any(point.other for point in points[1 - MOST :]) else []
    told += [SHAPES] if len({point.own for point in points[-MOST:]}) == 2 else []
    rows = "".join(_row(_moment(run.when, zone), run.outcomes) for run in reversed(runs))
    return (
        f"<section>{heading}<figure>{curve(points)}<figcaption>{' '.join(told)}</figcaption>"
        f'</figure><details class="fold"><summary>{AS_TABLE}</summary>'
        f"{_table(CAPTION, MEASURED, rows)}</details></section>"
    )


def _by_type(run: Run) -> str:
    heads = (TYPE, *MEASURED[1:])
    body = "".join(_bar_row(group) for group in run.types)
    second = "".join(_bar_row(group) for group in run.audiences)
    if second:
        body += (
            f'</tbody><tbody><tr><th colspan="5" scope="rowgroup">{BY_AUDIENCE}</th></tr>{second}'
        )
    return f"<section><h3>{BY_TYPE}</h3>{_table(BY_TYPE_CAPTION, heads, body)}</section>"


def _bar_row(group: Group) -> str:
    return _row(escape(group.name), group.outcomes, bar(group.outcomes.share))


def _row(name: str, found: Outcomes, drawing: str = "") -> str:
    right = SHARE.format(right=found.perfect, total=found.total)
    counts = zip(MEASURED[2:], (found.acceptable, found.missing, found.wrong), strict=True)
    cells = "".join(f'<td data-head="{head}">{count}</td>' for head, count in counts)
    first = f'<td class="right" data-head="{MEASURED[1]}">{right}{drawing}</td>'
    return f'<tr><th scope="row">{name}</th>{first}{cells}</tr>'


def _table(caption: str, heads: Sequence[str], rows: str) -> str:
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<table><caption class="unseen">{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _more(run: Run) -> str:
    if not run.measures:
        return ""
    items = "".join(
        f"<div><dt>{escape(one.name)}: <b>{escape(one.text)}</b></dt>"
        f"<dd>{escape(one.meaning[:1].upper() + one.meaning[1:])}.</dd></div>"
        for one in run.measures
    )
    versions = ", ".join(f"{name} {version}" for name, version in (run.versions or {}).items())
    made = f"<p>{escape(VERSIONS.format(versions=versions))}</p>" if versions else ""
    return f'<details class="fold"><summary>{MORE}</summary><dl>{items}</dl>{made}</details>'


def _is_other(before: Run, after: Run) -> bool:
    return before.hashes.get("questions") != after.hashes.get("questions")


def _documents(count: int) -> str:
    return ON_ONE if count == 1 else ON.format(count=count)


def _exactly(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _day(when: str, zone: tzinfo | None) -> str:
    day = datetime.fromisoformat(when).astimezone(zone)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _short(when: str, zone: tzinfo | None) -> str:
    day = datetime.fromisoformat(when).astimezone(zone)
    return f"{day.day}.{day.month}.{day.year}"


def _moment(when: str, zone: tzinfo | None) -> str:
    day = datetime.fromisoformat(when).astimezone(zone)
    return f"{_day(when, zone)} kl. {day.hour}.{day.minute:02}"
