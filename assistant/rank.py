"""The sentences of the passages found, ranked as answers to one aspect of a question."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.evidence import Evidence, Floats
from assistant.question import Aspect, Question
from corpus.text import sentences
from corpus.types import Block, Document, Label, Section
from index.danish import likeness, stems, trigrams
from index.types import Hit

PASSAGES = 8  # on XQuAD-da the right passage is among the first eight for .99 of the questions
OFFICIAL = 0.7  # what a word of the thesaurus counts beside the word that was typed

FEATURES = (
    "hit", "own", "with_before", "with_after", "with_heading", "before", "mass", "cosine",
    "shape", "label", "length", "name", "trigrams",
)  # fmt: skip
# A conditional logit over each question's candidates (`python -m evals.calibrate`). The right
# sentence is first, or among the first three: XQuAD-da .74, .90; invented pages .56, .76; held out
# .50, .69.
WEIGHTS = np.array(
    [6.4, -0.8, 1.3, 0.4, 4.3, 0.3, 1.2, 0.3, 1.3, 2.4, -0.8, 2.0, 1.8], dtype=np.float32
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or an item of a list, that may answer: `text == document.text[start:end]`."""

    document: Document
    section: Section
    block: Block
    start: int
    end: int
    hit: Hit

    @property
    def text(self) -> str:
        """The candidate's own words."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates with their scores, best first, and what the best evidence covers.

    `cover` has shape (candidates, terms): how much of each term of the question a candidate has,
    its title and heading included. `values` has shape (candidates, FEATURES).
    """

    candidates: tuple[Candidate, ...]
    scores: Floats
    cover: Floats
    values: Floats

    @property
    def name(self) -> Floats:
        """Return how much of the subject is in each candidate's title, shape (candidates,)."""
        return self.values[:, FEATURES.index("name")]

    @property
    def chances(self) -> Floats:
        """Return how likely each candidate is the answer, shape (candidates,); sums to 1."""
        likely = np.exp(self.scores - self.scores.max(initial=0.0))
        return np.asarray(likely / max(float(likely.sum()), 1e-9), dtype=np.float32)

    def only(self, fits: Callable[[Candidate], bool]) -> "Ranking":
        """Return the ranking without the candidates that do not fit."""
        rows = [row for row, candidate in enumerate(self.candidates) if fits(candidate)]
        kept = tuple(self.candidates[row] for row in rows)
        return Ranking(kept, self.scores[rows], self.cover[rows], self.values[rows])


def candidates(
    hits: Sequence[Hit], documents: Mapping[str, Document], labels: Collection[Label] = ()
) -> list[Candidate]:
    """Return the sentences of the best PASSAGES hits in the order of the hits, each once.

    Then those of the sections with one of `labels` in the best hit's document: a field of a few
    words is seldom a hit by itself.
    """
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits[:PASSAGES]:
        document = documents[hit.passage.document]
        for section in document.sections:
            for item in _sentences(document, section, hit):
                if hit.passage.start <= item.start and item.end <= hit.passage.end:
                    found.setdefault((document.id, item.start), item)
    for hit in hits[:1]:
        document = documents[hit.passage.document]
        for section in document.sections:
            if section.label in labels:
                for item in _sentences(document, section, hit):
                    found.setdefault((document.id, item.start), item)
    return list(found.values())


def rank(
    question: Question, aspect: Aspect, found: Sequence[Candidate], evidence: Evidence
) -> Ranking:
    """Return the candidates, best first."""
    rarity = np.array([evidence.idf(term) for term in question.terms], dtype=np.float32)
    cosines = evidence.cosines([candidate.text for candidate in found])
    values, cover = features(question, aspect, found, rarity, cosines)
    scores = values @ WEIGHTS
    order = np.argsort(-scores, kind="stable")
    return Ranking(tuple(found[row] for row in order), scores[order], cover[order], values[order])


def features(
    question: Question,
    aspect: Aspect,
    found: Sequence[Candidate],
    rarity: Floats,
    cosines: Floats,
) -> tuple[Floats, Floats]:
    """Return the features of every candidate, shape (candidates, FEATURES), and their cover."""
    own = _cover(question, [candidate.text for candidate in found])
    heading = _cover(question, [f"{item.document.title} {item.section.heading}" for item in found])
    before, after = _neighbours(found, own)
    name = _cover(question, [item.document.title for item in found])
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
        np.array([_shape(question, aspect, candidate) for candidate in found]),
        np.array([_label(aspect, candidate) for candidate in found]),
        np.minimum(lengths, 30) / 30,
        name @ about,
        _shared_trigrams(question.text, [candidate.text for candidate in found]),
    )
    return np.stack(columns, axis=1).astype(np.float32), np.maximum(own, heading)


def _sentences(document: Document, section: Section, hit: Hit) -> list[Candidate]:
    return [
        Candidate(document, section, block, start, end, hit)
        for block in section.blocks
        for start, end in (
            sentences(document.text, block.start, block.end)
            if block.kind == "paragraph"
            else [(block.start, block.end)]
        )
    ]


def _cover(question: Question, texts: Sequence[str]) -> Floats:
    """Return how alike each term is to the nearest word of each text, shape (texts, terms)."""
    cover = np.zeros((len(texts), len(question.terms)), dtype=np.float32)
    seen: dict[str, Floats] = {}
    for row, text in enumerate(texts):
        if text not in seen:
            seen[text] = _likenesses(question, set(stems(text)))
        cover[row] = seen[text]
    return cover


def share_named(question: Question, name: str) -> float:
    """Return the share of the question's subject that stands in a name, 0 to 1."""
    found = dict(zip(question.terms, _likenesses(question, set(stems(name))), strict=True))
    return sum(float(found[term]) for term in question.subject) / max(1, len(question.subject))


def _likenesses(question: Question, words: Set[str]) -> Floats:
    found = np.zeros(len(question.terms), dtype=np.float32)
    for column, term in enumerate(question.terms):
        typed = max((likeness(term, word) for word in words), default=0.0)
        official = any(other in words for other in question.official.get(term, ()))
        found[column] = max(typed, OFFICIAL * official)
    return found


def _neighbours(found: Sequence[Candidate], own: Floats) -> tuple[Floats, Floats]:
    """Return the cover of the sentence before each one and of the one after it."""
    before, after = np.zeros_like(own), np.zeros_like(own)
    order = sorted(range(len(found)), key=lambda row: (found[row].document.id, found[row].start))
    for left, right in pairwise(order):
        if found[left].section == found[right].section:
            before[right], after[left] = own[left], own[right]
    return before, after


def _shared_trigrams(question: str, texts: Sequence[str]) -> Floats:
    """Return the share of the question's character trigrams that each text has."""
    asked = set(trigrams(question))
    shares = [len(asked.intersection(trigrams(text))) / max(1, len(asked)) for text in texts]
    return np.array(shares, dtype=np.float32)


def has_shape(question: Question, aspect: Aspect, candidate: Candidate) -> bool:
    """Return whether the candidate has what is asked for, and not only the question's own."""
    if aspect.kind is None or aspect.kind.shape is None:
        return False
    asked = question.text.lower()
    found = aspect.kind.shape.finditer(candidate.text)
    return any(match.group().lower() not in asked for match in found)


def _shape(question: Question, aspect: Aspect, candidate: Candidate) -> float:
    if aspect.kind is None or aspect.kind.shape is None:
        return 0.0
    return 1.0 if has_shape(question, aspect, candidate) else -1.0


def _label(aspect: Aspect, candidate: Candidate) -> float:
    return float(aspect.kind is not None and candidate.section.label in aspect.kind.labels)
