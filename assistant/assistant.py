"""Questions in Danish -> answers tied to their sources."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant import facts
from assistant.citations import check, cite
from assistant.conversation import standalone
from assistant.evidence import Evidence, Search
from assistant.extract import extract, near
from assistant.guard import without_orders
from assistant.premise import corrected
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.settings import Settings
from assistant.tidy import Tidy
from assistant.types import Answer, Audience, Nearest, Turn
from corpus.errors import UserError
from corpus.load import Problem, load
from corpus.types import Document
from index.build import Progress, build, is_current, open_index
from index.embed import BUNDLED, Embedding
from index.retrieve import TOP_K
from index.types import Hit
from prompts.render import render

QUESTION_CHARACTERS = 2_000
_NEAREST = 3
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
    ) -> None:
        self.documents: Mapping[str, Document] = {item.id: item for item in documents}
        self.problems = tuple(problems)
        self.find = Scopes(documents).find
        self._tidy = Tidy(documents)
        self._retriever = retriever
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
        asking = self._tidy(without_orders(question))
        earlier = tuple(Turn(self._tidy(turn.question), turn.answer) for turn in history)
        alone = standalone(asking, earlier, self.find)
        asked = [corrected(one, self.documents) for one in plan(alone, self.find)]
        found = [(one, self.search(one)) for one in asked]
        statements = extract(found)
        if not statements:
            return _not_found(id, question, audience, near(*found[0]))
        if audience == "citizen":
            statements += facts.over(statements, self._today())
        text, citations = cite(statements)
        check(citations, text, self.documents)
        return Answer(id, question, audience, "answered", text, citations)

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


def _not_found(id: str, question: str, audience: Audience, hits: Sequence[Hit]) -> Answer:
    titles = {hit.passage.document: hit.passage.title for hit in hits}
    nearest = tuple(Nearest(key, title) for key, title in list(titles.items())[:_NEAREST])
    text = render("not_found_near", title=nearest[0].title) if nearest else render("not_found")
    return Answer(id, question, audience, "not_found", text, nearest=nearest)
