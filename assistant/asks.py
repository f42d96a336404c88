"""Questions that come over HTTP -> answers, a few at a time and not more than may wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.app import Asked
from assistant.starting import Starting
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn
from corpus.errors import UserError
from prompts.render import render

T = TypeVar("T")

# Answers are made one at a time, but for what a language model writes, which is waited for: with
# fewer threads its questions would hold up those that need none.
THREADS = 16
SECONDS = 0.05  # that an answer takes, about: who is refused is told when to try again


class BusyError(UserError):
    """So many questions wait that no other may; `seconds` is when to try again."""

    def __init__(self, waiting: int) -> None:
        super().__init__(render("busy"))
        self.seconds = max(1, round(waiting * SECONDS))


class Door:
    """Lets at most `most` questions in at a time, those that are being answered among them."""

    def __init__(self, most: int) -> None:
        self._most, self._inside = most, 0
        self._lock = Lock()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let one in until it is answered; raises BusyError when it is full."""
        with self._lock:
            if self._inside >= self._most:
                raise BusyError(self._inside)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1


class Asks:
    """What the routes ask of an assistant, each in a thread; the event loop goes on meanwhile."""

    def __init__(self, starting: Starting[Asked], door: Door) -> None:
        self._starting, self._door = starting, door
        self._threads = CapacityLimiter(THREADS)

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        """Return the answer; raises QuestionError, or BusyError when too many wait."""

        def last(assistant: Asked) -> Answer:
            *_, answer = assistant.stream(question, audience, history)
            if isinstance(answer, Draft):
                raise TypeError("a stream ended with a draft")
            return answer

        return await self.run(last)

    async def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit; raises QuestionError or BusyError."""
        return await self.run(lambda assistant: assistant.find(situation, filters))

    async def run(self, act: Callable[[Asked], T]) -> T:
        """Return what a function of the assistant does; raises BusyError when too many wait."""
        with self._door.entered():
            return await anyio.to_thread.run_sync(
                lambda: act(self._starting.get()), limiter=self._threads
            )
