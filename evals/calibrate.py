"""`python -m evals.calibrate`: fit the weights of ranking and of declining, and print them.

Three sets: the shipped questions (their `dev` part), questions on invented pages, and the Danish
XQuAD when its folder is there. Ranking is a conditional logit (McFadden 1974): of a question's
candidates, the chance of the right ones together. Declining is a logistic regression; unanswerable
are the questions written so, and each answerable one once more without what answers it: its own
document left out, or only the passages that hold the evidence.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from assistant import enough, rank, settings
from assistant.assistant import Assistant
from assistant.evidence import Evidence, Floats
from assistant.opening import open_assistant
from assistant.question import Question, plan
from assistant.rank import Candidate
from assistant.screening import prepare
from evals import questions
from evals.bench import XQUAD, normal, read
from evals.spans import Span, overlap

_FICTION = Path(__file__).parent / "fiction"
WEIGHT_OF_SET = {"shipped": 1.0, "fiction": 1.0, "xquad": 2.0}
SOURCES = ("shipped", "held out", "fiction", "xquad")
_RIDGE = 1e-3
_DEEP = 60  # hits to look through for ten that do not answer

IsGold = Callable[[Candidate], bool]
Without = Literal["", "document", "passage"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, and which candidates are right."""

    source: str
    text: str
    assistant: Assistant
    is_gold: IsGold
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing asked, with its candidates: features (candidates, FEATURES) and which are right.

    `answerable` is whether the documents answered it when it was asked.
    """

    source: str
    answerable: bool
    values: Floats
    right: np.ndarray[Any, np.dtype[np.bool_]]
    signs: Floats | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights and how well they do; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description=__doc__)
    parser.add_argument("--xquad", type=Path, default=XQUAD, help="folder of the questions")
    parsed = parser.parse_args(arguments)
    settings.quiet()
    with tempfile.TemporaryDirectory() as data:
        asked = list(_sets(parsed.xquad, Path(data)))
        rank.WEIGHTS = _fitted_ranking([row for one in asked for row in _rows(one, "")])
        _print_declining([row for one in asked for kind in _KINDS for row in _rows(one, kind)])
    return 0


_KINDS: tuple[Without, ...] = ("", "document", "passage")


def _sets(xquad: Path, data: Path) -> Iterator[Asked]:
    shipped = _open(settings.SHIPPED_DOCUMENTS, data / "shipped")
    yield from _written(shipped, questions.SHIPPED_QUESTIONS, {"dev": "shipped"})
    fiction = _open(_FICTION / "documents", data / "fiction")
    both = {"dev": "fiction", "held_out": "fiction"}
    yield from _written(fiction, _FICTION / "questions.yaml", both)
    if xquad.is_dir():
        yield from _xquad(_open(xquad / "documents", data / "xquad"), xquad)


def _open(documents: Path, data: Path) -> Assistant:
    return open_assistant(settings.Settings(documents=documents, data=data))


def _written(assistant: Assistant, path: Path, sources: dict[str, str]) -> Iterator[Asked]:
    for row in questions.read(path):
        if len(row.turns) == 1 and not row.added:
            groups = questions.evidence(row, assistant.documents)
            spans = tuple(span for group in groups for span in group)
            source = sources.get(row.split, "held out")
            yield Asked(source, row.turns[0], assistant, _touches(spans), spans)


def _touches(spans: Sequence[Span]) -> IsGold:
    return lambda item: any(overlap(_span(item), span) for span in spans)


def _span(item: Candidate) -> Span:
    return Span(item.document.id, item.start, item.end)


def _xquad(assistant: Assistant, folder: Path) -> Iterator[Asked]:
    texts = {key: document.text for key, document in assistant.documents.items()}
    for item in read(folder, texts):
        spans = (Span(item.document, item.start, item.end),)
        golds = [normal(gold) for gold in item.gold]
        yield Asked("xquad", item.question, assistant, _both(_touches(spans), golds), spans)


def _both(lies_there: IsGold, golds: list[str]) -> IsGold:
    return lambda item: lies_there(item) and any(gold in normal(item.text) for gold in golds)


def _rows(asked: Asked, without: Without) -> Iterator[Row]:
    """Return the rows of a question; with what answers it taken away, only of its first thing."""
    if without and not asked.spans:
        return
    planned = plan(asked.text, asked.assistant.named)
    for question in planned[:1] if without else planned:
        evidence = asked.assistant.search(question, _DEEP if without else 10)
        row = _row(asked, question, _left(evidence, asked.spans, without), without)
        if row is not None:
            yield row


def _left(evidence: Evidence, spans: Sequence[Span], without: Without) -> Evidence:
    gone = {span.document for span in spans}
    if without == "document":
        kept = [hit for hit in evidence.hits if hit.passage.document not in gone]
        return replace(evidence, hits=kept[:10])
    return replace(evidence, hits=evidence.hits[:10])


def _row(asked: Asked, question: Question, evidence: Evidence, without: Without) -> Row | None:
    if without == "document":
        left = {hit.passage.document for hit in evidence.hits}
        question = replace(
            question, scopes=tuple(scope for scope in question.scopes if scope.document in left)
        )
    ranking = prepare(question, evidence)
    if without == "passage":
        ranking = ranking.only(_outside(asked.spans))
    answerable = bool(asked.spans) and not without
    if not ranking.candidates:
        empty = np.zeros((0, len(rank.FEATURES)), np.float32)
        return Row(asked.source, answerable, empty, np.zeros(0, bool), None)
    right = np.array([asked.is_gold(candidate) for candidate in ranking.candidates])
    signs = enough.signs(question, ranking, evidence) if question.subject else None
    return Row(asked.source, answerable, ranking.values, right, signs)


def _outside(spans: Sequence[Span]) -> IsGold:
    """Leave out every sentence of the sections that hold the evidence."""

    def fits(item: Candidate) -> bool:
        section = Span(item.document.id, item.section.start, item.section.end)
        return not any(overlap(section, span) for span in spans)

    return fits


def _fitted_ranking(rows: Sequence[Row]) -> Floats:
    usable = [row for row in rows if row.answerable and row.right.any()]
    weights = fit_ranking([row for row in usable if row.source in WEIGHT_OF_SET])
    print("rank.WEIGHTS =", [round(float(weight), 1) for weight in weights])
    print("right sentence among the first       1      2      3   questions")
    for source in SOURCES:
        chosen = [row for row in rows if row.source == source and row.answerable]
        if chosen:
            shares = [np.mean([_within(row, weights, k) for row in chosen]) for k in (1, 2, 3)]
            print(f"{source:32}" + "".join(f"{share:7.3f}" for share in shares), f"{len(chosen):8}")
    return weights


def fit_ranking(rows: Sequence[Row]) -> Floats:
    """Return the weights that make the right candidates likeliest, shape (FEATURES,)."""
    sizes = {s: sum(row.source == s for row in rows) for s in WEIGHT_OF_SET}
    data = [
        (
            torch.tensor(row.values),
            torch.tensor(row.right),
            WEIGHT_OF_SET[row.source] / sizes[row.source],
        )
        for row in rows
    ]
    weights = torch.zeros(len(rank.FEATURES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = torch.zeros(())
        for values, right, weight in data:
            scores = values @ weights
            total = total + weight * (scores.logsumexp(0) - scores[right].logsumexp(0))
        mean = total / sum(weight for _, _, weight in data) + _RIDGE * (weights**2).sum()
        mean.backward()  # type: ignore[no-untyped-call]  # torch does not type it
        return mean

    optimizer.step(loss)  # type: ignore[no-untyped-call]  # torch does not type it
    return np.asarray(weights.detach().numpy(), dtype=np.float32)


def _within(row: Row, weights: Floats, count: int) -> bool:
    if not len(row.right):
        return False
    order = np.argsort(-(row.values @ weights), kind="stable")[:count]
    return bool(row.right[order].any())


def _print_declining(rows: Sequence[Row]) -> None:
    usable = [row for row in rows if row.signs is not None]
    fitted = [row for row in usable if row.source in WEIGHT_OF_SET]
    groups = [(row.source, row.answerable) for row in fitted]
    model = LogisticRegression(C=1.0, max_iter=5_000).fit(
        np.stack([row.signs for row in fitted if row.signs is not None]),
        [row.answerable for row in fitted],
        sample_weight=[1_000 / groups.count(group) for group in groups],
    )
    print("\nenough.WEIGHTS =", [round(float(weight), 2) for weight in model.coef_[0]])
    print("answered, of the answerable and of the unanswerable, by BIAS")
    for bias in model.intercept_[0] + np.arange(-0.5, 2.1, 0.25):
        print(f"{bias:7.2f}", *_answered(rows, model.coef_[0], bias))


def _answered(rows: Sequence[Row], weights: Floats, bias: float) -> Iterator[str]:
    for source in SOURCES:
        for answerable in (True, False):
            chosen = [
                row.signs is not None and float(row.signs @ weights) + bias >= 0
                for row in rows
                if (row.source, row.answerable) == (source, answerable)
            ]
            if chosen:
                yield f"{source} {'+' if answerable else '-'} {np.mean(chosen):.3f} "


if __name__ == "__main__":
    sys.exit(main())
