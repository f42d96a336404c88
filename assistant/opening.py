"""Settings -> an assistant over an index that is up to date, and the newest one afterwards."""

import logging
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import Lock, Thread

from assistant import sharing
from assistant.assistant import Assistant
from assistant.initiatives import Inventory
from assistant.library import Library
from assistant.llm import open_model
from assistant.model import Model
from assistant.settings import Settings
from assistant.sources import shelf
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn
from corpus.errors import Problem, UserError
from corpus.load import DocumentsError, Listed, nothing
from corpus.reading import documents
from corpus.shelf import all_sources
from corpus.types import Document
from index import child, version
from index.assemble import AssemblyError, Progress
from index.build import Built, How, IndexBusyError, IndexUnwritableError, is_current, update
from index.embed import BUNDLED, Embedder, Embedding
from index.retrieve import Retriever, StoreError, open_index
from index.verify import VerifyError
from index.version import IndexDamagedError, IndexMissingError

log = logging.getLogger(__name__)

WAIT_SECONDS = 120.0  # for another process that builds: a first index of 10,000 pages takes 45

# What a first question reads and compiles, 1.8 s of its 1.9, is read before anybody asks.
_REHEARSED = "Hvem kan få hjælp, hvad koster det, og hvem kan jeg ringe til?"
_STAYS = "Der svares fortsat ud fra det forrige indeks."

Follow = Callable[[Retriever, Settings], None]
"""What is done, meanwhile, with a version that was just opened."""


def listed(settings: Settings) -> Listed:
    """Return all that is answered from: the documents' folder, and what was added or fetched.

    Raises DocumentsError when there is nothing.
    """
    found = all_sources(settings.documents, shelf(settings))
    if not found.sources:
        raise DocumentsError(nothing(settings.documents, list(found.problems)))
    return found


def read(settings: Settings) -> tuple[list[Document], list[Problem]]:
    """Return every document as its file is now, without an index, and the files that were skipped.

    Raises DocumentsError when no document can be used.
    """
    found = listed(settings)
    items, problems = list[Document](), list(found.problems)
    for _, item in documents(found.sources):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            items.append(item)
    if not items:
        raise DocumentsError(nothing(settings.documents, problems))
    return items, problems


def bring_up_to_date(settings: Settings, how: How) -> Built:
    """Bring the index up to date and say what was done, with every file that was skipped.

    Raises DocumentsError when no document can be used, and what `index.build.update` does.
    """
    found = listed(settings)
    built = update(found.sources, settings.data, Embedding(settings.embedding), how)
    problems = (*found.problems, *built.problems)
    if not built.documents:
        raise DocumentsError(nothing(settings.documents, list(problems)))
    return Built(built.documents, built.passages, built.embedded, built.changed, problems)


def open_assistant(settings: Settings, progress: Progress = lambda done, total: None) -> Assistant:
    """Return an assistant over the documents of `settings`, its index brought up to date first.

    Where that is not possible, because the folder cannot be written or another process writes, the
    index that is there is used, and the log tells why. With INITIATIV_CHROMA, the documents are
    those of the version that the server names. Raises DocumentsError, EmbeddingError,
    IndexBusyError, IndexUnwritableError, IndexDamagedError, AwayError, ShareError or SettingsError,
    all with a message for the user.
    """
    model = open_model(settings)
    shared = _shared(settings, progress, model) if settings.chroma else None
    if shared is not None:
        return shared
    embedding = Embedding(settings.embedding)
    with ThreadPoolExecutor(1) as meanwhile:  # to check an index's files takes no time of Python's
        opening: Future[Retriever] | None = meanwhile.submit(_open, settings, embedding)
        found = listed(settings)
    failure: UserError | None = None
    if not _is_current(found, settings, embedding):
        failure = _update(found, settings, embedding, progress)
        opening = None
    try:
        retriever = opening.result() if opening else _open(settings, embedding)
        assistant = _over(retriever, settings, found.problems, model)
    except (IndexMissingError, IndexDamagedError):
        # Of an index that is of these documents, a file may be damaged.
        failure = failure or _update(found, settings, embedding, progress)
        if failure is not None:
            raise failure from None
        assistant = _opened(settings, embedding, found.problems, model)
    if failure is not None:
        log.warning("%s Der svares ud fra det indeks, der er.", failure)
    return assistant


class Live:
    """An assistant that is always over the newest version of its index.

    It is an Assistant to those who ask. Whoever asks first after a new version is published opens
    it; questions that were asked before are answered from the old one.
    """

    def __init__(
        self,
        settings: Settings,
        follow: Follow | None = None,
        progress: Progress = lambda done, total: None,
    ) -> None:
        """`follow` is called with each version that is opened; by default it gets Chroma to it."""
        self._settings = settings
        self._assistant = open_assistant(settings, progress)
        _rehearse(self._assistant)
        self._name = ""
        self._opening = Lock()
        self._attach = follow or (sharing.attach if settings.chroma else _attach)
        self._follower = sharing.Follower(settings)
        self._follow()

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the newest version by id."""
        return self._newest().documents

    @property
    def problems(self) -> Sequence[Problem]:
        """The files that were skipped."""
        return self._assistant.problems

    def watch(self, watched: Callable[[Model], Model]) -> None:
        """Have the language model, if there is one, replaced by what watches it."""
        if self._assistant.model is not None:
            self._assistant.model = watched(self._assistant.model)

    def renew(self) -> None:
        """Answer from the newest version from now on; waits for whoever is opening it.

        Raises UserError where it cannot be opened, and the one before still answers.
        """
        with self._opening:
            self._move()

    def today(self) -> date:
        """Return the day as of which is answered."""
        return self._assistant.today()

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer:
        """Return what `Assistant.ask` does."""
        return self._newest().ask(question, audience, history, id)

    def stream(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Generator[Draft | Answer]:
        """Return what `Assistant.stream` does."""
        return self._newest().stream(question, audience, history, id)

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return what `Assistant.find` does."""
        return self._newest().find(situation, filters)

    def initiatives(self) -> Inventory:
        """Return what `Assistant.initiatives` does."""
        return self._newest().initiatives()

    def _newest(self) -> Assistant:
        self._follower.look()
        if self._is_behind() and self._opening.acquire(blocking=False):
            try:
                with suppress(UserError):
                    self._move()
            finally:
                self._opening.release()
        return self._assistant

    def _is_behind(self) -> str:
        """Return the name of the published version, '' where that is the one that is open."""
        name = version.name(self._settings.data)
        return name if name and name != self._name else ""

    def _move(self) -> None:
        """Open the published version, unless it is; whoever calls this holds `_opening`.

        One that cannot be opened is not tried again.
        """
        name = self._is_behind()
        if not name:
            return
        try:
            embedding = Embedding(self._settings.embedding)
            model = self._assistant.model  # which knows how it has fared
            self._assistant = _opened(self._settings, embedding, (), model)
            self._follow()
        except (IndexMissingError, UserError) as error:
            self._name = name
            log.warning("%s %s", error, _STAYS)
            raise UserError(f"{error} {_STAYS}") from error

    def _follow(self) -> None:
        """Have Chroma search the vectors, once its store is made; meanwhile they are searched."""
        retriever = self._assistant.search_index
        if isinstance(retriever, Retriever):
            self._name = retriever.opened.path.name
            Thread(target=self._attach, args=(retriever, self._settings), daemon=True).start()


def _rehearse(assistant: Assistant) -> None:
    """Have it answer once, without its language model; what fails then is told to who asks."""
    model, assistant.model = assistant.model, None
    with suppress(Exception):
        assistant.ask(_REHEARSED, "citizen")
    assistant.model = model


def _shared(settings: Settings, progress: Progress, model: Model | None) -> Assistant | None:
    """Return an assistant over the version that the server names, None where it names none.

    Where it cannot be had, the version that is here is used, and the log tells why.
    """
    embedding, how = Embedding(settings.embedding), How(progress, WAIT_SECONDS)
    failure: UserError | None = None
    try:
        if not sharing.pull(settings, lambda: embedding, how):
            return None
    except UserError as error:
        failure = error
    try:
        assistant = _opened(settings, embedding, (), model)
    except (IndexMissingError, IndexDamagedError):
        if failure is not None:
            raise failure from None
        sharing.pull(settings, lambda: embedding, replace(how, anew=True))
        assistant = _opened(settings, embedding, (), model)
    if failure is not None:
        log.warning("%s Der svares ud fra det indeks, der er.", failure)
    return assistant


def _update(
    found: Listed, settings: Settings, embedding: Embedder, progress: Progress
) -> UserError | None:
    """Bring the index up to date; return what kept it from that, if anything did."""
    try:
        update(found.sources, settings.data, embedding, How(progress, WAIT_SECONDS))
    except (AssemblyError, IndexBusyError, IndexUnwritableError, VerifyError) as error:
        return error
    return None


def _is_current(found: Listed, settings: Settings, embedding: Embedder) -> bool:
    try:
        return is_current(found.sources, settings.data, embedding)
    except IndexDamagedError:
        return False


def _opened(
    settings: Settings, embedding: Embedder, problems: Sequence[Problem], model: Model | None
) -> Assistant:
    return _over(_open(settings, embedding), settings, problems, model)


def _open(settings: Settings, embedding: Embedder) -> Retriever:
    measure = embedding if embedding.model_name == BUNDLED else Embedding(BUNDLED)
    return open_index(settings.data, embedding, measure)


def _over(
    retriever: Retriever, settings: Settings, problems: Sequence[Problem], model: Model | None
) -> Assistant:
    opened = retriever.opened
    skipped = (*problems, *(problem for _, problem in opened.documents.listing.problems.values()))
    if not opened.documents:
        raise DocumentsError(nothing(settings.documents, list(skipped)))
    library = Library(opened.documents, retriever, opened.names, opened.vocabulary)
    today = settings.today
    return Assistant(library, (lambda: today) if today else date.today, skipped, model=model)


def _attach(retriever: Retriever, settings: Settings) -> None:
    """Make the store of a version in a process of its own, if need be, and open it."""
    from index.store import Store, is_sound  # Chroma takes a second to load

    path = retriever.opened.path
    if not is_sound(path):
        filling = str(settings.data), settings.embedding, str(WAIT_SECONDS)
        fault = child.start("index.build", "fill_at", *filling).fault()
        if fault:
            log.info("The store of %s was not made (%s)", path.name, fault)
            return
    try:
        retriever.attach(Store(path, retriever.opened.keys))
    except (StoreError, OSError) as error:
        log.warning("The store of %s is not used (%s)", path.name, error)
