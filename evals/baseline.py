"""The result that later ones are compared with, and the comparison."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import UserError, reason
from evals.intervals import mcnemar, paired
from evals.scores import WORTH
from evals.summary import QUANTILES, values_of
from evals.types import Change, Result, Row, Scored

PATH = Path(__file__).parent / "baseline.json"
_SAME = {"questions": "spørgsmål", "documents": "dokumenter"}  # what a comparison has to share
_DECIMALS = 6


class BaselineError(UserError):
    """A baseline that cannot be compared with."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An accepted result: its hashes, each question's outcome, each measure by group.

    Times are left out: they tell the machine, not the answers.
    """

    hashes: dict[str, str]
    results: dict[str, Result]
    values: dict[str, dict[str, float]]


_BASELINE = TypeAdapter(Baseline)


def made(hashes: dict[str, str], scored: Sequence[Scored], rows: Sequence[Row]) -> Baseline:
    """Return the baseline that a result makes."""
    table: dict[str, dict[str, float]] = {}
    for (measure, group), found in values_of(rows).items():
        if QUANTILES.get(measure, ("", 0))[0] != "milliseconds":
            table.setdefault(measure, {})[group] = round(found, _DECIMALS)
    results = {item.asked.question.id: item.result for item in scored}
    return Baseline(hashes, results, table)


def values(baseline: Baseline) -> dict[tuple[str, str], float]:
    """Return what each measure was, by (measure, group)."""
    return {
        (name, group): value
        for name, row in baseline.values.items()
        for group, value in row.items()
    }


def read(path: Path = PATH) -> Baseline:
    """Return the baseline of a file; raises BaselineError, which says what to do."""
    try:
        return _BASELINE.validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(
            f"Baseline kan ikke læses: {path} ({reason(error)}). Lav en med: initiativ eval accept"
        ) from error
    except ValidationError as error:
        raise BaselineError(
            f"{path} er ikke en baseline. Slet filen, og lav en ny med: initiativ eval accept"
        ) from error


def write(baseline: Baseline, path: Path = PATH) -> None:
    """Write a baseline, one question a line, so that what changes can be read in a diff."""
    text = json.dumps(_BASELINE.dump_python(baseline), ensure_ascii=False, indent=1, sort_keys=True)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BaselineError(
            f"Baseline kan ikke skrives: {path} ({reason(error)}). Giv skriveadgang til filen."
        ) from error


def require_same(baseline: Baseline, hashes: Mapping[str, str]) -> None:
    """Raise BaselineError unless the baseline was made of the same questions and documents."""
    other = [name for key, name in _SAME.items() if baseline.hashes.get(key) != hashes[key]]
    if other:
        raise BaselineError(
            f"Baseline er lavet af andre {' og andre '.join(other)} og kan ikke sammenlignes. "
            "Se tallene efter, og godkend dem som ny baseline med: initiativ eval accept"
        )


def compare(scored: Sequence[Scored], baseline: Baseline, seed: int) -> Change:
    """Return how answers differ from the baseline, on the questions that both have.

    There is at least one such question.
    """
    both = [item for item in scored if item.asked.question.id in baseline.results]
    before = [baseline.results[item.asked.question.id] for item in both]
    differences = [
        item.measures["truthfulness"] - WORTH[was] for item, was in zip(both, before, strict=True)
    ]
    clusters = [item.asked.question.fact for item in both]
    difference, bound = paired(differences, clusters, seed)
    turned = [
        (item.asked.question.id, was == "perfect")
        for item, was in zip(both, before, strict=True)
        if (was == "perfect") != (item.result == "perfect")
    ]
    broken = tuple(key for key, was_perfect in turned if was_perfect)
    mended = tuple(key for key, was_perfect in turned if not was_perfect)
    return Change(difference, bound, mcnemar(len(broken), len(mended)), broken, mended)
