"""The sentences of the passages found, ranked as answers to one question."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat

import numpy as np

from assistant import lists
from assistant.counted import is_counted
from assistant.evidence import Evidence, Floats, Search
from assistant.guard import is_instruction
from assistant.headed import says_of_each
from assistant.leaning import meant
from assistant.municipalities import likeness_of_town, places
from assistant.question import Question
from corpus.parts import stated_in
from corpus.text import sentences
from corpus.types import Block, Document, Label, Section
from index.danish import likeness, stem, stems, trigrams, word_trigrams, words
from index.types import Hit

PASSAGES = 8  # on XQuAD-da the right passage is among the first eight for .99 of the questions
MARKER = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")  # an item's number is no number of what it says
_WORD = re.compile(r"\w+")
_WRAP = re.compile(r"\s*\n\s*")  # 'senest' may end a line, and '6 uger' begin the next
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")  # no number counts what the next one is of
_YES_NO = re.compile(r"\W*(?:er|har|kan|må|skal|får|bliver) ", re.IGNORECASE)
_FAR = 0.3  # cosine of two words that have nothing to do with each other
# What a word counts that is only told, beside one that is asked. Chosen by the same 620 questions
# that it is told by, all of other pages: 398 are right with it, 395 with .5, and 393 where what is
# told counts as much everywhere. So few may be chance.
_TOLD = 0.3
OFFICIAL = 0.7  # what a word of the thesaurus counts beside the word that was typed

FEATURES = (
    "hit", "own", "with_before", "with_after", "with_heading", "before", "mass", "cosine",
    "shape", "label", "length", "name", "trigrams", "scope", "rest", "rest_heading", "near",
    "near_before", "cosine_rest", "first", "counted", "listed",
)  # fmt: skip
# A conditional logit over each question's candidates (`python -m evals.calibrate`). The right
# sentence is first, or among the first three: XQuAD-da .73, .89; shipped .71, .83; invented pages
# .60, .78; held out .65, .82.
WEIGHTS = np.array(
    [
        5.3, -1.4, 0.4, 0.6, 2.7, 0.3, 1.8, -1.0, 1.3, 2.0, -0.7,
        0.6, 1.6, 1.7, 0.2, 0.9, 1.3, 1.4, 1.6, 0.6, 0.8, 0.4,
    ],
    dtype=np.float32,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or an item of a list, that may answer: `text == document.text[start:end]`.

    `score` is that of the hit it was found in.
    """

    document: Document
    section: Section
    block: Block
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The candidate's own words."""
        return self.document.text[self.start : self.end]

    @property
    def label(self) -> Label | None:
        """What its section is about, or in a part with fields of its own the field."""
        if self.section.label or not self.section.heading:
            return self.section.label
        return stated_in(self.document.text, self.block)[0]


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
    is_apart: bool = False  # items of lists are told one by one

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
        kept, cover = tuple(self.candidates[row] for row in rows), self.cover[rows]
        return Ranking(kept, self.scores[rows], cover, self.values[rows], self.is_apart)


def candidates(
    question: Question, hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the sentences of the best PASSAGES hits in the order of the hits, each once.

    Then those of the sections with the kind's labels in the best hit's document: a field of a few
    words is seldom a hit by itself. Then all of the pages about the initiative that is named; where
    several are named, no others.
    """
    found: dict[tuple[str, int], Candidate] = {}
    named = {scope.document for scope in question.scopes}
    labels = question.kind.labels if question.kind else ()
    for rank, hit in enumerate(hits):
        document = documents[hit.passage.document]
        if rank >= PASSAGES or (question.is_one_of_many and document.id not in named):
            continue
        first, last = hit.passage.start, hit.passage.end
        for section in document.sections:
            is_asked = rank == 0 and bool(labels)
            blocks = [one for one in section.blocks if is_asked or _meets(one, first, last)]
            for item in _sentences(document, section, hit.score, blocks):
                inside = first <= item.start and item.end <= last
                if inside or (is_asked and item.label in labels):
                    found.setdefault((document.id, item.start), item)
    lowest = min((hit.score for hit in hits), default=0.0)
    for id in sorted(named):
        for section in documents[id].sections:
            for item in _sentences(documents[id], section, lowest, section.blocks):
                found.setdefault((id, item.start), item)
    return list(found.values())


def all_sentences(document: Document) -> list[Candidate]:
    """Return every sentence of a page as a candidate, whether or not a hit holds it."""
    return [
        item
        for section in document.sections
        for item in _sentences(document, section, 0.0, section.blocks)
    ]


def rank(question: Question, found: Sequence[Candidate], evidence: Evidence) -> Ranking:
    """Return the candidates, best first."""
    values, covered = features(question, found, evidence.search)
    scores = values @ WEIGHTS
    order = np.argsort(-scores, kind="stable")
    kept = tuple(found[row] for row in order)
    return Ranking(kept, scores[order], covered[order], values[order])


def features(
    question: Question, found: Sequence[Candidate], search: Search
) -> tuple[Floats, Floats]:
    """Return the features of every candidate, shape (candidates, FEATURES), and their cover."""
    texts = [candidate.text for candidate in found]
    said = [words(text) for text in texts]
    rarity = _rarity(question, question.terms, search)
    own = _cover(question, whole := [meant(question.text, item) for item in found])
    heading = _cover(question, [f"{item.document.title} {item.section.about}" for item in found])
    name = _cover(question, [item.document.title for item in found])
    before, after = _neighbours(found, own)
    near = _near(question, said, search)
    near_before, _ = _neighbours(found, near[:, None])
    share = rarity / max(float(rarity.sum()), 1e-6)
    best = max((candidate.score for candidate in found), default=1.0) or 1.0
    lengths = np.array([len(text.split()) for text in texts], dtype=np.float32)
    about, rest = _shares(question, rarity)
    columns = (
        np.array([candidate.score / best for candidate in found]),
        own @ share,
        np.maximum(own, before) @ share,
        np.maximum(own, after) @ share,
        np.maximum(own, heading) @ share,
        before @ share,
        own @ rarity / 10,
        search.cosines(question.asked if question.told else question.search_text, texts),
        np.array([_shape(question, candidate) for candidate in found]),
        np.array([_label(question, candidate) for candidate in found]),
        np.minimum(lengths, 30) / 30,
        name @ about,
        _shared_trigrams(question.asked or question.text, said),
        np.array([float(in_scope(question, candidate)) for candidate in found]),
        own @ rest,
        np.maximum(own, heading) @ rest,
        near,
        near_before[:, 0],
        search.cosines(" ".join(_asked_words(question)), texts),
        np.array([_is_first(candidate) for candidate in found]),
        np.array([counts(question, text) for text in whole]),
        np.array([_is_listed(question, candidate) for candidate in found]),
    )
    return np.stack(columns, axis=1).astype(np.float32), np.maximum(own, heading)


def _rarity(question: Question, terms: Iterable[str], search: Search) -> Floats:
    """Return how much each term says by its rarity, less where it is only told."""
    found = [search.idf(term) * (_TOLD if term in question.told else 1.0) for term in terms]
    return np.array(found, dtype=np.float32)


def _shares(question: Question, rarity: Floats) -> tuple[Floats, Floats]:
    """Return each term's share of the subject, and of the rest, by rarity; shape (terms,) both."""
    subject = np.array([term in question.subject for term in question.terms], dtype=np.float32)
    rest = np.array([term in question.rest for term in question.terms], dtype=np.float32)
    return (
        rarity * subject / max(float((rarity * subject).sum()), 1e-6),
        rarity * rest / max(float((rarity * rest).sum()), 1e-6),
    )


def _rest_words(question: Question) -> list[str]:
    """Return the words of the question that do not name the initiative, as typed."""
    found = [word for word in dict.fromkeys(words(question.text)) if stem(word) in question.rest]
    return found or words(question.text)[:1] or ["?"]


def _asked_words(question: Question) -> list[str]:
    """Return those of them that are not only told, all where all are."""
    rest = _rest_words(question)
    return [word for word in rest if stem(word) not in question.told] or rest


def _near(question: Question, said: Sequence[Sequence[str]], search: Search) -> Floats:
    """Return how near the words of the rest are to a word of each text, weighted by rarity.

    Shape (texts,), 0 to 1: the late interaction of ColBERT (Khattab & Zaharia 2020) over the
    vectors of single words.
    """
    asked = _rest_words(question)
    weights = _rarity(question, map(stem, asked), search)
    vocabulary = list(dict.fromkeys(chain.from_iterable(said))) or ["?"]
    column = {word: place for place, word in enumerate(vocabulary)}
    alike = np.clip((search.alike(asked, vocabulary) - _FAR) / (1 - _FAR), 0.0, 1.0)
    found = np.zeros(len(said), dtype=np.float32)
    for row, some in enumerate(said):
        if columns := [column[word] for word in some]:
            found[row] = float(alike[:, columns].max(axis=1) @ weights)
    return found / max(float(weights.sum()), 1e-6)


def _meets(block: Block, start: int, end: int) -> bool:
    """Return whether a block has a part between two offsets."""
    return block.start < end and start < block.end


def _sentences(
    document: Document, section: Section, score: float, blocks: Sequence[Block]
) -> list[Candidate]:
    return [
        Candidate(document, section, block, start, end, score)
        for block in blocks
        if not _is_order(document.text[block.start : block.end])
        for start, end in (
            sentences(document.text, block.start, block.end)
            if block.kind == "paragraph"
            else [(block.start, block.end)]
        )
    ]


@lru_cache(maxsize=100_000)
def _is_order(text: str) -> bool:
    """Return whether a block addresses the assistant; all of it is left out then."""
    return is_instruction(text)


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


def cover(question: Question, term: str, text: str) -> float:
    """Return how alike a term of the question is to the nearest word of a text, 0 to 1."""
    found = _likenesses(question, set(stems(text)))
    return float(found[question.terms.index(term)])


def _likenesses(question: Question, stated: Set[str]) -> Floats:
    found, towns = np.zeros(len(question.terms), dtype=np.float32), question.names & places()
    for column, term in enumerate(question.terms):
        alike = map(likeness, repeat(term), stated)
        typed = likeness_of_town(term, stated) if term in towns else max(alike, default=0.0)
        official = question.official.get(term, ())
        is_said = any(stated >= set(others.split()) for others in official)
        found[column] = max(typed, OFFICIAL * is_said)
    return found


def _neighbours(found: Sequence[Candidate], own: Floats) -> tuple[Floats, Floats]:
    """Return the cover of the sentence before each one and of the one after it."""
    before, after = np.zeros_like(own), np.zeros_like(own)
    order = sorted(range(len(found)), key=lambda row: (found[row].document.id, found[row].start))
    for left, right in pairwise(order):
        if found[left].section == found[right].section:
            before[right], after[left] = own[left], own[right]
    return before, after


def _shared_trigrams(question: str, said: Sequence[Sequence[str]]) -> Floats:
    """Return the share of the question's character trigrams that the words of each text have."""
    asked = frozenset(trigrams(question))
    shared = {word: asked.intersection(word_trigrams(word)) for word in set(chain(*said))}
    found = [frozenset().union(*map(shared.__getitem__, some)) for some in said]
    return np.array([len(some) / max(1, len(asked)) for some in found], dtype=np.float32)


def has_shape(question: Question, candidate: Candidate) -> bool:
    """Return whether the candidate has what is asked for, and not only the question's own."""
    if question.kind is None or question.kind.shape is None:
        return False
    text = _WRAP.sub(" ", MARKER.sub("", candidate.text))
    found = question.kind.shape.finditer(text)
    # 'Hvad viste …?' is answered by what '… viste', 'Er der ventetid?' by 'Ventetid: …'.
    is_yes_no = _YES_NO.match(question.text) is not None  # 'Kan man være anonym?'
    if question.kind_name == "finding" or question.kind.sufficient or is_yes_no:
        return any(found) or says_of_each(question.kind, candidate.section)
    asked = question.text.lower()
    alone = frozenset(_WORD.findall(asked))  # 'når' is not said in 'hvornår'
    said = (match.group().lower() for match in found)
    return any(text not in (alone if text.isalpha() else asked) for text in said)


def _shape(question: Question, candidate: Candidate) -> float:
    if question.kind is None or question.kind.shape is None:
        return 0.0
    return 1.0 if has_shape(question, candidate) else -1.0


def _label(question: Question, candidate: Candidate) -> float:
    return float(question.kind is not None and candidate.label in question.kind.labels)


def in_scope(question: Question, candidate: Candidate) -> bool:
    """Return whether the candidate stands in a place of the initiative asked about."""
    return any(scope.holds(candidate.document.id, candidate.start) for scope in question.scopes)


def counts(question: Question, text: str) -> float:
    """Return how alike what a number counts in the text is to what 'hvor mange' asks for, 0 to 1.

    0 where nothing is counted.
    """
    if question.counted is None:
        return 0.0
    parts = map(words, _SENTENCE.split(MARKER.sub("", text)))
    # The last word of an official phrase is the thing: 'udsatte voksne'.
    official = {one.split()[-1] for one in question.official.get(question.counted, ())}
    return max(
        (
            max(likeness(question.counted, stem(word)), OFFICIAL * (stem(word) in official))
            for said in parts
            for place, word in enumerate(said)
            if is_counted(said, place)
        ),
        default=0.0,
    )


def _is_listed(question: Question, candidate: Candidate) -> float:
    """Return whether a list is asked for and the candidate leads, belongs to or holds one."""
    if question.kind_name != "list":
        return 0.0
    return float(bool(lists.statements(candidate.document, candidate.section, candidate.start)))


def _is_first(candidate: Candidate) -> float:
    blocks = candidate.section.blocks
    return float(bool(blocks) and candidate.start <= blocks[0].start)
