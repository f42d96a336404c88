"""What each source of words gives on the citizens' questions: all of them, without each, none."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from corpus.types import Document
from evals.run import Bench, Tell, run
from evals.summary import value
from evals.types import Question
from index.build import build
from index.embed import BUNDLED, Embedder, Embedding
from index.expansion import ALL, Source, Sources
from index.retrieve import open_index

MEASURES = ("full_evidence@5", "evidence_recall@5", "nugget_recall")
SOURCES: tuple[Source, ...] = get_args(Source)
EVERY, NONE = "every", "none"


@dataclass(frozen=True, slots=True)
class Ablated:
    """The measures over `n` questions, without one source.

    `without` is the source, EVERY where none is left out, or NONE where all are. A measure that no
    question has is absent.
    """

    without: str
    n: int
    measures: Mapping[str, float]


def ablate(
    questions: Sequence[Question],
    documents: Sequence[Document],
    embedding: Embedder,
    tell: Tell = lambda done, total: None,
) -> tuple[Ablated, ...]:
    """Return the measures on the answerable questions of citizens with every source first, then
    without each, then with none: the stems of the words that were typed alone.
    """
    asked = [one for one in questions if one.audience == "citizen" and one.answerable]
    asked = [one for one in asked if not one.added]  # these need an index of their own
    used: dict[str, Sources] = {EVERY: ALL, **{one: ALL - {one} for one in SOURCES}}
    used[NONE] = frozenset()
    found = []
    measure = embedding if embedding.model_name == BUNDLED else Embedding(BUNDLED)
    with tempfile.TemporaryDirectory(prefix="initiativ-ablation-") as folder:
        build(documents, Path(folder), embedding)
        retriever = open_index(Path(folder), embedding, measure)
        for number, (without, sources) in enumerate(used.items(), 1):
            scored = run(asked, Bench(documents, retriever, sources), embedding)
            values = {name: value(name, scored) for name in MEASURES}
            kept = {name: one for name, one in values.items() if one is not None}
            found.append(Ablated(without, len(asked), kept))
            tell(number, len(used))
    return tuple(found)
