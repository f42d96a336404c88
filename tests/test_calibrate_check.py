"""How well the check tells supported statements from others."""

from evals.calibrate_check import Outcome, by_kind, table
from evals.pair_sets import Pair


def _outcome(score: float, supported: bool, literal: bool = False) -> Outcome:
    kind = "plain" if supported else "number"
    pair = Pair("a", "broen", "Åben.", "Åben.", supported, kind, literal, 0, 5)  # type: ignore[arg-type]  # a kind
    return Outcome(pair, score, "carried" if score >= 0.5 else "removed")


FOUND = [_outcome(0.9, True), _outcome(0.4, True), _outcome(0.6, False, True), _outcome(0, False)]


def test_precision_and_recall_are_by_threshold() -> None:
    rows = {float(row.split()[0]): row.split()[1:] for row in list(table(FOUND))[1:]}
    assert rows[0.5] == ["0.500", "0.500", "0.500", "1", "1"]
    assert rows[0.7] == ["1.000", "0.500", "0.667", "0", "0"]


def test_kinds_tell_how_many_are_judged_right() -> None:
    assert [" ".join(row.split()[:4]) for row in by_kind(FOUND)] == [
        "plain 1 of 2",
        "number 1 of 2",
    ]
