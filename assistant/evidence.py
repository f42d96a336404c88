"""What a question was searched with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Document
from index.types import Hit

Floats = NDArray[np.float32]


class Search(Protocol):
    """What the assistant asks of an index; the methods are those of index.retrieve.Retriever."""

    def hits(self, question: str, count: int = ...) -> list[Hit]: ...
    def cosines(self, question: str, texts: Sequence[str]) -> Floats: ...
    def alike(self, left: Sequence[str], right: Sequence[str]) -> Floats: ...
    def idf(self, stem: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The hits of a question, best first, and the index whose measures ranking needs."""

    hits: Sequence[Hit]
    documents: Mapping[str, Document]
    today: date
    search: Search
