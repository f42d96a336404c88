"""An assistant that is opened in the background, while the page that asks it is already there."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from corpus.errors import UserError

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many of how many documents are read."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far an assistant is: `done` of `total` documents, 0 of 0 until that is known."""

    ready: bool
    done: int
    total: int
    failure: str


class Starting(Generic[T]):
    """What is being opened: `get` waits for it, `progressed` says how far it is."""

    def __init__(self, opened: Callable[[Progress], T]) -> None:
        """`opened` is called once, in a thread of its own, when `begin` or `get` first is."""
        self._open = opened
        self._lock = Lock()
        self._begun = False
        self._over = Event()
        self._value: list[T] = []
        self._failure: BaseException | None = None
        self._done = self._total = 0

    def begin(self) -> None:
        """Begin to open it, unless that has begun."""
        with self._lock:
            if not self._begun:
                self._begun = True
                Thread(target=self._run, daemon=True).start()

    def get(self) -> T:
        """Return what was opened; waits for it, and raises what kept it from being opened."""
        if not self._value:
            self.begin()
            self._over.wait()
        if self._failure is not None:
            raise self._failure
        return self._value[0]

    def progressed(self) -> Progressed:
        """Return how far it is, at once; `failure` is what is told to users, '' without one."""
        failure = str(self._failure) if isinstance(self._failure, UserError) else ""
        return Progressed(bool(self._value), self._done, self._total, failure)

    def _run(self) -> None:
        try:
            self._value.append(self._open(self._progress))
        except BaseException as error:
            self._failure = error
            if not isinstance(error, UserError):
                raise
        finally:
            self._over.set()

    def _progress(self, done: int, total: int) -> None:
        self._done, self._total = done, total
