"""Stand-ins for what is slow, and documents that nobody publishes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from assistant.evidence import Evidence
from assistant.model import Fault, Message, ModelError
from assistant.types import Answer, Citation, Status
from corpus.structure import parse
from corpus.types import Document
from evals.types import Asked, Check, Evaluation, Provenance, Question, Result, Scored, Verdict
from index.chunk import chunk
from index.danish import stems
from index.embed import Vectors
from index.expansion import ALL, Sources
from index.lexical import Lexical, Tables, stem_tables, trigram_table
from index.tokens import Tokenized
from index.types import Hit, Passage

DIMENSION = 64


class FakeEmbedding:
    """Texts -> unit vectors by hashing each stem to one of DIMENSION places; keeps what it embeds.

    Texts that share words are near each other, and every run gives the same vectors.
    """

    def __init__(self, name: str = "fake", shift: int = 0) -> None:
        self.model_name = name
        self.digest = f"{name} {shift}"
        self.embedded: list[str] = []
        self._shift = shift

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return np.stack([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        return _hashed(text, self._shift)

    def probe(self) -> Vectors:
        return self.question("Hvem kan få hjælp?")


@lru_cache(maxsize=10_000)  # a search compares with every passage, at each question
def _hashed(text: str, shift: int) -> Vectors:
    vector = np.zeros(DIMENSION, dtype=np.float32)
    for stem in stems(text):
        place = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big")
        vector[(place + shift) % DIMENSION] += 1
    vector /= max(float(np.linalg.norm(vector)), 1e-9)
    vector.flags.writeable = False
    return vector


def page(name: str, about: str) -> Document:
    """Return a page with three sections about something, each of its own words."""
    text = (
        f"{name.capitalize()}\n\n"
        f"Målgruppe:\n\n{name.capitalize()} er for borgere med behov for {about}.\n\n"
        f"Formål:\n\nFormålet er at give {about} til flere kommuner.\n\n"
        f"Finansiering:\n\nDer er afsat 3 mio. kr. til {about} i puljen.\n"
    )
    return parse(name, text)


def lexical(texts: Sequence[str], sources: Sources = ALL) -> Lexical:
    """Return a lexical index over passages of these texts, without titles."""
    found = Tokenized()
    found.add(Passage("side:0-1", "side", "", "", 0, 1, text) for text in texts)
    tokens = found.tokens()
    return Lexical(Tables(*stem_tables(tokens), trigram_table(tokens)), sources)


class FakeSearch:
    """What an index is asked, over passages by FakeEmbedding; every word is as rare as another."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._embedding = FakeEmbedding()
        self._passages = [passage for document in documents for passage in chunk(document)]

    def hits(self, question: str, count: int = 10) -> list[Hit]:
        near = self.cosines(question, [passage.context for passage in self._passages]).tolist()
        found = [
            Hit(passage, score, score, score)
            for passage, score in zip(self._passages, near, strict=True)
        ]
        return sorted(found, key=lambda hit: -hit.score)[:count]

    def cosines(self, question: str, texts: Sequence[str]) -> Vectors:
        return self.alike(texts, [question])[:, 0]

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Vectors:
        return self._embedding.passages(left) @ self._embedding.passages(right).T

    def idf(self, stem: str) -> float:
        return 1.0


class FakeModel:
    """Writes `reply` of the messages in pieces, or fails; keeps what it was told."""

    def __init__(
        self,
        reply: Callable[[Sequence[Message]], str] | str = "",
        fault: Fault | None = None,
        context: int = 4096,
        is_remote: bool = False,
    ) -> None:
        """`fault` comes after the pieces of the reply."""
        self.is_remote = is_remote
        self.name = "prøvemodel"
        self.context = context
        self.told: list[Sequence[Message]] = []
        self.closed = 0
        self._reply = reply
        self._fault: Fault | None = fault

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        self.told.append(messages)
        text = self._reply if isinstance(self._reply, str) else self._reply(messages)
        try:
            for start in range(0, len(text), 7):
                yield text[start : start + 7]
        except GeneratorExit:
            self.closed += 1
            raise
        if self._fault is not None:
            raise ModelError(self._fault)


def evidence(
    question: str, documents: Sequence[Document], today: date = date(2024, 6, 1)
) -> Evidence:
    """Return every passage of the documents as a hit, nearest to the question by FakeEmbedding."""
    search = FakeSearch(documents)
    by_id = {document.id: document for document in documents}
    return Evidence(search.hits(question, 1_000), by_id, today, search)


def quoted(document: Document, number: int, quote: str) -> Citation:
    """Return a citation of the first place where a quote stands in a document."""
    start = document.text.index(quote)
    return Citation(number, document.id, document.title, "", quote, start, start + len(quote))


def scored(
    question: Question,
    text: str = "",
    citations: Sequence[Citation] = (),
    result: Result = "perfect",
    **rest: Any,
) -> Scored:
    """Return a question as it was scored: answered with a text, or declined without citations.

    `rest` are `measures`, `nuggets` and `faults`, empty where they are not given, and `error`, for
    which there is no answer.
    """
    error = rest.pop("error", "")
    status: Status = "answered" if citations else "not_found"
    answer = Answer(question.id, question.turns[-1], "caseworker", status, text, tuple(citations))
    asked = Asked(question, None if error else answer, error, (), 0.25)
    empty: dict[str, Any] = {"measures": {}, "nuggets": {}, "faults": ()}
    return Scored(asked, result, **(empty | rest))


def evaluation(
    some: Sequence[Scored], documents: Sequence[Document] = (), **rest: Any
) -> Evaluation:
    """Return an evaluation of scored questions whose gate passes, with `rest` in place of that."""
    whole: dict[str, Any] = {
        "provenance": Provenance("2024-06-01T12:00:00+00:00", 7, {"questions": "ab12"}, {}),
        "documents": {document.id: document for document in documents},
        "scored": tuple(some),
        "rows": (),
        "change": None,
        "verdict": Verdict((Check("must_pass", True, "Skal bestås: ingen"),)),
    }
    return Evaluation(**(whole | rest))


# A page with every field, and one that tells its period in a sentence.
PAGE = parse(
    "broen",
    "Broen\n\n"
    "Projektperiode:\n\n2020 - 2022\n\n"
    "Formål:\n\nFormålet er at bygge bro.\n\n"
    "Kontakt:\n\nIda Holm\n+45 11 22 33 44\nih@broen.dk\nCenter for Udsatte Voksne\n\n"
    "Senest opdateret 18-04-2023\n",
)
IN_PROSE = parse(
    "vejen",
    "Vejen\n\nVejen er et forløb for unge. Projektet løber fra 1. marts 2021 til 31. maj 2023 i "
    "to kommuner.\n",
)
