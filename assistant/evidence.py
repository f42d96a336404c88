"""What a question was searched with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.types import Document
from index.types import Hit

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The hits of a question, best first, and the measures that ranking needs.

    `idf` is how rare a stem is. `cosines` compares the question with texts, shape (texts,).
    `alike` compares words with words, shape (left, right).
    """

    hits: Sequence[Hit]
    documents: Mapping[str, Document]
    today: date
    idf: Callable[[str], float]
    cosines: Callable[[Sequence[str]], Floats]
    alike: Callable[[Sequence[str], Sequence[str]], Floats]
