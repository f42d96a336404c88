"""Scored questions -> each measure over all of them, by type and by audience."""

from collections.abc import Mapping, Sequence

import numpy as np

from evals.intervals import clustered, quantile, wilson
from evals.scores import MEASURES
from evals.types import Interval, Row, Scored

ALL = "all"
# 0 or 1 for each question, so that their mean is a share.
SHARES = frozenset(
    {
        "perfect", "citation_valid", "quote_fidelity", "hallucination", "wrong_decline",
        "agreement", "attack_success", "full_evidence@5",
    }
)  # fmt: skip
# Measures that are told by a quantile in place of their mean.
QUANTILES: Mapping[str, tuple[str, float]] = {
    "words": ("words", 0.5),
    "milliseconds": ("milliseconds", 0.5),
    "milliseconds_p95": ("milliseconds", 0.95),
}
Values = Mapping[tuple[str, str], float]
"""What a measure is over a group, by (measure, group)."""

GROUPS = {
    ALL: "alle", "fact": "enkelt faktum", "list": "liste", "law": "lov og begreber",
    "compound": "sammensat", "multi_document": "flere dokumenter", "comparison": "sammenligning",
    "still_running": "kører det endnu?", "citizen": "borgers egne ord", "misspelt": "fejlstavet",
    "english": "engelsk", "follow_up": "opfølgende", "unanswerable": "kan ikke besvares",
    "false_premise": "forkert præmis", "attack": "angreb", "audience:caseworker": "sagsbehandler",
    "audience:citizen": "borger",
}  # fmt: skip
"""The groups in the order that they are shown in, with their Danish names."""


def summarise(scored: Sequence[Scored], seed: int, before: Values | None = None) -> tuple[Row, ...]:
    """Return a row for each measure and group that has it; `before` gives what they were."""
    rows = []
    for group, members in grouped(scored).items():
        for measure in (*MEASURES, *(name for name in QUANTILES if name not in MEASURES)):
            if interval := _interval(measure, members, seed):
                was = (before or {}).get((measure, group))
                change = None if was is None else interval.value - was
                rows.append(Row(measure, group, interval, change))
    return tuple(rows)


def grouped(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    """Return the questions of each group that has any, in the order of GROUPS."""
    groups: dict[str, list[Scored]] = {}
    for item in scored:
        question = item.asked.question
        for name in (ALL, question.type, f"audience:{question.audience}"):
            groups.setdefault(name, []).append(item)
    return {name: groups[name] for name in GROUPS if name in groups}


def value(measure: str, members: Sequence[Scored]) -> float | None:
    """Return the mean or quantile of a measure over the questions that have it, else None."""
    source, share = QUANTILES.get(measure, (measure, None))
    values = [item.measures[source] for item in members if source in item.measures]
    if not values:
        return None
    return float(np.mean(values) if share is None else np.quantile(values, share))


def values_of(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Return the values of rows by measure and group."""
    return {(row.measure, row.group): row.interval.value for row in rows}


def _interval(measure: str, members: Sequence[Scored], seed: int) -> Interval | None:
    source, share = QUANTILES.get(measure, (measure, 0.5))
    having = [item for item in members if source in item.measures]
    values = [item.measures[source] for item in having]
    if not values:
        return None
    if measure in QUANTILES:
        return quantile(values, share)
    if measure in SHARES:
        return wilson(round(sum(values)), len(values))
    return clustered(values, [item.asked.question.fact for item in having], seed)
