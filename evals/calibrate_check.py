"""`python -m evals.calibrate_check`: how well the check tells supported statements from others.

Each statement of the pairs is checked with its quote as the one passage that was given, and once
more with every passage of its page. The weights are fitted on the statements of `dev` that the
rules leave, and `held_out` is only reported.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant import settings, support
from assistant.check import Alike, Given, check
from assistant.support import sources, stated
from corpus.types import Document
from evals.pair_sets import Pair, documents, read
from index.chunk import chunk
from index.embed import Embedding, Vectors

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair, and the score that the check gave it: 0 where a rule refused it."""

    pair: Pair
    score: float
    verdict: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall by threshold, and what went wrong by kind; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate_check", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights on dev first")
    parser.add_argument("--show", action="store_true", help="list what went wrong on dev")
    parsed = parser.parse_args(arguments)
    settings.quiet()
    alike = alike_of(Embedding())
    pages = documents()
    if parsed.fit:
        print("support.WEIGHTS, BIAS =", fitted(read("dev"), pages, alike))
    for split in ("dev", "held_out"):
        pairs = read(split)
        found = [outcome(pair, pages[pair.document], alike) for pair in pairs]
        print("\n".join([f"\n{split}: {len(pairs)} pairs", *table(found), *by_kind(found)]))
        whole = [_verdict(one, _passages(pages[one.document]), alike) for one in pairs]
        kept = Counter(
            one.supported for one, verdict in zip(pairs, whole, strict=True) if _is_kept(verdict)
        )
        print(f"with the whole page: {kept[True]} supported and {kept[False]} others published")
        if parsed.show and split == "dev":
            print(
                "\n".join(
                    _told(one) for one in found if _is_kept(one.verdict) != one.pair.supported
                )
            )
    return 0


def alike_of(embedding: Embedding) -> Alike:
    """Return what gives the cosines of texts by an embedding."""

    def alike(left: Sequence[str], right: Sequence[str]) -> Vectors:
        return np.asarray(embedding.passages(left) @ embedding.passages(right).T, dtype=np.float32)

    return alike


def _passages(page: Document) -> list[Given]:
    return [Given(n, page, one.start, one.end) for n, one in enumerate(chunk(page), 1)]


def _verdict(pair: Pair, given: Sequence[Given], alike: Alike) -> str:
    found = check(f"{pair.statement} [1]", given, alike)
    verdicts = {one.verdict for one in found}
    kept = {"carried", "moved"}
    return "carried" if verdicts and verdicts <= kept else next(iter(verdicts - kept), "removed")


def _is_kept(verdict: str) -> bool:
    return verdict == "carried"


def _quoted(pair: Pair, page: Document) -> list[Given]:
    return [Given(1, page, pair.start, pair.end)]


def outcome(pair: Pair, page: Document, alike: Alike) -> Outcome:
    """Return what the check makes of a statement with its quote as the one passage."""
    values, _ = features(pair, page, alike)
    return Outcome(
        pair,
        max(map(support.score, values), default=0.0),
        _verdict(pair, _quoted(pair, page), alike),
    )


def features(pair: Pair, page: Document, alike: Alike) -> tuple[list[support.Run], bool]:
    """Return the runs of the quote that no rule refuses for the statement."""
    source = sources(page, pair.start, pair.end)
    one = stated(pair.statement, source.small, source.called)
    near = alike([one.text], [unit.text for unit in source.units])[0]
    runs = support.allowed(one, source, near, support.run_shares(one, source))
    return [run for run in runs if not run.is_wrong], any(run.is_wrong for run in runs)


def fitted(pairs: Sequence[Pair], pages: Mapping[str, Document], alike: Alike) -> str:
    """Return the weights and the bias of a logistic regression on what the rules leave."""
    from sklearn.linear_model import LogisticRegression

    rows = []
    for pair in pairs:
        runs, _ = features(pair, pages[pair.document], alike)
        if runs:
            rows.append((max(runs, key=support.score).values, pair.supported))
    model = LogisticRegression(C=10.0, max_iter=5_000, class_weight="balanced")
    model.fit(np.array([values for values, _ in rows]), [right for _, right in rows])
    weights = [round(float(weight), 1) for weight in model.coef_[0]]
    return f"{weights} {model.intercept_[0]:.1f}  ({len(rows)} of {len(pairs)})"


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield precision, recall and F1 of publishing by threshold."""
    yield "threshold  precision  recall     F1  false  with a literal"
    for threshold in THRESHOLDS:
        kept = [one for one in found if one.score >= threshold]
        right = sum(one.pair.supported for one in kept)
        false = [one for one in kept if not one.pair.supported]
        precision, recall = (
            right / max(1, len(kept)),
            right / sum(one.pair.supported for one in found),
        )
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        literal = sum(one.pair.literal for one in false)
        figures = f"{threshold:9.2f}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}"
        yield f"{figures}  {len(false):5}  {literal:5}"


def by_kind(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield for each kind of pair how many are judged right, and the verdicts."""
    for kind in dict.fromkeys(one.pair.kind for one in found):
        some = [one for one in found if one.pair.kind == kind]
        right = sum(_is_kept(one.verdict) == one.pair.supported for one in some)
        counts = Counter(one.verdict for one in some)
        yield f"{kind:18} {right:3} of {len(some):3}  {dict(counts)}"


def _told(one: Outcome) -> str:
    pair = one.pair
    return f"{one.score:.2f} {one.verdict} {pair.kind} | {pair.statement} | {pair.quote[:250]!r}"


if __name__ == "__main__":
    sys.exit(main())
