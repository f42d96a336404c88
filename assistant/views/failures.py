"""The questions that were not answered rightly, in the tab about quality."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from assistant.quality import Failed, Outcome, Place, Quality

TITLE = "Spørgsmål uden et rigtigt svar"
HINT = "Åbn et spørgsmål for at se, hvad der blev svaret, og hvad der er galt."
NONE = "Alle spørgsmål fik et rigtigt svar."
NOT_KEPT = (
    "Målingen følger med programmet, og svarene er ikke gemt i den. Mål med "
    "<code>initiativ eval</code> for at se dem her."
)
NOT_KNOWN = "Hvilke spørgsmål det er, er ikke gemt. Mål igen med <code>initiativ eval</code>."
HIDDEN = (
    "Desuden {count}, som ikke vises: ingen ser på dem, mens svarene bliver forbedret, så de kan "
    "vise, om forbedringerne også virker på nye spørgsmål."
)
BY_TYPE, BY_OUTCOME, EVERY = "Type", "Resultat", "Alle ({count})"
ONE = "{name} ({count})"
COUNT = "Viser {shown} af {total} spørgsmål."
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    "wrong": ("✕", "Forkert"),
    "missing": ("○", "Intet svar"),
    "acceptable": ("◐", "Delvist rigtigt"),
}
AUDIENCES = {"caseworker": "Sagsbehandler", "citizen": "Borger"}
TURNS, ANSWER, WRONG, EXPECTED = (
    "Samtalen før",
    "Svaret",
    "Hvad der er galt",
    "Det rigtige svar står her",
)
OPEN = "Åbn dokumentet"


def failures(quality: Quality, is_current: bool) -> str:
    """Return the list of what failed in the last evaluation, worst first, with its filter.

    Documents can be opened at the right answer when they are those that were measured.
    """
    run = quality.runs[-1]
    parts = [f"<h3>{TITLE}</h3>"]
    if quality.failed:
        names = {group.key: group.name for group in run.types}
        parts += _list(quality.failed, names, is_current)
    elif run.outcomes.perfect == run.outcomes.total:
        parts.append(f"<p>{NONE}</p>")
    elif not quality.hidden:
        parts.append(f"<p>{NOT_KNOWN}</p>")
    if quality.hidden:
        parts.append(f'<p class="quiet">{HIDDEN.format(count=quality.hidden)}</p>')
    return f"<section>{''.join(parts)}</section>"


def _list(failed: Sequence[Failed], names: Mapping[str, str], is_current: bool) -> list[str]:
    order = list(OUTCOMES)
    kept = any(one.answer is not None for one in failed)
    types = Counter(one.type for one in failed)
    options = {key: names.get(key, key) for key in sorted(types, key=[*names, *types].index)}
    results = Counter[str](one.outcome for one in failed)
    outcomes: dict[str, str] = {key: name for key, (_, name) in OUTCOMES.items() if key in results}
    worst = sorted(failed, key=lambda one: order.index(one.outcome))
    total = len(failed)
    return [
        f"<p>{HINT if kept else NOT_KEPT}</p>",
        '<div class="filter">',
        _select("type", BY_TYPE, options, types),
        _select("outcome", BY_OUTCOME, outcomes, results),
        f'<p class="quiet" role="status" data-count="{escape(COUNT)}">',
        COUNT.format(shown=total, total=total),
        "</p></div>",
        '<div class="cases">',
        *(_case(one, names, is_current) for one in worst),
        "</div>",
    ]


def _select(field: str, label: str, options: Mapping[str, str], counts: Mapping[str, int]) -> str:
    every = EVERY.format(count=sum(counts.values()))
    items = "".join(
        f'<option value="{escape(key)}">{escape(ONE.format(name=name, count=counts[key]))}</option>'
        for key, name in options.items()
    )
    return (
        f'<label><span>{label}</span><select data-filter="{field}">'
        f'<option value="">{every}</option>{items}</select></label>'
    )


def _case(one: Failed, names: Mapping[str, str], is_current: bool) -> str:
    symbol, outcome = OUTCOMES[one.outcome]
    about = [names.get(one.type, one.type), AUDIENCES.get(one.audience, one.audience)]
    parts = [f'<p class="quiet">{escape(" · ".join(about))}</p>']
    if len(one.turns) > 1:
        parts.append(f"<h4>{TURNS}</h4>{_items(one.turns[:-1], 'ol')}")
    if one.answer:
        lines = [line for line in one.answer.splitlines() if line.strip()]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
        parts.append(f"<h4>{ANSWER}</h4><blockquote>{paragraphs}</blockquote>")
    if one.wrong:
        parts.append(f"<h4>{WRONG}</h4>{_items(one.wrong, 'ul')}")
    if one.expected:
        places = "".join(_place(item, is_current) for item in one.expected)
        parts.append(f"<h4>{EXPECTED}</h4>{places}")
    return (
        f'<details class="case" data-type="{escape(one.type)}" data-outcome="{one.outcome}">'
        f'<summary><span class="result {one.outcome}"><span aria-hidden="true">{symbol}</span> '
        f"{outcome}</span> <span>{escape(one.turns[-1])}</span></summary>"
        f'<div class="body">{"".join(parts)}</div></details>'
    )


def _items(texts: Sequence[str], tag: str) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"


def _place(item: Place, is_current: bool) -> str:
    button = ""
    if is_current and item.end > item.start:
        name = escape(f"{OPEN}: {item.title or item.document}")
        button = (
            f'<button type="button" data-document="{escape(item.document)}" '
            f'data-start="{item.start}" data-end="{item.end}" aria-label="{name}">{OPEN}</button>'
        )
    quote = escape(" ".join(item.quote.split()))
    return (
        f'<figure class="place"><blockquote>{quote}</blockquote>'
        f"<figcaption>{escape(item.title or item.document)}</figcaption>{button}</figure>"
    )
