"""Questions in Danish -> answers tied to their sources."""

from collections.abc import Callable, Sequence
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
from assistant.library import Library
from assistant.notes import notes
from assistant.premise import corrected
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.tidy import Tidy
from assistant.types import ANY, Answer, Audience, Filters, Found, Turn
from assistant.unanswered import unanswered
from corpus.errors import Problem, UserError
from corpus.types import Document
from index.expansion import ALL, Sources
from index.retrieve import TOP_K
from prompts.render import render

QUESTION_CHARACTERS = 2_000


class QuestionError(UserError):
    """A question that cannot be asked."""


class Assistant:
    """The documents, their index, and the one function that a question passes through."""

    def __init__(
        self,
        library: Library,
        today: Callable[[], date] = date.today,
        problems: Sequence[Problem] = (),
        sources: Sources = ALL,
    ) -> None:
        self.documents = library.documents
        self.problems = tuple(problems)
        self.named = Scopes(library.names, library.vocabulary).find
        self._tidy = Tidy(library.vocabulary)
        self.search_index = library.search
        self._sources = sources
        self._finder = Finder(library)
        self._today = today

    @classmethod
    def over(
        cls,
        documents: Sequence[Document],
        retriever: Search,
        today: Callable[[], date] = date.today,
        problems: Sequence[Problem] = (),
        sources: Sources = ALL,
    ) -> "Assistant":
        """Return an assistant over documents in memory, whose names and words are read first."""
        return cls(Library.of(documents, retriever), today, problems, sources)

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
        hits = self.search_index.hits(question.search_text, count)
        return Evidence(hits, self.documents, self._today(), self.search_index)


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
