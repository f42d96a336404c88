"""The index on a Chroma server (INITIATIV_CHROMA): pushed, pulled, followed, and searched there."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING

import numpy as np

from assistant.settings import Settings
from corpus.errors import UserError
from index.build import How
from index.embed import Embedder, Embedding
from index.retrieve import Retriever, StoreAwayError, StoreError

if TYPE_CHECKING:
    from index.assemble import Progress

log = logging.getLogger(__name__)

# Seconds between two looks at what the server names: one call of a few milliseconds, and a new
# version is answered from about as soon as somebody who knows of it can have asked.
LOOK = 5.0
LATER = 30.0  # the same after a failure, which may have taken a whole pull

_AWAY = "Chroma-serveren {address} kan ikke bruges nu ({reason})."
_MEND = "Start den, eller ret INITIATIV_CHROMA."
_EMPTY = (
    "Chroma-serveren {address} har intet indeks længere. Kør initiativ index, hvor dokumenterne er."
)
_UNSHARED = (
    "Indekset er klar her, men er ikke lagt op. De andre maskiner svarer fortsat ud fra det "
    "forrige. Prøv igen med: initiativ index"
)
_SAME = "Chroma-serveren {address} har det samme indeks."
_OTHER = "Chroma-serveren {address} har et andet indeks. Læg dette op med: initiativ index"


class AwayError(UserError):
    """The server cannot be used now."""


def push(settings: Settings, progress: "Progress") -> bool:
    """Have the server name the index that is here; return whether it did not before.

    Raises AwayError when the server did not take it, and what `index.build.update` does.
    """
    from index.server import Server  # Chroma takes a second to load
    from index.share import push as pushed

    with _away(settings, f"{_MEND} {_UNSHARED}"):
        embedding = Embedding(settings.embedding)
        return pushed(settings.data, embedding, Server(settings.chroma), progress)


def pull(settings: Settings, embedding: Callable[[], Embedder], how: How) -> bool:
    """Bring the index that is here to the version that the server names.

    Returns whether it names one. Raises AwayError, ShareError, and what `index.build.update` does.
    """
    from index import share
    from index.server import Server

    with _away(settings, _MEND):
        server = Server(settings.chroma)
        name = server.current()
        if name and (how.anew or name != share.here(settings.data)):
            share.pull(server, settings.data, embedding(), how)
    if not name and share.was_pulled(settings.data):
        raise AwayError(_EMPTY.format(address=settings.chroma))
    return bool(name)


def state(settings: Settings) -> str:
    """Return in Danish whether the server names the index that is here."""
    from index.server import Server
    from index.share import here

    try:
        with _away(settings, _MEND):
            is_same = Server(settings.chroma).current() == here(settings.data)
    except AwayError as error:
        return str(error)
    return (_SAME if is_same else _OTHER).format(address=settings.chroma)


def attach(retriever: Retriever, settings: Settings) -> None:
    """Have the server search the vectors of a version; when it fails, they are searched here."""
    from index.server import Server, ServerStore
    from index.share import name_of

    opened = retriever.opened
    store = ServerStore(Server(settings.chroma), name_of(opened.path), opened.keys)
    with suppress(StoreAwayError):  # it connects, so that no question waits for that
        store.nearest(np.array(opened.manifest.probe, dtype=np.float32), 1)
    retriever.attach(store)


class Follower:
    """Brings the index to what the server names, in the background, while questions are asked."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._due = clock() + LOOK
        self._looking = Lock()
        self._told = ""

    def look(self) -> None:
        """Begin to look whether the server names another version, if it is time to; never wait."""
        due = self._settings.chroma and self._clock() >= self._due
        if due and self._looking.acquire(blocking=False):
            Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        wait = LATER
        try:
            pull(self._settings, lambda: Embedding(self._settings.embedding), How())
            wait, self._told = LOOK, ""
        except UserError as error:
            if str(error) != self._told:
                log.warning("%s Der svares fortsat ud fra det indeks, der er.", error)
            self._told = str(error)
        finally:
            self._due = self._clock() + wait
            self._looking.release()


@contextmanager
def _away(settings: Settings, what_next: str) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        told = _AWAY.format(address=settings.chroma, reason=error)
        raise AwayError(f"{told} {what_next}") from error
