"""The chat app over an assistant that is none: `python tests/fake_app.py PORT` serves it."""

import os
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant import settings
from assistant.asked import Asked
from assistant.assistant import QuestionError
from assistant.danger import above
from assistant.initiatives import Inventory, as_of, entries
from assistant.model import Model
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

TEXT = "Broen\n\nMålgruppe:\n\nUnge over 18 år.\n\nKontakt:\n\nIda Holm\n+45 11 22 33 44\n"
FILLER = "\n\n".join(f"Afsnit {number} om noget helt andet." for number in range(60))
QUOTE = "Unge over 18 år."
TABLE = f"""| | Broen | Tilbud til <b>unge</b> med sammensatte vanskeligheder | Tunnelen |
| --- | --- | --- | --- |
| Målgruppe | {QUOTE} [1] | {"Stofmisbrugsbehandling " * 9}| – |
| Periode | – | 2012 - 2018 | 2020 |"""
PAGE = """Tilbud {0}

Målgruppe:

Unge fra 15 til {0} år.

Periode:

{1} - {2}

Senest opdateret: 3. maj {1}
"""
PAGES = 51  # more than a list, and more than a timeline, shows at a time
NOTICE = "Ring til Giftlinjen på 82 12 12 12."
SECONDS = {"slow": 6.0, "long": 15.0}  # that a start takes


def quote() -> Citation:
    start = TEXT.index(QUOTE)
    return Citation(1, "broen", "Broen", "Målgruppe", QUOTE, start, start + len(QUOTE))


class FakeAssistant:
    """Answers from one document: who it is for, and how many turns there were before."""

    def __init__(self) -> None:
        text = f"{TEXT}\nHistorie:\n\n{FILLER}\n"
        self.documents = {"broen": parse("broen", text)}
        self.problems: tuple[Problem, ...] = ()

    def today(self) -> date:
        return date(2024, 6, 1)

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        if question in ("skriv", "skriv uden ende"):
            for number in range(20 if question == "skriv" else 600):
                yield Draft(question, " ".join(["ord"] * (number + 1)) + " [7]", (quote(),))
                time.sleep(0.1)
        yield self.ask(question, audience, history)

    def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        if len(question) > 100:
            raise QuestionError("Spørgsmålet er for langt.")
        if question == "bryd ned":
            raise RuntimeError
        if "vejr" in question:
            nearest = (Nearest("broen", "Broen", "nævner »vejr«"),)
            return Answer("", question, audience, "not_found", "Det ved jeg ikke.", (), nearest)
        if question == "fare":
            answer = Answer("", question, audience, "not_found", "Det ved jeg ikke.")
            return above(NOTICE, answer)
        if question == "langsomt":
            time.sleep(2)
        text = f"Til {audience} efter {len(history)}: {QUOTE} [1]"
        text = TABLE if question == "forskel" else text
        answer = Answer("", question, audience, "answered", text, (quote(),))
        if question == "med ord":
            terms = (Term("Unge", "Mennesker, der ikke er gamle."),)
            answer = replace(answer, terms=terms, way="model", remark="Skrevet af en sprogmodel.")
            return above("Det afgør kommunen.", answer)
        return answer

    def watch(self, watched: Callable[[Model], Model]) -> None:
        return None

    def renew(self) -> None:
        return None

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        if not situation.strip() and filters == ANY:
            raise QuestionError("Skriv, hvad det handler om.")
        if situation == "intet":
            return Found(situation, (), "Jeg fandt ikke noget initiativ, der passer.", NOTICE)
        entry = entries(list(self.documents.values()))[0]
        match = Match(entry.initiative, (Why("ung", "Unge"),), 1.0)
        if situation == "slut":
            ended = replace(match, initiative=replace(entry.initiative, state="over"))
            return Found(situation, (ended, match), "Jeg fandt to initiativer.")
        return Found(situation, (match,), "Jeg fandt ét initiativ.")

    def initiatives(self) -> Inventory:
        today = self.today()
        found = tuple(
            replace(entry, initiative=as_of(entry, today))
            for entry in entries(list(self.documents.values()))
        )
        return Inventory(self.today(), found, len(self.documents), len(self.documents))


class Slow(FakeAssistant):
    """Takes so many seconds to be opened, and says how far it is."""

    def __init__(self, progress: Progress, seconds: float) -> None:
        for done in range(10):
            progress(done, 10)
            time.sleep(seconds / 10)
        super().__init__()


class Full(FakeAssistant):
    """Has PAGES more documents, and a file that could not be read."""

    def __init__(self) -> None:
        super().__init__()
        for number in range(PAGES):
            first = 2010 + number % 16
            text = PAGE.format(number + 18, first, first + 3)
            self.documents[f"tilbud-{number}"] = parse(f"tilbud-{number}", text)
        self.problems = (Problem("brev.docx", "Filen er beskadiget."),)


def main() -> None:
    """Serve until interrupted; START=slow takes a while to be opened, START=full has many pages."""
    start = os.environ.get("START", "")

    def opened(progress: Progress) -> FakeAssistant:
        if start in SECONDS:
            return Slow(progress, SECONDS[start])
        return Full() if start == "full" else FakeAssistant()

    starting: Starting[Asked] = Starting(opened)
    serve(starting, settings.load(), int(sys.argv[1]))


FAKE = str(Path(__file__))

if __name__ == "__main__":
    main()
