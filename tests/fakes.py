"""Stand-ins for what is slow, and documents that nobody publishes."""

import hashlib
from collections.abc import Sequence
from datetime import date

import numpy as np

from assistant.evidence import Evidence
from corpus.structure import parse
from corpus.types import Document
from index.chunk import chunk
from index.danish import stems
from index.embed import Vectors
from index.types import Hit

DIMENSION = 64


class FakeEmbedding:
    """Texts -> unit vectors by hashing each stem to one of DIMENSION places; keeps what it embeds.

    Texts that share words are near each other, and every run gives the same vectors.
    """

    def __init__(self, name: str = "fake", shift: int = 0) -> None:
        self.model_name = name
        self.embedded: list[str] = []
        self._shift = shift

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return np.stack([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        vector = np.zeros(DIMENSION, dtype=np.float32)
        for stem in stems(text):
            place = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big")
            vector[(place + self._shift) % DIMENSION] += 1
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)

    def probe(self) -> Vectors:
        return self.question("Hvem kan få hjælp?")


def page(name: str, about: str) -> Document:
    """Return a page with three sections about something, each of its own words."""
    text = (
        f"{name.capitalize()}\n\n"
        f"Målgruppe:\n\n{name.capitalize()} er for borgere med behov for {about}.\n\n"
        f"Formål:\n\nFormålet er at give {about} til flere kommuner.\n\n"
        f"Finansiering:\n\nDer er afsat 3 mio. kr. til {about} i puljen.\n"
    )
    return parse(name, text)


def evidence(
    question: str, documents: Sequence[Document], today: date = date(2024, 6, 1)
) -> Evidence:
    """Return every passage of the documents as a hit, nearest to the question by FakeEmbedding."""
    embedding = FakeEmbedding()
    asked = embedding.question(question)
    passages = [passage for document in documents for passage in chunk(document)]
    near = [float(embedding.question(passage.context) @ asked) for passage in passages]
    hits = [
        Hit(passage, score, score, score) for passage, score in zip(passages, near, strict=True)
    ]
    return Evidence(
        hits=sorted(hits, key=lambda hit: -hit.score),
        documents={document.id: document for document in documents},
        today=today,
        idf=lambda stem: 1.0,
        cosines=lambda texts: np.array(
            [embedding.question(text) @ asked for text in texts], dtype=np.float32
        ),
        alike=lambda left, right: embedding.passages(left) @ embedding.passages(right).T,
    )
