"""Questions -> what became of them, each asked through `Assistant.ask` as a user's would be."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Protocol
from weakref import finalize

from assistant.assistant import Assistant
from assistant.library import Library
from assistant.model import Model
from assistant.types import Answer, Audience, Turn
from corpus.structure import parse
from corpus.types import Document
from evals.scores import score
from evals.types import Asked, Question, Scored
from index import version
from index.assemble import Assembly
from index.build import held
from index.chunk import chunk
from index.embed import Embedder
from index.expansion import ALL, Sources
from index.names import Names
from index.opened import opened
from index.retrieve import TOP_K, Retriever
from index.types import Hit, Passage
from index.vocabulary import Vocabulary

# The day on which a question without `as_of` is asked, so that scores do not change with the day.
AS_OF = date(2024, 6, 1)
SECONDS = 30.0  # an answer that takes longer is wrong

Tell = Callable[[int, int], None]
"""Called with the questions asked and the questions to ask."""


class Answers(Protocol):
    """What is evaluated: an Assistant, or a bot in its place."""

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer: ...


class Recorder:
    """A retriever that remembers the hits of one answer.

    An answer to several things searches several times; the rankings are then merged, first place
    by first place.
    """

    def __init__(self, retriever: Retriever) -> None:
        self._rankings: list[list[Hit]] = []
        self._retriever = retriever
        self.idf, self.cosines, self.alike = retriever.idf, retriever.cosines, retriever.alike

    def hits(self, question: str, count: int = TOP_K) -> list[Hit]:
        """Return the retriever's hits."""
        found = self._retriever.hits(question, count)
        self.note(found)
        return found

    def note(self, found: list[Hit]) -> None:
        """Remember what was found in another way."""
        self._rankings.append(found)

    def forget(self) -> None:
        """Forget what was found so far."""
        self._rankings.clear()

    @property
    def found(self) -> tuple[Hit, ...]:
        """What was found since it last forgot, each passage once."""
        places = [hit for row in zip_longest(*self._rankings) for hit in row if hit is not None]
        kept: dict[str, Hit] = {}
        for hit in places:
            kept.setdefault(hit.passage.id, hit)
        return tuple(kept.values())


class Bench:
    """An assistant over some documents, with a calendar that can be turned and a recorder."""

    def __init__(
        self,
        documents: Sequence[Document],
        retriever: Retriever,
        sources: Sources = ALL,
        model: Model | None = None,
    ) -> None:
        """`sources` are the sources of words that the assistant and its retriever use.

        `model` writes the answers; without one, they are the documents' own sentences.
        """
        self.documents = {document.id: document for document in documents}
        self.passages, names, vocabulary = _looked_through(tuple(documents))
        self.today = AS_OF
        self.recorder = Recorder(retriever.only(sources))
        self.model = model
        self.spare = 0.0  # seconds that an answer may take beside SECONDS, as a model's may
        library = Library(self.documents, self.recorder, names, vocabulary)
        self.assistant: Assistant = Assistant(library, lambda: self.today, (), sources, model)


@contextmanager
def bench(
    documents: Sequence[Document],
    embedding: Embedder,
    measure: Embedder | None = None,
    model: Model | None = None,
) -> Iterator[Bench]:
    """Give a bench over documents, with an index in a temporary folder."""
    index = _index(tuple(documents), embedding)
    yield Bench(documents, Retriever(index.opened, embedding, measure), model=model)


class _Index:
    """A version over documents, in a folder that goes with it; nobody else is to be served by it.

    So it is neither checked in a process of its own nor published, which takes most of a build.
    """

    def __init__(self, documents: Sequence[Document], embedding: Embedder) -> None:
        folder = Path(tempfile.mkdtemp(prefix="initiativ-eval-"))
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        by_id = {document.id: document for document in documents}
        Assembly(folder, None, embedding).write(
            held(documents),
            lambda some: ((source, by_id[source.id]) for source in some),
            lambda done, total: None,
        )
        self.opened = opened(folder, version.manifest_of(folder))


def _passages_and_words(
    documents: Sequence[Document],
) -> tuple[Sequence[Passage], Names, Vocabulary]:
    """Return the passages of documents, and the names and words in them."""
    passages = [passage for document in documents for passage in chunk(document)]
    return passages, Names.of(documents), Vocabulary.of(documents)


# The same few documents are asked about again and again: by each bot, with and without a model.
_index = lru_cache(maxsize=16)(_Index)
_looked_through = lru_cache(maxsize=16)(_passages_and_words)


def run(
    questions: Sequence[Question],
    on: Bench,
    embedding: Embedder,
    answers: Callable[[Bench], Answers] = lambda on: on.assistant,
    tell: Tell = lambda done, total: None,
) -> list[Scored]:
    """Return the questions asked and scored, in order; a crash or time-out is an answer, wrong.

    `answers` gives what is asked on a bench, else its own assistant. A question with documents of
    its own is asked on a bench that has these too.
    """
    scored = []
    for number, question in enumerate(questions, 1):
        if question.added:
            added = [parse(item.id, item.text) for item in question.added]
            whole = [*on.documents.values(), *added]
            with bench(whole, embedding, model=on.model) as larger:
                larger.spare = on.spare
                scored.append(_scored(question, larger, answers(larger)))
        else:
            scored.append(_scored(question, on, answers(on)))
        tell(number, len(questions))
    return scored


def _scored(question: Question, on: Bench, answers: Answers) -> Scored:
    return score(ask(question, on, answers), on.documents, on.passages)


def ask(question: Question, on: Bench, answers: Answers) -> Asked:
    """Return a question asked: its conversation from the first turn, timed at the last."""
    on.today = question.as_of or AS_OF
    most = SECONDS + on.spare * len(question.turns)
    pool = ThreadPoolExecutor(1)
    try:
        answer, seconds = pool.submit(_converse, question, on, answers).result(timeout=most)
        return Asked(question, answer, "", on.recorder.found, seconds)
    except TooLate:
        return Asked(question, None, f"no answer in {most:.0f} s", (), most)
    except Exception as error:  # noqa: BLE001  # whatever an answer died of is a wrong answer
        return Asked(question, None, f"{type(error).__name__}: {error}", (), 0.0)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _converse(question: Question, on: Bench, answers: Answers) -> tuple[Answer, float]:
    history: tuple[Turn, ...] = ()
    for turn in question.turns[:-1]:
        answer = answers.ask(turn, question.audience, history)
        history += (Turn(turn, answer),)
    on.recorder.forget()
    began = time.perf_counter()
    answer = answers.ask(question.turns[-1], question.audience, history, question.id)
    return answer, time.perf_counter() - began
