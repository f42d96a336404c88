"""Questions in Danish -> answers tied to their sources."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.citations import check, cite
from assistant.conversation import standalone
from assistant.extract import Evidence, extract
from assistant.question import parse
from assistant.settings import Settings
from assistant.types import Answer, Audience, Nearest, Turn
from corpus.load import Problem, load
from corpus.types import Document
from index.build import Progress, build, open_index
from index.embed import Embedding
from index.retrieve import Retriever
from index.types import Hit

QUESTION_CHARACTERS = 2_000
_NEAREST = 3
_WAIT_SECONDS = 120.0

_EMPTY = "Spørgsmålet er tomt. Skriv, hvad du gerne vil vide."
_TOO_LONG = "Spørgsmålet er på {length} tegn. Det må højst være på 2.000. Forkort det, og prøv igen."
_NOT_FOUND = "Det svarer dokumenterne ikke på."
_NEAREST_IS = " Det nærmeste er »{title}«."


class QuestionError(ValueError):
    """A question that cannot be asked. The message is in Danish."""


class Assistant:
    """The documents, their index, and the one function that a question passes through."""

    def __init__(
        self,
        documents: Sequence[Document],
        retriever: Retriever,
        today: Callable[[], date] = date.today,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.documents: Mapping[str, Document] = {item.id: item for item in documents}
        self.problems = tuple(problems)
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
        asked = parse(standalone(question, history))
        hits = self._retriever.hits(asked.text)
        evidence = Evidence(
            hits,
            self.documents,
            self._retriever.idf,
            lambda texts: self._retriever.cosines(asked.text, texts),
            self._today(),
        )
        statements = extract(asked, evidence)
        if not statements:
            return _not_found(id, question, audience, hits)
        text, citations = cite(statements)
        check(citations, text, self.documents)
        return Answer(id, question, audience, "answered", text, citations)


def open_assistant(
    settings: Settings, progress: Progress = lambda done, total: None
) -> Assistant:
    """Return an assistant over the documents of `settings`, its index brought up to date first.

    Raises DocumentsError, EmbeddingError, IndexBusyError or IndexDamagedError, all with a message
    for the user.
    """
    loaded = load(settings.documents)
    embedding = Embedding(settings.embedding)
    build(loaded.documents, settings.data, embedding, progress, wait=_WAIT_SECONDS)
    retriever = open_index(settings.data, embedding)
    today = settings.today
    return Assistant(
        loaded.documents,
        retriever,
        today=(lambda: today) if today else date.today,
        problems=loaded.problems,
    )


def _validate(question: str) -> None:
    if not question.strip():
        raise QuestionError(_EMPTY)
    if len(question) > QUESTION_CHARACTERS:
        raise QuestionError(_TOO_LONG.format(length=f"{len(question):,}".replace(",", ".")))


def _not_found(id: str, question: str, audience: Audience, hits: Sequence[Hit]) -> Answer:
    titles = {hit.passage.document: hit.passage.title for hit in hits if hit.score > 0}
    nearest = tuple(Nearest(key, title) for key, title in list(titles.items())[:_NEAREST])
    text = _NOT_FOUND + (_NEAREST_IS.format(title=nearest[0].title) if nearest else "")
    return Answer(id, question, audience, "not_found", text, nearest=nearest)
