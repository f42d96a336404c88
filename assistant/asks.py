"""Questions that come over HTTP -> answers, a few at a time and not more than may wait."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import closing
from threading import Event
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.asked import Asked
from assistant.starting import Starting
from assistant.traffic import Traffic
from assistant.types import ANY, Answer, Audience, Filters, Found, Turn

T = TypeVar("T")

# Answers are made one at a time, but for what a language model writes, which is waited for: with
# fewer threads its questions would hold up those that need none.
THREADS = 16
OTHERS = 4  # for what no language model is waited for in
LOOK = 0.5  # seconds between two looks at whether who asked is still there
STATUS_LEFT = 499  # nginx's, of a client that closed the connection; nobody reads it


class LeftError(HTTPException):
    """Whoever asked has gone."""


class Asks:
    """What the routes ask of an assistant, each in a thread; the event loop goes on meanwhile."""

    def __init__(self, starting: Starting[Asked], traffic: Traffic) -> None:
        self._starting, self._traffic = starting, traffic
        self._threads, self._others = CapacityLimiter(THREADS), CapacityLimiter(OTHERS)

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        """Return the answer; raises QuestionError, or BusyError when too many wait.

        Cancelled, it ends the work of a language model on it.
        """
        left = Event()

        def last(assistant: Asked) -> Answer:
            with closing(assistant.stream(question, audience, history)) as said:
                for one in said:
                    if isinstance(one, Answer):
                        return one
                    if left.is_set():
                        raise LeftError(STATUS_LEFT)
            raise TypeError("a stream ended with a draft")

        with self._traffic.asking(audience) as asking:
            answer = await self._in_thread(last, self._threads, left)
            asking.answered(answer)
        return answer

    async def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit; raises QuestionError or BusyError."""
        return await self.run(lambda assistant: assistant.find(situation, filters))

    async def run(self, act: Callable[[Asked], T]) -> T:
        """Return what a function of the assistant does; raises BusyError when too many wait."""
        with self._traffic.door.entered():
            return await self._in_thread(act, self._others, Event())

    async def _in_thread(
        self, act: Callable[[Asked], T], threads: CapacityLimiter, left: Event
    ) -> T:
        """Return what a function of the assistant does in a thread; cancelled, it sets `left`.

        Nothing stops a thread. Whoever leaves keeps a place until it ends, or there would be as
        many threads as there are who ask and leave; one that has not begun does not begin.
        """

        def work() -> T:
            if left.is_set():
                raise LeftError(STATUS_LEFT)
            return act(self._starting.get())

        going = asyncio.ensure_future(anyio.to_thread.run_sync(work, limiter=threads))
        try:
            return await asyncio.shield(going)
        except asyncio.CancelledError:
            left.set()
            # asyncio tells of what nobody hears
            going.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            with anyio.CancelScope(shield=True):
                await asyncio.wait({going})
            raise


async def unless_left(request: Request, asking: Coroutine[Any, Any, T]) -> T:
    """Return what is waited for; once whoever asked has gone, cancel it and raise LeftError."""
    waiting = asyncio.ensure_future(asking)
    try:
        while not (await asyncio.wait({waiting}, timeout=LOOK))[0]:
            if await request.is_disconnected():
                raise LeftError(STATUS_LEFT)
    finally:
        waiting.cancel()
    return waiting.result()
