"""The sentences of the passages found, ranked as answers to one aspect of a question."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question import Aspect, Question
from corpus.text import sentences
from corpus.types import BlockKind, Document, Label, Section
from index.danish import likeness, stems
from index.types import Hit

PASSAGES = 8  # on XQuAD-da the right passage is among the first eight for .99 of the questions

FEATURES = (
    "hit", "own", "with_before", "with_after", "with_heading", "before", "mass", "cosine", "pairs",
    "shape", "label", "length", "name",
)  # fmt: skip
# Logistic regression on XQuAD-da, development half (`python -m evals.calibrate`); `label` is set by
# hand, since those articles have no labelled sections.
WEIGHTS = np.array([6.8, 0.3, 0.3, -0.6, 2.7, -1.2, 1.6, 2.0, 1.0, 0.8, 2.2, -0.2, 0.0], dtype=np.float32)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or an item of a list, that may answer: `text == document.text[start:end]`."""

    document: Document
    section: Section
    start: int
    end: int
    kind: BlockKind
    hit: Hit

    @property
    def text(self) -> str:
        """The candidate's own words."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates with their scores, best first, and what the best evidence covers.

    `cover` has shape (candidates, terms): how much of each term of the question a candidate has,
    its title and heading included. `name` has shape (candidates,): how much of the question's
    subject is in the title of the document.
    """

    candidates: tuple[Candidate, ...]
    scores: Floats
    cover: Floats
    name: Floats


def candidates(
    hits: Sequence[Hit], documents: Mapping[str, Document], labels: Collection[Label] = ()
) -> list[Candidate]:
    """Return the sentences of the best PASSAGES hits in the order of the hits, each once.

    Then those of the sections with one of `labels` in the same documents: a field of a few words
    is seldom a hit by itself.
    """
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits[:PASSAGES]:
        document = documents[hit.passage.document]
        for section in document.sections:
            for item in _sentences(document, section, hit):
                if hit.passage.start <= item.start and item.end <= hit.passage.end:
                    found.setdefault((document.id, item.start), item)
    for hit in hits[:PASSAGES]:
        document = documents[hit.passage.document]
        for section in document.sections:
            if section.label in labels:
                for item in _sentences(document, section, hit):
                    found.setdefault((document.id, item.start), item)
    return list(found.values())


def rank(
    question: Question,
    aspect: Aspect,
    found: Sequence[Candidate],
    idf: Callable[[str], float],
    cosines: Floats,
) -> Ranking:
    """Return the candidates, best first; `cosines` has shape (candidates,)."""
    rarity = np.array([idf(term) for term in question.terms], dtype=np.float32)
    values, cover = features(question, aspect, found, rarity, cosines)
    scores = values @ WEIGHTS
    order = np.argsort(-scores, kind="stable")
    name = values[order, FEATURES.index("name")]
    return Ranking(tuple(found[row] for row in order), scores[order], cover[order], name)


def features(
    question: Question,
    aspect: Aspect,
    found: Sequence[Candidate],
    rarity: Floats,
    cosines: Floats,
) -> tuple[Floats, Floats]:
    """Return the features of every candidate, shape (candidates, FEATURES), and their cover."""
    own = _cover(question.terms, [candidate.text for candidate in found])
    heading = _cover(
        question.terms, [f"{item.document.title} {item.section.heading}" for item in found]
    )
    before, after = _neighbours(found, own)
    name = _cover(question.terms, [item.document.title for item in found])
    subject = np.array([term in question.subject for term in question.terms], dtype=np.float32)
    about = rarity * subject / max(float((rarity * subject).sum()), 1e-6)
    share = rarity / max(float(rarity.sum()), 1e-6)
    best = max((candidate.hit.score for candidate in found), default=1.0) or 1.0
    lengths = np.array([len(candidate.text.split()) for candidate in found], dtype=np.float32)
    columns = (
        np.array([candidate.hit.score / best for candidate in found]),
        own @ share,
        np.maximum(own, before) @ share,
        np.maximum(own, after) @ share,
        np.maximum(own, heading) @ share,
        before @ share,
        own @ rarity / 10,
        cosines,
        _shared_pairs(question.text, [candidate.text for candidate in found]),
        np.array([_shape(question, aspect, candidate) for candidate in found]),
        np.array([_label(aspect, candidate) for candidate in found]),
        np.minimum(lengths, 30) / 30,
        name @ about,
    )
    return np.stack(columns, axis=1).astype(np.float32), np.maximum(own, heading)


def _sentences(document: Document, section: Section, hit: Hit) -> list[Candidate]:
    return [
        Candidate(document, section, start, end, block.kind, hit)
        for block in section.blocks
        for start, end in (
            sentences(document.text, block.start, block.end)
            if block.kind == "paragraph"
            else [(block.start, block.end)]
        )
    ]


def _cover(terms: Sequence[str], texts: Sequence[str]) -> Floats:
    """Return how alike each term is to the nearest word of each text, shape (texts, terms)."""
    cover = np.zeros((len(texts), len(terms)), dtype=np.float32)
    for row, text in enumerate(texts):
        words = set(stems(text))
        for column, term in enumerate(terms):
            cover[row, column] = max((likeness(term, word) for word in words), default=0.0)
    return cover


def _neighbours(found: Sequence[Candidate], own: Floats) -> tuple[Floats, Floats]:
    """Return the cover of the sentence before and of the one after each, in the document's order."""
    before, after = np.zeros_like(own), np.zeros_like(own)
    order = sorted(range(len(found)), key=lambda row: (found[row].document.id, found[row].start))
    for left, right in zip(order, order[1:], strict=False):
        if found[left].section == found[right].section:
            before[right], after[left] = own[left], own[right]
    return before, after


def _shared_pairs(question: str, texts: Sequence[str]) -> Floats:
    """Return the share of the question's neighbouring word pairs that each text has."""
    asked = _pairs(question)
    shares = [len(asked & _pairs(text)) / max(1, len(asked)) for text in texts]
    return np.array(shares, dtype=np.float32)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = stems(text)
    return set(zip(words, words[1:], strict=False))


def _shape(question: Question, aspect: Aspect, candidate: Candidate) -> float:
    """Return 1 when the candidate has the kind of thing asked for, and not only the question's own."""
    if aspect.kind is None or aspect.kind.shape is None:
        return 0.0
    asked = question.text.lower()
    found = aspect.kind.shape.finditer(candidate.text)
    return 1.0 if any(match.group().lower() not in asked for match in found) else -1.0


def _label(aspect: Aspect, candidate: Candidate) -> float:
    return float(aspect.kind is not None and candidate.section.label in aspect.kind.labels)
