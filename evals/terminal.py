"""An evaluation as Danish text for a terminal."""

from collections.abc import Sequence

from evals import names, readability
from evals.ablation import Ablated
from evals.bots import BOTS, ORACLE
from evals.summary import ALL, GROUPS, Values, values_of
from evals.types import Botched, Change, Evaluation, Judged, Row, Sought, Verdict, Written

# The columns of the table, each a measure with its heading and decimals.
_COLUMNS = (
    ("truthfulness", "sandfærdig", 2),
    ("nugget_recall", "svardele", 2),
    ("cited_precision", "kildepræc.", 2),
    ("full_evidence@5", "fundet@5", 2),
    ("hallucination", "opdigtet", 2),
    ("wrong_decline", "afvist", 2),
    ("words", "ord", 0),
)
_ABLATED = (
    ("full_evidence@5", "fundet@5"),
    ("evidence_recall@5", "steder@5"),
    ("nugget_recall", "svardele"),
)
_ABLATION = "Hvad hver kilde til ord giver på {n} spørgsmål fra borgere:"
_PASSED, _FAILED = "Bestået.", "IKKE BESTÅET."
_SITUATIONS = "Situationer (med og uden et initiativ, der passer):"
_WRITTEN = "Sprogmodellen »{model}« over {n} spørgsmål, hvert stillet {repeats} gange:"
_MEASURED = "dokumenter", "model", "mindst", "højst"
_NAMED = 20  # questions that are named of those that changed


def text(evaluation: Evaluation) -> str:
    """Return the table, what changed, the bots and the verdict."""
    parts = [table(evaluation.rows)]
    if evaluation.change is not None:
        parts.append(change(evaluation.change))
    if evaluation.sought:
        parts.append("\n".join([_SITUATIONS, *(_sought(item) for item in evaluation.sought)]))
    if evaluation.written is not None:
        parts.append(written(evaluation.written))
    parts += [check.detail for check in evaluation.verdict.checks if check.name in names.DANGERS]
    parts.append(f"{names.READABLE}: {names.readable(readability.measure(evaluation.scored))}")
    if evaluation.bots:
        parts.append("\n".join(_bot(item) for item in evaluation.bots))
    made = evaluation.provenance
    parts.append(
        f"Frø: {made.seed}. Spørgsmål: {made.hashes['questions'][:12]}. "
        f"Dokumenter: {made.hashes['documents'][:12]}."
    )
    return "\n\n".join([*parts, verdict(evaluation.verdict)])


def table(rows: Sequence[Row]) -> str:
    """Return the measures that matter most, a line a group, with the number of questions."""
    values = values_of(rows)
    sizes = {row.group: row.interval.n for row in rows if row.measure == "truthfulness"}
    width = max(len(GROUPS[group]) for group in sizes)
    lines = ["".join([" " * width, "    n", *(f"{title:>12}" for _, title, _ in _COLUMNS)])]
    for group, n in sizes.items():
        cells = (_cell(values.get((name, group)), places) for name, _, places in _COLUMNS)
        lines.append("".join([f"{GROUPS[group]:{width}}", f"{n:5}", *cells]))
    return "\n".join([*lines, _speed(values)])


def change(change: Change) -> str:
    """Return how a result differs from the baseline, with what broke and what was mended."""
    difference = change.difference
    middle, low, high = (
        names.change(x, "score") for x in (difference.value, difference.low, difference.high)
    )
    p = names.number(change.mcnemar, "score")
    return "\n".join(
        [
            f"Sandfærdighed mod baseline: {middle} (95 %: {low} til {high}), McNemar p = {p}",
            f"Nyligt gået i stykker: {_listed(change.broken)}",
            f"Nyligt rettet: {_listed(change.mended)}",
        ]
    )


def ablation(found: Sequence[Ablated]) -> str:
    """Return the measures with every source of words, without each, and with none, a line each."""
    width = max(map(len, names.ABLATED.values()))
    lines = ["".join([" " * width, *(f"{title:>12}" for _, title in _ABLATED)])]
    for item in found:
        cells = (_cell(item.measures.get(name), 2) for name, _ in _ABLATED)
        lines.append("".join([f"{names.ABLATED[item.without]:{width}}", *cells]))
    return "\n".join([_ABLATION.format(n=found[0].n), *lines])


def written(made: Written) -> str:
    """Return what a language model made of the questions, beside the documents' own sentences."""
    width = max(len(names.measure(item.measure).name) for item in made.measures)
    lines = ["".join([" " * (width + 2), *(f"{title:>12}" for title in _MEASURED)])]
    for item in made.measures:
        told = names.measure(item.measure)
        values = (item.documents, item.model, item.low, item.high)
        cells = ("–" if value is None else names.number(value, told.unit) for value in values)
        lines.append("".join([f"  {told.name:{width}}", *(f"{cell:>12}" for cell in cells)]))
    head = _WRITTEN.format(model=made.model, n=made.questions, repeats=made.repeats)
    fallen = [f"    {count} × {names.fallen(why)}" for why, count in made.fallen]
    share, *others = names.written(made)
    return "\n".join([head, *lines, f"  {share}", *fallen, *(f"  {line}" for line in others)])


def judged(found: Judged) -> str:
    """Return what a language model thinks of the answers, on a line."""
    return (
        f"Vejledende mening fra {found.model}: {found.carried} sætninger bæres af deres citat, "
        f"{len(found.doubts)} gør ikke, {found.unreadable} domme var ulæselige. "
        f"{names.graded(found)}"
    )


def verdict(verdict: Verdict) -> str:
    """Return what the gate says: every check that does not hold, or that all of them do."""
    failed = [check for check in verdict.checks if not check.passed]
    if not failed:
        return f"{_PASSED} Alle {len(verdict.checks)} krav er opfyldt."
    lines = [f"  ✕ {check.detail}" for check in failed]
    return "\n".join(
        [f"{_FAILED} {len(failed)} af {len(verdict.checks)} krav er ikke opfyldt:", *lines]
    )


def _bot(item: Botched) -> str:
    failed = [check.name for check in item.verdict.checks if not check.passed]
    meant = BOTS[item.name][1] if item.name in BOTS else ""
    if item.name == ORACLE:
        told = "består, som det skal" if not failed else f"består ikke: {', '.join(failed)}"
    elif meant in failed:
        told = "fældet, som den skal"
    else:  # as when a small set has no question of the kind
        told = "fældet, men af andet end den skal" if failed else "går fri af dette sæt"
    return f"Robot »{item.name}«: {told} (sandfærdig {names.number(item.truthfulness, 'score')})"


def _sought(item: Sought) -> str:
    """Return how well initiatives were found for one set of situations, on a line."""
    shown = [
        f"{told.name.lower()} {names.number(item.measures[name], told.unit)}"
        for name, told in names.SITUATIONS.items()
        if name in item.measures
    ]
    return f"  {names.sought(item.name)} ({item.fitting} + {item.others}): {', '.join(shown)}"


def _speed(values: Values) -> str:
    half, most = values[("milliseconds", ALL)], values[("milliseconds_p95", ALL)]
    return f"Svartid: median {half:.0f} ms, 95 % højst {most:.0f} ms"


def _cell(value: float | None, places: int) -> str:
    return f"{'–' if value is None else f'{value:.{places}f}'.replace('.', ','):>12}"


def _listed(ids: Sequence[str]) -> str:
    if not ids:
        return "ingen"
    more = f" og {len(ids) - _NAMED} til" if len(ids) > _NAMED else ""
    return f"{len(ids)} ({', '.join(ids[:_NAMED])}{more})"
