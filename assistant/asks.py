"""Questions that come over HTTP -> answers, a few at a time and not more than may wait."""

from collections.abc import Callable
from contextlib import closing
from threading import Event
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.asked import Asked
from assistant.starting import Starting
from assistant.traffic import Traffic
from assistant.types import ANY, Answer, Audience, Filters, Found, Turn

T = TypeVar("T")

# Answers are made one at a time, but for what a language model writes, which is waited for: with
# fewer threads its questions would hold up those that need none.
THREADS = 16


class Asks:
    """What the routes ask of an assistant, each in a thread; the event loop goes on meanwhile."""

    def __init__(self, starting: Starting[Asked], traffic: Traffic) -> None:
        self._starting, self._traffic = starting, traffic
        self._threads = CapacityLimiter(THREADS)

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        """Return the answer; raises QuestionError, or BusyError when too many wait.

        Who leaves, ends the work of a language model on it.
        """
        left = Event()

        def last(assistant: Asked) -> Answer:
            with closing(assistant.stream(question, audience, history)) as said:
                for one in said:
                    if isinstance(one, Answer):
                        return one
                    if left.is_set():
                        break
            raise TypeError("a stream ended with a draft")

        try:
            with self._traffic.asking(audience) as asking:
                answer = await self._in_thread(last)
                asking.answered(answer)
        finally:
            left.set()
        return answer

    async def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit; raises QuestionError or BusyError."""
        return await self.run(lambda assistant: assistant.find(situation, filters))

    async def run(self, act: Callable[[Asked], T]) -> T:
        """Return what a function of the assistant does; raises BusyError when too many wait."""
        with self._traffic.door.entered():
            return await self._in_thread(act)

    async def _in_thread(self, act: Callable[[Asked], T]) -> T:
        return await anyio.to_thread.run_sync(
            lambda: act(self._starting.get()), limiter=self._threads
        )
