"""How far a passage supports a statement: its literals, how they go together, and its words."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.binding import is_crossed, is_unbound
from assistant.figures import Figure, absent, figures, is_joined_otherwise
from assistant.literals import ORDINALS, WORDS, missing
from assistant.named import Name, called, names, unnamed
from assistant.order import acts_elsewhere, is_exchanged, is_loose
from assistant.polarity import is_stretched, is_turned
from assistant.talk import is_foreign, is_talk
from assistant.words import ASKING, RELATING, content_terms
from corpus.text import lines, sentences
from corpus.types import Document
from index.danish import likeness, stem, stems, trigrams

WEIGHTS = (4.0, 1.0, 0.5, -3.0)  # of share, trigrams, cosine and weight of words not found
BIAS = -2.6
# On evals/pairs: dev precision .989, recall .705, and none of its 84 false ones with a literal is
# published; held_out .896 and .655, and 7 of 98 are: exchanged words and actors. Up to .6 the
# threshold changes nothing: the rules and the words that are not found decide.
THRESHOLD = 0.5
_MOST_UNITS = 4  # sentences that carry one statement
_SHORT_LINE = 8  # words; of these, as in a list or an address, _MOST_LINES may
_MOST_LINES = 10
_TOO_LITTLE = 0.2  # of the content, word for word: no use in looking closely
_LIKELY = 0.55  # of the content: less is never enough
_LOOKED_AT = 8  # runs of a passage that are looked at closely
_AS_MUCH = 0.1
_GROUPED = 0.9
_HALF = 0.5
_FORM = 0.8
_PART_LETTERS = 4
_ENDING = 3
_BEGINNING = 4
_LIGHT = 0.3  # the weight of a word that only says what kind of thing is told
# What pages label, told in other words: of a group, one word may stand for another.
_GROUPS = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "periode perioden projektperiode projektperioden varighed løber løb kører kørte varer"
        " varede starter startede begynder begyndte slutter sluttede gang foregår tidsramme",
        "kontakt kontakte kontaktes kontaktperson kontaktpersonen telefon telefonnummer ring ringe"
        " skriv skrive mail henvende tlf nummer hedder træffes spørgsmål",
        "målgruppe målgruppen målgrupper rettet henvender gælder omfatter",
        "formål formålet mål målet hensigt hensigten mening meningen sigte",
        "behov brug",
        "bruge bruger benytte benytter anvende anvender",
        "bidrage bidrager medvirke medvirker medvirket",
        "udvikle udvikling",
        "bevilling bevilget afsat",
        "deltage deltager deltagelse med",
        "uddannelse uddannet",
        "anbragt anbringelse anbringelser",
        "motivation motiveret motiverede motiveres",
        "tilbud tilbyder tilbydes tilbyde",
        "formand bordenden formandskab",
        "evaluering evalueringen evalueres evaluerer",
        "finansieret finansierer finansiering",
    )
)
_OTHERS = {
    term: frozenset(other for group in _GROUPS if term in group for other in group)
    for term in frozenset().union(*_GROUPS)
}
# What a page is about, whatever it calls it: none of them tells anything.
_SUBJECTS = frozenset(
    stem(word)
    for word in "initiativ initiativet initiativets projekt projektet indsats indsatsen ordning"
    " ordningen forsøg forsøget tilbud tilbuddet program programmet borger borgere person personer"
    " menneske mennesker blandt andet ifølge mulighed muligt handler drejer følgende".split()
)
# Words of figures, of negation and of degree: they are held to elsewhere.
_DEGREES = """
mio mia kr kroner million millioner milliarder tusind pct procent hverken hverk mindst højst altid
stadig fortsat aldrig både samtidig derudover endvidere frem hele helt
""".split()
_ELSEWHERE = frozenset(stem(word) for word in (*WORDS, *ORDINALS, *_DEGREES))
_LIGHT_WORDS = frozenset(
    stem(word)
    for word in "generelt relativt temmelig konkret konkrete tilsammen samlet begge selv brug brug"
    " klokken kl del dele dækker består indeholder findes fortalt bliver sammen forskellige".split()
)
_REPLY = re.compile(r"^(?:ja|nej|jo)\s*[,.:;!–-]+\s*(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A whole sentence or line of a passage: `document.text[start:end]` is `text`."""

    text: str
    start: int
    end: int
    stems: frozenset[str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A passage in units, the title and the heading over it, and all its stems.

    `small` are the stems of words that it writes in small letters, `called` those
    that it names things by, `runs` the (first, last) units
    that may carry a statement, `repeated` the runs by their text.
    """

    units: tuple[Unit, ...]
    heads: str
    head_stems: frozenset[str]
    stems: frozenset[str]
    small: frozenset[str]
    called: frozenset[str]
    runs: tuple[tuple[int, int], ...]
    repeated: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement, its content stems with their weights, its figures and the words of its names."""

    text: str
    terms: dict[str, float]
    exact: frozenset[str]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    trigrams: frozenset[str]

    def has_its_literals_in(self, places: Sequence[Source]) -> bool:
        """Return whether every literal of it stands in one of the passages."""
        texts = ["\n".join([*(unit.text for unit in one.units), one.heads]) for one in places]
        written = "\n".join(texts)
        stems = frozenset(stem for one in places for stem in one.stems | one.head_stems)
        held = [figure for one in places for unit in one.units for figure in unit.figures]
        return not (
            missing(self.text, written)
            or absent(self.figures, held)
            or unnamed(self.names, written, stems)
        )


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a passage carries a statement, and where; `share` is of the content that it has."""

    is_carried: bool
    is_contradicted: bool
    share: float
    start: int = 0
    end: int = 0


Values = tuple[float, float, float, float]
"""What the score is made of, in the order of WEIGHTS."""


RunShare = tuple[float, int, int]
"""A share of the content, and the first and the last unit of the run that has it."""


@dataclass(frozen=True, slots=True)
class Run:
    """The units of a passage from `first` to `last`, and how they fare as a source of a statement.

    `share` is of the statement's content; `is_wrong` tells that they say something else.
    """

    first: int
    last: int
    share: float
    values: Values
    is_wrong: bool


def stated(text: str, known: frozenset[str], called: frozenset[str] = frozenset()) -> Stated:
    """Return a statement as it is held to passages; 'Ja, ' before it says nothing of its own."""
    text = _REPLY.sub("", text)
    terms = {
        term: _LIGHT if term in ASKING | RELATING | _LIGHT_WORDS else 1.0
        for term in content_terms(text)
        if not term[0].isdigit() and term not in _ELSEWHERE
    }
    grams = frozenset(trigrams(" ".join(terms)))
    found = tuple(names(text, known, called))
    return Stated(text, terms, frozenset(terms), figures(text), found, grams)


@lru_cache(maxsize=256)
def _unit(text: str, start: int, end: int) -> Unit:
    return Unit(text, start, end, frozenset(content_terms(text)), figures(text))


def sources(document: Document, start: int, end: int) -> Source:
    """Return what a passage of a document holds."""
    about = next((one.about for one in document.sections if one.start <= start < one.end), "")
    return _source(document.text[start:end], start, f"{document.title}\n{about}", document.title)


@lru_cache(maxsize=64)  # each part of an answer, as it is written, is held to the same few
def _source(text: str, start: int, heads: str, title: str) -> Source:
    units = []
    for first, last in lines(text):
        for left, right in sentences(text, first, last):
            units.append(_unit(text[left:right], start + left, start + right))
    small = re.findall(r"(?<![\w-])[a-zæøåé]+(?![\w-])", text)
    runs = _runs(units)
    return Source(
        tuple(units),
        heads,
        frozenset(content_terms(heads)),
        frozenset(stem for unit in units for stem in unit.stems),
        frozenset(content_terms(" ".join(small))),
        called(title, text),
        runs,
        {_plain(_text(units, *run)): run for run in reversed(runs)},
    )


def support(one: Stated, source: Source, cosines: NDArray[np.float32]) -> Support:
    """Return the shortest run of whole sentences or lines that carries a statement.

    A run that the statement repeats word for word carries it, whatever it holds. A run that
    contradicts it keeps the others from carrying it, unless it shares less of the content.
    """
    if repeated := source.repeated.get(_plain(one.text)):
        return _found(source, Run(*repeated, 1.0, (1.0, 1.0, 1.0, 0.0), False))
    rough = sum(one.terms[term] for term in one.terms if term in source.stems | source.head_stems)
    if rough < _TOO_LITTLE * sum(one.terms.values()) and not one.figures:
        return Support(False, False, rough / sum(one.terms.values()))
    shares = run_shares(one, source)
    runs = allowed(one, source, cosines, shares)
    best = max((run.share for run in runs), default=0.0)
    is_contradicted = any(run.is_wrong and run.share >= best - _AS_MUCH for run in runs)
    if not is_contradicted:
        for run in runs:
            is_enough = not run.is_wrong and score(run) >= THRESHOLD
            text = _text(source.units, run.first, run.last)
            if is_enough and not _is_of_another(one, text):
                return _found(source, run)
    most = max((share for share, _, _ in shares), default=0.0)
    return Support(False, is_contradicted, most)


def allowed(
    one: Stated, source: Source, cosines: NDArray[np.float32], shares: Sequence[RunShare]
) -> list[Run]:
    """Return the runs that have all literals of a statement, shortest first, best first."""
    if is_foreign(one.text) or is_talk(one.text) or not one.terms:
        return []
    ranked = sorted(shares, key=lambda item: (-round(item[0], 2), item[2] - item[1]))[:_LOOKED_AT]
    found = []
    least = ranked[0][0] - _AS_MUCH if ranked else 0.0
    likely = [item for item in ranked if item[0] >= min(least, _LIKELY)]
    for share, first, last in sorted(likely, key=lambda item: (item[2] - item[1], -item[0])):
        text = _text(source.units, first, last)
        if not _lacks(one, source, first, last, text):
            near = float(cosines[first : last + 1].max(initial=0.0))
            values = _values(one, text, share, near)
            found.append(Run(first, last, share, values, is_wrong(one, source, text)))
    return found


def is_wrong(one: Stated, source: Source, text: str) -> bool:
    """Return whether a text has the literals of a statement, and says something else of them."""
    bound = frozenset(name.text for name in one.names)
    whole = "\n".join(unit.text for unit in source.units)
    return (
        is_turned(one.text, text)
        or is_joined_otherwise(one.text, text)
        or is_stretched(one.text, f"{source.heads}\n{text}")
        or is_unbound(one.text, text, bound)
        or is_crossed(one.text, whole, bound)
        or is_exchanged(one.text, text)
        or (bool(one.figures or one.names) and _is_ajar(one.text, text))
    )


def _is_of_another(one: Stated, text: str) -> bool:
    """Return whether a sentence tells of something else what a statement tells.

    What a statement is about comes first in it; a line of a list or a field names it above.
    """
    named = {stem for name in one.names for stem in stems(name.text)}
    about = next((term for term in one.terms if term not in _SUBJECTS | named), "")
    is_line = re.search(r"[.!?]$", text, re.MULTILINE) is None
    return bool(about) and not is_line and _most_alike(about, frozenset(stems(text))) < _HALF


def _is_ajar(statement: str, text: str) -> bool:
    return acts_elsewhere(statement, text) or is_loose(statement, text)


def _lacks(one: Stated, source: Source, first: int, last: int, text: str) -> bool:
    """Return whether a literal of a statement does not stand in a run of a passage.

    Proper names may stand over it, in the title or the heading.
    """
    held = [figure for unit in source.units[first : last + 1] for figure in unit.figures]
    stems = frozenset(stem for unit in source.units[first : last + 1] for stem in unit.stems)
    return bool(
        absent(one.figures, held)
        or missing(one.text, text)
        or unnamed(one.names, f"{text}\n{source.heads}", stems | source.head_stems)
    )


def _runs(units: Sequence[Unit]) -> tuple[tuple[int, int], ...]:
    """Return the (first, last) units of the runs that may carry a statement, shortest first."""
    short = [len(unit.text.split()) <= _SHORT_LINE for unit in units]
    return tuple(
        (first, first + size - 1)
        for size in range(1, _MOST_LINES + 1)
        for first in range(len(units) - size + 1)
        if size <= _MOST_UNITS or all(short[first + 1 : first + size])
    )


def _text(units: Sequence[Unit], first: int, last: int) -> str:
    return "\n".join(unit.text for unit in units[first : last + 1])


def _plain(text: str) -> str:
    text = re.sub(r"[\s\u00a0]+", " ", text).strip()
    return re.sub(r"^[•*–·-]\s+", "", text).rstrip(".:;,")


def run_shares(one: Stated, source: Source) -> list[RunShare]:
    """Return how much of a statement's content each run of a passage has."""
    held = [(weight, _unit_shares(term, source)) for term, weight in one.terms.items()]
    whole = sum(one.terms.values()) or 1.0
    return [
        (sum(weight * max(units[first : last + 1]) for weight, units in held) / whole, first, last)
        for first, last in source.runs
    ]


def _unit_shares(term: str, source: Source) -> list[float]:
    """Return how much of a term stands in each unit, or over it."""
    if term in _SUBJECTS:
        return [1.0] * len(source.units)
    over = _alike_or_grouped(term, source.head_stems)
    return [max(over, _alike_or_grouped(term, unit.stems)) for unit in source.units]


def _alike_or_grouped(term: str, stems: frozenset[str]) -> float:
    near = _most_alike(term, stems)
    if near < _GROUPED and not _OTHERS.get(term, frozenset()).isdisjoint(stems):
        return _GROUPED
    return near


@lru_cache(maxsize=50_000)
def _most_alike(term: str, stems: frozenset[str]) -> float:
    if term in stems:
        return 1.0
    return max((_alike(term, one) for one in stems), default=0.0)


@lru_cache(maxsize=200_000)
def _alike(term: str, other: str) -> float:
    """Return how far a stem of a statement is said by one of the source.

    A compound says its parts, and a part says half of the compound; forms of one word begin alike.
    """
    if len(term) >= _PART_LETTERS and (other.startswith(term) or other.endswith(term)):
        return 1.0
    if len(other) >= _PART_LETTERS and (term.startswith(other) or term.endswith(other)):
        return 1.0 if len(term) - len(other) <= _ENDING and term.startswith(other) else _HALF
    begins = min(len(term), len(other), _BEGINNING)
    if term[:begins] == other[:begins] and likeness(term, other) >= _FORM:
        return _FORM
    return 0.0


def _values(one: Stated, text: str, share: float, cosine: float) -> Values:
    grams = _trigrams(text)
    overlap = len(one.trigrams & grams) / max(1, len(one.trigrams))
    return share, overlap, cosine, (1 - share) * sum(one.terms.values())


@lru_cache(maxsize=4_096)
def _trigrams(text: str) -> frozenset[str]:
    return frozenset(trigrams(text))


def score(run: Run) -> float:
    """Return the chance that a run supports the statement, 0 to 1."""
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, run.values, strict=True))
    return 1 / (1 + math.exp(-logit))


def _found(source: Source, run: Run) -> Support:
    start, end = source.units[run.first].start, source.units[run.last].end
    return Support(True, False, run.share, start, end)
