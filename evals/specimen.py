"""A small invented corpus before and after a change, and what an index of it answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from corpus.structure import parse
from corpus.types import Document, Source
from index import verify
from index.build import build, fill_store, held, is_current
from index.danish import stems
from index.embed import Vectors
from index.expansion import expand
from index.retrieve import Retriever, StoreError, open_index
from index.version import IndexDamagedError, IndexMissingError

State = Literal["old", "new"]
Found = Literal["old", "new", "missing", "damaged", "other"]

DIMENSION = 64
# Of two passages each: more than the 1,000 rows after which Chroma writes its HNSW files, and more
# documents than those from which a first index is made by several processes.
DOCUMENTS = 550
_CHANGED, _LEFT_OUT = 10, 25  # every tenth says something new, every 25th comes or goes
QUESTIONS = ("Hvem kan få hjælp til bolig?", "Hvad er afsat i anden runde?", "Hvad er tilbuddet?")
_THINGS = "bolig arbejde skole sundhed økonomi familie fritid gæld netværk uddannelse".split()
_HITS = 10
_SAMPLE = 48  # vectors that the store is asked for
_PLACES = 5  # decimals of a score; sums come in another order in an index that grew


class Hashed:
    """An Embedder by hashing each stem to one of DIMENSION places: the same in every process."""

    model_name = "hashed"
    digest = "hashed 1"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts."""
        return np.stack([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the unit vector of a text."""
        vector = np.zeros(DIMENSION, dtype=np.float32)
        for stem in stems(text):
            digest = hashlib.sha256(stem.encode()).digest()
            vector[digest[0] % DIMENSION] += 1 + digest[1] / 256
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)

    def probe(self) -> Vectors:
        """Return the vector of a fixed sentence."""
        return self.question("Hvem kan få hjælp?")


EMBEDDING = Hashed()


@dataclass(frozen=True, slots=True)
class Seen:
    """What an index was found to be.

    `content` is the digest of all its passages with their vectors, `hits` the ids and scores of
    what QUESTIONS find, `fault` what is wrong, `store` whether Chroma's was used, `left` how many
    unfinished versions lie about.
    """

    found: Found
    content: str = ""
    hits: tuple[tuple[str, float], ...] = ()
    fault: str = ""
    store: bool = False
    left: int = 0

    def is_like(self, other: "Seen") -> bool:
        """Return whether two indexes hold and answer the same."""
        pairs = zip(self.hits, other.hits, strict=False)
        near = all(a == b and abs(x - y) < 10**-_PLACES * 2 for (a, x), (b, y) in pairs)
        return near and self.content == other.content and len(self.hits) == len(other.hits)


@cache
def pages(state: State, count: int = DOCUMENTS) -> tuple[Document, ...]:
    """Return the documents before the change, or after it."""
    rest = 0 if state == "old" else _LEFT_OUT // 2
    return tuple(_page(number, state) for number in range(count) if number % _LEFT_OUT != rest)


def load() -> None:
    """Have all ready that is the same in every process: the documents, and the words of a search.

    To make an index and to look at it takes half as long with these at hand.
    """
    pages("old")
    _sources()
    for question in QUESTIONS:
        expand(question)


def make(state: State, folder: Path, count: int = DOCUMENTS) -> None:
    """Bring the index in `folder` to a state, without its store."""
    build(pages(state, count), folder, EMBEDDING)


def make_all(state: State, folder: Path) -> None:
    """Bring the index in `folder` to a state, with its store."""
    make(state, folder)
    fill_store(folder, EMBEDDING)


def look(folder: Path) -> Seen:
    """Return what the index in `folder` is, asked everything; `found` is not told old from new."""
    left = len(list(folder.glob("building-*")))
    try:
        is_current(_sources(), folder, EMBEDDING)
        retriever = open_index(folder, EMBEDDING)
    except IndexMissingError:
        return Seen("missing", left=left)
    except IndexDamagedError as error:
        return Seen("damaged", fault=str(error), left=left)
    path = retriever.opened.path
    fault = verify.fault_of(path)
    exact = _hits(retriever)
    fault, is_used = (fault, False) if fault else _ask_store(retriever)
    if not fault and is_used and _hits(retriever)[:3] != exact[:3]:
        fault = "the store answers otherwise"
    return Seen("other", _content(retriever), exact, fault, is_used, left)


def told(seen: Seen, known: Mapping[State, Seen]) -> Seen:
    """Return what was seen with the state that it is like, if it is."""
    alike: list[State] = [state for state, other in known.items() if seen.is_like(other)]
    return replace(seen, found=alike[0]) if seen.found == "other" and alike else seen


@cache
def _sources() -> tuple[Source, ...]:
    return tuple(held(pages("new")))


def _ask_store(retriever: Retriever) -> tuple[str, bool]:
    """Give the retriever its store, if that is sound; return what is wrong, and whether it is used.

    A store that is refused is no fault: vectors are searched without it.
    """
    from index.store import Store, is_sound  # Chroma takes a second to load

    opened = retriever.opened
    if not is_sound(opened.path):
        return "", False
    try:
        store = Store(opened.path, opened.keys)
        sample = opened.dense.vectors[:: max(1, len(opened.keys) // _SAMPLE)]
        found = verify.recall(opened.dense, sample, store.nearest)
    except StoreError:
        return "", False
    retriever.attach(store)
    return "" if found >= verify.RECALL else f"the store finds {found:.3f}", True


def _hits(retriever: Retriever) -> tuple[tuple[str, float], ...]:
    found = (hit for question in QUESTIONS for hit in retriever.hits(question, _HITS))
    return tuple((hit.passage.id, round(hit.score, _PLACES)) for hit in found)


def _content(retriever: Retriever) -> str:
    """Return the digest of all that is published: documents, passages, vectors, words, names."""
    opened, digest = retriever.opened, hashlib.sha256()
    for row in range(len(opened.passages)):
        digest.update(f"{opened.passages.at(row)}".encode())
    for document in opened.documents.all():
        digest.update(document.text.encode())
    digest.update(np.ascontiguousarray(opened.dense.vectors).tobytes())
    digest.update(f"{opened.vocabulary.size} {sorted(opened.names.texts)}".encode())
    return digest.hexdigest()


def _page(number: int, state: State) -> Document:
    random = Random(number)
    about = ["".join(random.choices("bdfgklmnrst", k=2)) + "e" + str(number) for _ in range(2)]
    thing = _THINGS[number % len(_THINGS)]
    round_ = "anden" if state == "new" and not number % _CHANGED else "første"
    text = (
        f"Tilbud {about[0]}\n\n"
        f"Målgruppe:\n\nTilbuddet er for borgere med behov for {thing} og {about[1]}.\n\n"
        f"Finansiering:\n\nDer er afsat {number} mio. kr. til {thing} i {round_} runde.\n"
    )
    return parse(f"tilbud-{number:04}", text)
