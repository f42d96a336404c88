"""`python -m evals.calibrate`: fit the weights of ranking and of declining, and print them.

Three sets: the shipped questions (their `dev` half), questions on invented pages, and the Danish
XQuAD when its folder is there. Ranking is a conditional logit (McFadden 1974): of a question's
candidates, the chance of the right ones together. Declining is a logistic regression; unanswerable
are the questions written so, and each XQuAD question once more with its own document left out.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from sklearn.linear_model import LogisticRegression

from assistant import enough, rank, settings
from assistant.assistant import Assistant, open_assistant
from assistant.evidence import Evidence, Floats
from assistant.extract import prepare
from assistant.question import parse
from assistant.rank import Candidate
from evals.bench import XQUAD, normal, read
from index.types import Hit

_HERE = Path(__file__).parent
WEIGHT_OF_SET = {"shipped": 1.0, "fiction": 1.0, "xquad": 4.0}
_RIDGE = 1e-3
_DEEP = 60  # hits to look through for ten from other documents

IsGold = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, which candidates are right, and whether it can be answered."""

    source: str
    text: str
    assistant: Assistant
    is_gold: IsGold
    answerable: bool
    without: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its candidates: features (candidates, FEATURES) and which are right."""

    asked: Asked
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
        rows = [_row(asked) for asked in _sets(parsed.xquad, Path(data))]
    _print_ranking(rows)
    _print_declining(rows)
    return 0


def _sets(xquad: Path, data: Path) -> Iterator[Asked]:
    yield from _shipped(_open(settings.SHIPPED_DOCUMENTS, data / "shipped"))
    fiction = _HERE / "fiction"
    yield from _fiction(_open(fiction / "documents", data / "fiction"), fiction)
    if xquad.is_dir():
        yield from _xquad(_open(xquad / "documents", data / "xquad"), xquad)


def _open(documents: Path, data: Path) -> Assistant:
    return open_assistant(settings.Settings(documents=documents, data=data))


def _shipped(assistant: Assistant) -> Iterator[Asked]:
    for path in sorted((_HERE / "questions").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            if len(row["turns"]) == 1:
                spans = [
                    (item["document"], start, start + len(item["quote"]))
                    for group in row["evidence"]
                    for item in group
                    for start in [assistant.documents[item["document"]].text.index(item["quote"])]
                ]
                source = "shipped" if row["split"] == "dev" else "held out"
                yield Asked(source, row["turns"][0], assistant, _touches(spans), row["answerable"])


def _touches(spans: list[tuple[str, int, int]]) -> IsGold:
    return lambda item: any(
        item.document.id == document and item.start < end and start < item.end
        for document, start, end in spans
    )


def _fiction(assistant: Assistant, folder: Path) -> Iterator[Asked]:
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "turns" in row:
            continue
        named = row["document"] if isinstance(row["document"], list) else [row["document"]]
        documents = {Path(name).stem for name in named if name}
        nested = row["gold"] and isinstance(row["gold"][0], list)
        patterns = [p for group in (row["gold"] if nested else [row["gold"]]) for p in group]
        matches = _matches(documents, [p for p in patterns if not re.search(r"nej|\bja\b", p)])
        yield Asked("fiction", row["question"], assistant, matches, row["answerable"])


def _matches(documents: set[str], patterns: list[str]) -> IsGold:
    return lambda item: (
        item.document.id in documents
        and any(re.search(p, " ".join(item.text.split()), re.IGNORECASE) for p in patterns)
    )


def _xquad(assistant: Assistant, folder: Path) -> Iterator[Asked]:
    texts = {key: document.text for key, document in assistant.documents.items()}
    for item in read(folder, texts):
        spans = _touches([(item.document, item.start, item.end)])
        golds = [normal(gold) for gold in item.gold]
        yield Asked("xquad", item.question, assistant, _both(spans, golds), True)
        yield Asked("xquad", item.question, assistant, _both(spans, golds), False, item.document)


def _both(lies_there: IsGold, golds: list[str]) -> IsGold:
    return lambda item: lies_there(item) and any(gold in normal(item.text) for gold in golds)


def _row(asked: Asked) -> Row:
    question = parse(asked.text)
    evidence = asked.assistant.search(question)
    if asked.without:
        deep = asked.assistant.search(question, _DEEP)
        evidence = _replaced(
            deep, [h for h in deep.hits if h.passage.document != asked.without][:10]
        )
    aspect = question.aspects[0]
    ranking = prepare(question, aspect, evidence)
    if not ranking.candidates:
        return Row(asked, np.zeros((0, len(rank.FEATURES)), np.float32), np.zeros(0, bool), None)
    right = np.array([asked.is_gold(candidate) for candidate in ranking.candidates])
    signs = enough.signs(question, ranking, evidence) if question.subject else None
    return Row(asked, ranking.values, right, signs)


def _replaced(evidence: Evidence, hits: list[Hit]) -> Evidence:
    return Evidence(
        hits,
        evidence.documents,
        evidence.today,
        evidence.idf,
        evidence.cosines,
        evidence.alike,
    )


def _print_ranking(rows: Sequence[Row]) -> None:
    usable = [row for row in rows if row.asked.answerable and row.right.any()]
    fitted = [row for row in usable if row.asked.source in WEIGHT_OF_SET]
    weights = fit_ranking(fitted)
    print("rank.WEIGHTS =", [round(float(weight), 1) for weight in weights])
    print("right sentence among the first       1      2      3   questions")
    for source in ("shipped", "held out", "fiction", "xquad"):
        chosen = [row for row in rows if row.asked.source == source and row.asked.answerable]
        if chosen:
            shares = [np.mean([_within(row, weights, k) for row in chosen]) for k in (1, 2, 3)]
            print(f"{source:32}" + "".join(f"{share:7.3f}" for share in shares), f"{len(chosen):8}")


def fit_ranking(rows: Sequence[Row]) -> Floats:
    """Return the weights that make the right candidates likeliest, shape (FEATURES,)."""
    sizes = {s: sum(row.asked.source == s for row in rows) for s in WEIGHT_OF_SET}
    data = [
        (
            torch.tensor(row.values),
            torch.tensor(row.right),
            WEIGHT_OF_SET[row.asked.source] / sizes[row.asked.source],
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
    fitted = [row for row in usable if row.asked.source in WEIGHT_OF_SET]
    groups = [(row.asked.source, row.asked.answerable) for row in fitted]
    model = LogisticRegression(C=1.0, max_iter=5_000).fit(
        np.stack([row.signs for row in fitted if row.signs is not None]),
        [row.asked.answerable for row in fitted],
        sample_weight=[1_000 / groups.count(group) for group in groups],
    )
    print("\nenough.WEIGHTS =", [round(float(weight), 2) for weight in model.coef_[0]])
    print("answered, of the answerable and of the unanswerable, by BIAS")
    for bias in model.intercept_[0] + np.arange(0.0, 1.6, 0.25):
        print(f"{bias:7.2f}", *_answered(rows, model.coef_[0], bias))


def _answered(rows: Sequence[Row], weights: Floats, bias: float) -> Iterator[str]:
    for source in ("shipped", "held out", "fiction", "xquad"):
        for answerable in (True, False):
            chosen = [
                row.signs is not None and float(row.signs @ weights) + bias >= 0
                for row in rows
                if (row.asked.source, row.asked.answerable) == (source, answerable)
            ]
            if chosen:
                yield f"{source} {'+' if answerable else '-'} {np.mean(chosen):.3f} "


if __name__ == "__main__":
    sys.exit(main())
