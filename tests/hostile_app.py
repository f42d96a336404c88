"""The chat app over texts that would act: `python tests/hostile_app.py PORT` serves it.

Each payload is the id, title, headings, text, address and topic of a document, and what a model
writes.
"""

import os
import sys
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from assistant import settings
from assistant.asked import Asked
from assistant.danger import above
from assistant.initiatives import entries
from assistant.serve import serve
from assistant.starting import Progress, Starting
from assistant.types import (
    ANY,
    Answer,
    Audience,
    Citation,
    Draft,
    Filters,
    Found,
    Match,
    Nearest,
    Term,
    Turn,
    Why,
)
from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document
from tests.fake_app import FakeAssistant
from tests.payloads import PAYLOADS

BATCH = 10  # payloads of one answer
QUOTED, WRITTEN, UNKNOWN = "dokumenter", "model", "ukendt"
LOOKED = "LOOKED"  # the variable with the folder in which it is noted what has been looked at
PATIENCE = 30.0  # seconds
_SEEN = ".seen"


def hostile(payload: str) -> Document:
    """Return a document that holds a payload wherever it holds text."""
    text = (
        f"{payload}\n\n{payload}\n\nMålgruppe:\n\nUnge {payload} over 18 år.\n\n• {payload}\n\n"
        f"Periode:\n\n2012 - 2030\n\nKontakt:\n\n{payload}\n+45 11 22 33 44\n"
    )
    return replace(
        parse(payload, text), title=payload, topics=(payload,), breadcrumb=(payload,), url=payload
    )


def quote(number: int, document: Document) -> Citation:
    written = f"Unge {document.title} over 18 år."
    start = document.text.index(written)
    place = (written, start, start + len(written))
    return Citation(number, document.id, document.title, document.title, *place, document.url)


class HostileAssistant(FakeAssistant):
    """Answers with payloads: »dokumenter 0« quotes the first ten, »model 0« writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.documents |= {payload: hostile(payload) for payload in PAYLOADS}
        self.problems = tuple(Problem(payload, payload) for payload in PAYLOADS)

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        kind, _, number = question.partition(" ")
        if kind == WRITTEN:
            text = "\n".join(f"{payload} [1]" for payload in chosen(number))
            yield Draft(question, text, (quote(1, self.documents[PAYLOADS[0]]),))
            _wait(number)
        yield self.ask(question, audience, history)

    def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        kind, _, number = question.partition(" ")
        if kind not in (QUOTED, WRITTEN, UNKNOWN):
            return super().ask("Hvem?", audience, history)
        payloads = chosen(number)
        if kind == UNKNOWN:
            nearest = tuple(Nearest(payload, payload, payload) for payload in payloads)
            return Answer("", question, audience, "not_found", "\n".join(payloads), (), nearest)
        sources = tuple(quote(at, self.documents[it]) for at, it in enumerate(payloads, 1))
        if kind == QUOTED:
            text = "\n".join(f"{one.quote} [{one.number}]" for one in sources)
            return Answer("", question, audience, "answered", text, sources)
        answer = Answer("", question, audience, "answered", written(payloads), sources)
        terms = tuple(Term(payload, payload) for payload in payloads)
        answer = replace(answer, terms=terms, way="model", remark=" ".join(payloads))
        return above(" ".join(payloads), answer)

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        if situation in PAYLOADS:
            return Found(situation, (), situation, situation)
        matches = (
            Match(entry.initiative, (Why(entry.initiative.title, entry.initiative.title),), 1.0)
            for entry in entries(list(self.documents.values()))
        )
        return Found(situation, tuple(matches), " ".join(PAYLOADS))


def go_on(folder: Path, number: int) -> None:
    """Have the model end its answer of that number."""
    (folder / f"{number}{_SEEN}").touch()


def _wait(number: str) -> None:
    """Wait until what is written so far has been looked at."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not Path(os.environ[LOOKED], number + _SEEN).exists():
        time.sleep(0.02)


def written(payloads: tuple[str, ...]) -> str:
    """Return payloads as paragraphs, a list and a table, each with a source."""
    cited = [f"{payload} [{number}]" for number, payload in enumerate(payloads, 1)]
    rows = "\n".join(f"| {text} | {text} |" for text in cited)
    bullets = "\n".join(f"- {text}" for text in cited)
    return "\n".join([*cited, bullets, f"| {payloads[0]} | {payloads[1]} |\n| --- | --- |\n{rows}"])


def chosen(number: str) -> tuple[str, ...]:
    first = int(number) * BATCH
    return PAYLOADS[first : first + BATCH]


def main() -> None:
    """Serve until interrupted."""

    def opened(progress: Progress) -> HostileAssistant:
        return HostileAssistant()

    starting: Starting[Asked] = Starting(opened)
    serve(starting, settings.load(), int(sys.argv[1]))


if __name__ == "__main__":
    main()
