"""Questions, answers and scores made by hand, for the tests of evals."""

import re
from typing import Any

from assistant.assistant import Assistant
from assistant.types import Answer, Citation, Turn
from corpus.structure import parse
from evals.scores import WORTH
from evals.types import Asked, Question, Result, Scored
from index.types import Hit, Passage

TEXT = (
    "Broen\n\nFinansiering:\n\nDer er afsat 4 mio. kr. til Broen i 2023 - 2025.\n\n"
    "Målgruppe:\n\nBroen er for unge i Odder og Ærø. Den hører under § 107.\n"
)
BROEN = parse("broen", TEXT)
MONEY = "Der er afsat 4 mio. kr. til Broen i 2023 - 2025."
TARGET = "Broen er for unge i Odder og Ærø."


def question(id: str = "q1", **fields: Any) -> Question:
    """Return an answerable question about MONEY, with `fields` in place of its own."""
    own: dict[str, Any] = {
        "id": id,
        "fact": id,
        "type": "fact",
        "audience": "caseworker",
        "turns": ["Hvor meget er der afsat til Broen?"],
        "answerable": True,
        "evidence": [[{"document": "broen", "quote": MONEY}]],
        "nuggets": [{"id": "n1", "vital": True, "any_of": [r"4\s*mio"], "group": 0}],
    }
    return Question.model_validate(own | fields)


def unanswerable(id: str = "u1", **fields: Any) -> Question:
    """Return a question that BROEN does not answer."""
    nothing: dict[str, Any] = {"answerable": False, "evidence": [], "nuggets": []}
    own = {"type": "unanswerable", "turns": ["Hvem vandt?"], **nothing}
    return question(id, **(own | fields))


def citation(quote: str, number: int = 1) -> Citation:
    """Return a citation of words of BROEN."""
    start = TEXT.index(quote)
    return Citation(number, "broen", "Broen", "", quote, start, start + len(quote))


def answered(text: str, *citations: Citation) -> Answer:
    """Return an answer with its citations."""
    return Answer("q1", "?", "caseworker", "answered", text, citations)


DECLINED = Answer("q1", "?", "caseworker", "not_found", "Det svarer dokumenterne ikke på.")


def passage(quote: str) -> Passage:
    """Return words of BROEN as a passage."""
    start = TEXT.index(quote)
    end = start + len(quote)
    return Passage(f"broen:{start}-{end}", "broen", "Broen", "", start, end, quote)


def hit(quote: str) -> Hit:
    """Return words of BROEN as a hit."""
    return Hit(passage(quote), 1.0, 1.0, 1.0)


def assert_sound(answer: Answer, assistant: Assistant) -> None:
    """Assert that every quote is verbatim, and that markers and citations belong together."""
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert list(dict.fromkeys(markers)) == [c.number for c in answer.citations]
    places = [(c.document, c.start, c.end) for c in answer.citations]
    assert len(set(places)) == len(places)
    for citation in answer.citations:
        document = assistant.documents[citation.document]
        assert citation.quote
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.title == document.title
    assert (answer.status == "answered") == bool(answer.citations)
    assert answer.status == "answered" or not markers
    assert answer.status == "not_found" or not answer.nearest


def asked(of: Question, answer: Answer | None, *hits: Hit, seconds: float = 0.5) -> Asked:
    """Return a question asked; without an answer, it crashed."""
    return Asked(of, answer, "" if answer else "ValueError: broken", hits, seconds)


def scored(of: Question, result: Result, *faults: tuple[str, str], **measures: float) -> Scored:
    """Return a question with an outcome, and measures that go with it."""
    declined = result == "missing" or (result == "perfect" and not of.answerable)
    own = {
        "truthfulness": WORTH[result],
        "perfect": float(result == "perfect"),
        "agreement": 1.0,
        "milliseconds": 10.0,
        "wrong_decline" if of.answerable else "hallucination": float(declined == of.answerable),
    }
    answer = DECLINED if declined else answered(f"{MONEY} [1]", citation(MONEY))
    return Scored(asked(of, answer), result, own | measures, {}, faults)


def conversation(assistant: Assistant, *questions: str) -> Answer:
    """Return the answer to the last of some questions, each of them sound."""
    history: tuple[Turn, ...] = ()
    for question in questions:
        answer = assistant.ask(question, history=history)
        assert_sound(answer, assistant)
        history += (Turn(question, answer),)
    return answer
