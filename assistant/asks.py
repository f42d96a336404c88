"""Questions that come over HTTP -> answers, a few at a time and not more than may wait."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.app import Asked
from assistant.door import Door
from assistant.starting import Starting
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn

T = TypeVar("T")

# Answers are made one at a time, but for what a language model writes, which is waited for: with
# fewer threads its questions would hold up those that need none.
THREADS = 16


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
