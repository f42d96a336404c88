"""Questions of those who leave before the answer."""

import asyncio
import gc
from collections.abc import Generator
from threading import Event, Lock
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import problems
from assistant.asked import Asked
from assistant.asks import OTHERS, STATUS_LEFT, THREADS, Asks, LeftError
from assistant.settings import load
from assistant.starting import Starting
from assistant.traffic import traffic
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn
from tests.fake_app import FakeAssistant

pytestmark = pytest.mark.usefixtures("environment")


class Held(FakeAssistant):
    """Answers once it is let; counts who came in, and how many were inside at most."""

    def __init__(self) -> None:
        super().__init__()
        self.entered = self.inside = self.most = 0
        self.let, self.full = Event(), Event()
        self._lock = Lock()

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        self._wait(THREADS)
        yield Answer("", question, audience, "not_found", "Det ved jeg ikke.")

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        self._wait(OTHERS)
        return Found(situation, (), "Jeg fandt intet.")

    def _wait(self, most: int) -> None:
        with self._lock:
            self.entered += 1
            self.inside += 1
            self.most = max(self.most, self.inside)
            if self.inside == most:
                self.full.set()
        assert self.let.wait(10)
        with self._lock:
            self.inside -= 1


async def left(held: Held, route: str, threads: int) -> list[Any]:
    """Return what became of some who leave, more than there are threads, while another stays."""
    starting: Starting[Asked] = Starting(lambda progress: held)
    chosen = load()
    asks = Asks(starting, traffic(starting, chosen))
    ask = asks.ask if route == "ask" else asks.find
    leaving = [asyncio.ensure_future(ask("Hvem?")) for _ in range(threads + 5)]
    assert await asyncio.to_thread(held.full.wait, 10)
    for one in leaving:
        one.cancel()
    staying = asyncio.ensure_future(ask("Hvem?"))
    await asyncio.sleep(0.1)  # long enough to enter, where there were room
    held.let.set()
    await staying
    return await asyncio.gather(*leaving, return_exceptions=True)


@pytest.mark.parametrize(("route", "threads"), [("ask", THREADS), ("find", OTHERS)])
def test_those_who_leave_keep_their_thread_and_begin_no_other(
    route: str, threads: int, caplog: pytest.LogCaptureFixture
) -> None:
    held = Held()
    ended = asyncio.run(left(held, route, threads))
    assert {type(one) for one in ended} == {asyncio.CancelledError}
    assert held.most == threads
    assert held.entered == threads + 1
    gc.collect()  # asyncio tells of an error that nobody heard when it is gone
    assert caplog.records == []


def test_request_of_one_who_left_ends_without_a_fault() -> None:
    api = FastAPI()
    problems.tell(api)

    @api.get("/")
    async def leave() -> None:
        raise LeftError(STATUS_LEFT)

    response = TestClient(api).get("/")
    told = {"type": "about:blank", "title": "Forbindelsen blev lukket", "status": 499}
    assert (response.status_code, response.json()) == (499, told)
