"""Questions in Danish -> answers tied to their sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.citations import check, cite
from assistant.conversation import standalone
from assistant.danger import above, notice
from assistant.evidence import Evidence, Search
from assistant.extract import extract
from assistant.finder import Finder
from assistant.glossary import explain
from assistant.guard import without_orders
from assistant.notes import notes
from assistant.premise import corrected
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.settings import Settings
from assistant.tidy import Tidy
from assistant.types import ANY, Answer, Audience, Filters, Found, Turn
from assistant.unanswered import unanswered
from corpus.errors import UserError
from corpus.load import Problem, load
from corpus.types import Document
from index.build import Progress, build, is_current, open_index
from index.embed import BUNDLED, Embedding
from index.expansion import ALL, Sources
from index.retrieve import TOP_K
from prompts.render import render

QUESTION_CHARACTERS = 2_000
_WAIT_SECONDS = 120.0


class QuestionError(UserError):
    """A question that cannot be asked."""


class Assistant:
    """The documents, their index, and the one function that a question passes through."""

    def __init__(
        self,
        documents: Sequence[Document],
        retriever: Search,
        today: Callable[[], date] = date.today,
        problems: Sequence[Problem] = (),
        sources: Sources = ALL,
    ) -> None:
        self.documents: Mapping[str, Document] = {item.id: item for item in documents}
        self.problems = tuple(problems)
        self.named = Scopes(documents).find
        self._tidy = Tidy(documents)
        self._retriever = retriever
        self._sources = sources
        self._finder = Finder(documents, retriever)
        self._today = today

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer:
        """Return the answer; raises QuestionError for an empty question or one that is too long."""
        _validate(question)
        question = question.encode("utf-8", "replace").decode()  # JSON may hold half a character
        return above(notice(question), self._answer(question, audience, history, id))

    def _answer(
        self, question: str, audience: Audience, history: tuple[Turn, ...], id: str
    ) -> Answer:
        asking = self._tidy(without_orders(question))
        if not asking:
            return Answer(id, question, audience, "not_found", render("not_found"))
        earlier = tuple(Turn(self._tidy(turn.question), turn.answer) for turn in history)
        alone = standalone(asking, earlier, self.named)
        asked = [corrected(one, self.documents) for one in plan(alone, self.named, self._sources)]
        found = [(one, self.search(one)) for one in map(self._fitted, asked)]
        statements = extract(found)
        if not statements:
            return _not_found(id, question, audience, found[0])
        statements += notes(statements, self._today())
        text, citations = cite(statements)
        check(citations, text, self.documents)
        terms = explain(text, asked=asking) if audience == "citizen" else ()
        return Answer(id, question, audience, "answered", text, citations, terms=terms)

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit a situation, best first; raises what `ask` raises."""
        _validate(situation)
        meant = self._tidy(without_orders(situation.encode("utf-8", "replace").decode()))
        found = self._finder.find(meant, self._today(), filters)
        return replace(found, situation=situation, notice=notice(situation))

    def _fitted(self, question: Question) -> Question:
        """Return a question that tells of somebody as one about the initiative that fits best."""
        if question.scopes or not question.is_personal:
            return question
        return replace(question, scopes=self._finder.scopes(question.text, self._today()))

    def search(self, question: Question, count: int = TOP_K) -> Evidence:
        """Return what the documents hold on a question, at most `count` hits."""
        hits = self._retriever.hits(question.search_text, count)
        return Evidence(hits, self.documents, self._today(), self._retriever)


def open_assistant(settings: Settings, progress: Progress = lambda done, total: None) -> Assistant:
    """Return an assistant over the documents of `settings`, its index brought up to date first.

    Raises DocumentsError, EmbeddingError, IndexBusyError or IndexDamagedError, all with a message
    for the user.
    """
    loaded = load(settings.documents)
    embedding = Embedding(settings.embedding)
    if not is_current(loaded.documents, settings.data, embedding.model_name):
        build(loaded.documents, settings.data, embedding, progress, wait=_WAIT_SECONDS)
    measure = embedding if embedding.model_name == BUNDLED else Embedding(BUNDLED)
    retriever = open_index(settings.data, embedding, measure)
    today = settings.today
    return Assistant(
        loaded.documents,
        retriever,
        today=(lambda: today) if today else date.today,
        problems=loaded.problems,
    )


def _validate(question: str) -> None:
    if not question.strip():
        raise QuestionError(render("question_empty"))
    if len(question) > QUESTION_CHARACTERS:
        length, most = (f"{n:,}".replace(",", ".") for n in (len(question), QUESTION_CHARACTERS))
        raise QuestionError(render("question_long", length=length, most=most))


def _not_found(
    id: str, question: str, audience: Audience, asked: tuple[Question, Evidence]
) -> Answer:
    text, nearest = unanswered(*asked, audience)
    return Answer(id, question, audience, "not_found", text, nearest=nearest)
