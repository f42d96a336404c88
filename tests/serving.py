"""An application on a port of its own, and an assistant for it that does as it is told."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import uvicorn

from assistant.assistant import Assistant, QuestionError
from assistant.door import BusyError
from assistant.types import ANY, Answer, Audience, Citation, Filters, Found, Turn
from corpus.errors import UserError
from tests.asking import waited
from tests.fakes import PAGE, FakeSearch

URL = "https://broen.example/side"
QUOTE = "Formålet er at bygge bro."
SLOW, BUSY, BROKEN, ENDLESS, CLOSED = "langsomt", "travlt", "bryd ned", "uendeligt", "lukket"


class FakeAsks:
    """Answers with one quote of PAGE; some questions do what their names say.

    `history` is what came with the last question, `left` how many did not wait for their answer.
    """

    def __init__(self) -> None:
        self.history: tuple[Turn, ...] = ()
        self.left = 0

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        self.history = history
        try:
            await asyncio.sleep({SLOW: 0.6, ENDLESS: 600.0}.get(question.split(" ")[0], 0))
        except asyncio.CancelledError:
            self.left += 1
            raise
        if not question.strip():
            raise QuestionError("Skriv et spørgsmål.")
        if question.endswith(BUSY):
            raise BusyError(100)
        if question == CLOSED:
            raise UserError("Der er ingen dokumenter.")
        if question == BROKEN:
            raise RuntimeError
        if "vejr" in question:
            return Answer("", question, audience, "not_found", "Det ved jeg ikke.")
        text = f"Til {audience}: {QUOTE} [1]"
        return Answer("", question, audience, "answered", text, (quoted(),))

    async def find(self, situation: str, filters: Filters = ANY) -> Found:
        if not situation and filters == ANY:
            raise QuestionError("Skriv, hvad det handler om.")
        return Found(situation, (), f"Jeg fandt intet til {filters.target or 'nogen'}.")


class Over:
    """A real assistant over PAGE, asked at once."""

    def __init__(self) -> None:
        self.assistant = Assistant.over([PAGE], FakeSearch([PAGE]))

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        return self.assistant.ask(question, audience, history)

    async def find(self, situation: str, filters: Filters = ANY) -> Found:
        return self.assistant.find(situation, filters)


def quoted(**fields: Any) -> Citation:
    """Return the citation of QUOTE, with `fields` in place of its own."""
    start = PAGE.text.index(QUOTE)
    end = start + len(QUOTE)
    return replace(Citation(1, "broen", "Broen", "Formål", QUOTE, start, end, URL), **fields)


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Give the address at which an application is served until the end of the block."""
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            assert waited(lambda: server.started)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()
