"""Answers with a language model: drafts, the answer, and what comes where the model fails."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

import pytest

from assistant.assistant import Assistant
from assistant.facts import Statement
from assistant.generate import HIDDEN, kept_by
from assistant.model import Fault, Message
from assistant.types import Answer, Draft, Turn
from assistant.writing import Writing, Written
from corpus.structure import parse
from tests.fakes import FakeModel, FakeSearch

BROEN = parse(
    "broen",
    "Broen\n\nMålgruppe:\n\nBroen er for unge i Lilleby. Der er plads til 12 unge.\n\n"
    "Finansiering:\n\nDer er afsat 4 mio. kr. til Broen.\n",
)
HUSET = parse(
    "huset",
    "Huset\n\nMålgruppe:\n\nHuset er for familier i Storeby.\n\n"
    "Finansiering:\n\nDer er afsat 9 mio. kr. til Huset.\n",
)
QUESTION = "Hvem er målgruppen for Broen?"
TARGET = "Broen er for unge i Lilleby."
OWN = "Svaret er dokumenternes egne sætninger."


def assistant(model: FakeModel | None) -> Assistant:
    pages = [BROEN, HUSET]
    return Assistant.over(pages, FakeSearch(pages), lambda: date(2024, 6, 1), model=model)


def cites(messages: Sequence[Message], quote: str) -> str:
    """Return the number of the passage that holds a quote."""
    before = messages[1].content.split(quote)[0]
    return before.rsplit('nummer="', 1)[1].split('"')[0]


def test_model_writes_the_answer_and_its_marks_are_put_right() -> None:
    model = FakeModel(lambda told: f"Unge i Lilleby kan bruge Broen [{cites(told, TARGET)}][99].")
    found = assistant(model).ask(QUESTION, id="q1")
    assert found.way == "model"
    assert found.text.startswith("Unge i Lilleby kan bruge Broen")
    assert "[99]" not in found.text
    assert found.citations[0].quote == TARGET
    assert found.id == "q1"
    assert found.remark == "Skrevet af sprogmodellen prøvemodel og kontrolleret mod kilderne."


def test_without_a_model_nothing_is_said_of_one() -> None:
    found = assistant(None).ask(QUESTION)
    assert (found.way, found.remark) == ("documents", "")


def test_drafts_come_as_the_model_writes_with_its_sources_at_once() -> None:
    model = FakeModel("Broen er for unge i Lilleby. [1]")
    *drafts, last = assistant(model).stream(QUESTION)
    assert [draft.text for draft in drafts if isinstance(draft, Draft)] == [
        "Broen er for unge i Lilleby. [1]"[: 7 * count] for count in range(6)
    ]
    first = drafts[0]
    assert isinstance(first, Draft)
    assert [source.number for source in first.sources] == list(range(1, len(first.sources) + 1))
    assert any(TARGET in source.quote for source in first.sources)
    assert isinstance(last, Answer)


def test_closing_the_stream_ends_the_model() -> None:
    model = FakeModel("Broen er for unge i Lilleby. [1]")
    stream = assistant(model).stream(QUESTION)
    next(stream), next(stream)
    stream.close()
    assert model.closed == 1


@pytest.mark.parametrize("fault", ["refused", "late", "cut", "key", "resting", "endless"])
def test_model_that_fails_leaves_the_answer_of_the_documents(fault: Fault) -> None:
    plain = assistant(None).ask(QUESTION)
    found = assistant(FakeModel("Broen er for", fault)).ask(QUESTION)
    assert found == replace(plain, remark=f"{kept_by(fault)} {OWN}")


def test_model_that_writes_nothing_that_holds_leaves_the_answer_of_the_documents() -> None:
    plain = assistant(None).ask(QUESTION)
    found = assistant(FakeModel("Broen har 57 pladser i Paris. [1]")).ask(QUESTION)
    told = f"Kilderne dækkede ikke det, sprogmodellen skrev. {OWN}"
    assert found == replace(plain, remark=told)


def test_what_no_document_answers_is_not_asked_of_a_model() -> None:
    model = FakeModel("Paris er hovedstaden i Frankrig. [1]")
    found = assistant(model).ask("Hvad er hovedstaden i Frankrig?")
    assert (found.status, model.told) == ("not_found", [])


def test_notice_of_danger_stands_over_the_documents_own_words() -> None:
    model = FakeModel("Broen er for unge i Lilleby. [1]")
    found = assistant(model).ask("Jeg har taget en overdosis. Hvem er målgruppen for Broen?")
    assert found.notice
    assert (found.way, model.told) == ("documents", [])


def test_follow_up_is_understood_through_the_model_where_it_adds_nothing() -> None:
    def reply(told: Sequence[Message]) -> str:
        is_alone = "<samtale-" in told[1].content
        return "Hvor mange mio. kr. er der afsat til Broen?" if is_alone else "INTET SVAR"

    model = FakeModel(reply)
    asked = assistant(model)
    first = assistant(None).ask(QUESTION)
    found = asked.ask("Og hvor mange mio. kr. er der afsat?", history=(Turn(QUESTION, first),))
    assert "4 mio. kr." in found.text
    assert len(model.told) == 2
    assert "<spørgsmål-" in model.told[1][1].content


def test_model_that_failed_on_the_follow_up_is_not_waited_for_again() -> None:
    model = FakeModel(fault="late")
    first = assistant(None).ask(QUESTION)
    found = assistant(model).ask("Hvem betaler for det?", history=(Turn(QUESTION, first),))
    assert len(model.told) == 1
    if found.status == "answered":
        assert found.remark == f"{kept_by('late')} {OWN}"


def test_every_citation_of_a_written_answer_is_what_stands_in_its_document() -> None:
    model = FakeModel("• Broen er for unge i Lilleby. [1]\n• Der er plads til 12 unge. [1]")
    found = assistant(model).ask(QUESTION)
    pages = {"broen": BROEN, "huset": HUSET}
    for one in found.citations:
        assert pages[one.document].text[one.start : one.end] == one.quote
    assert found.text.startswith("• Broen er for unge i Lilleby. [1]\n• Der er plads til 12 unge.")


PRIVATE = "Jeg hedder Ida Holm, 010190-1234. Hvem er målgruppen for Broen? Ring på 22334455."
KEPT = ("Ida", "Holm", "010190", "22334455")


def told(model: FakeModel) -> str:
    return "\n".join(message.content for messages in model.told for message in messages)


def wrote(model: FakeModel, question: str) -> Written:
    """Return what becomes of a question that the target group of BROEN answers."""
    writing = Writing(model, FakeSearch([BROEN]), Lock(), [question])
    start = BROEN.text.index(TARGET)
    statement = Statement(TARGET, BROEN, start, start + len(TARGET))
    asked = Answer("", question, "caseworker", "not_found", "")
    drafts = writing.answer(asked, question, [], [statement])
    while True:
        try:
            next(drafts)
        except StopIteration as end:
            assert isinstance(end.value, Written)
            return end.value


def test_model_on_another_machine_gets_no_personal_data_and_the_user_is_told() -> None:
    model = FakeModel("Broen er for unge i Lilleby. [1]", is_remote=True)
    found = wrote(model, PRIVATE)
    masked = (
        "Jeg hedder [navn], [CPR-nummer]. Hvem er målgruppen for Broen? Ring på [telefonnummer]."
    )
    assert masked in told(model)
    assert [word for word in KEPT if word in told(model)] == []
    assert (found.way, found.remark.endswith(HIDDEN)) == ("model", True)


def test_model_on_this_machine_gets_the_question_as_it_is() -> None:
    model = FakeModel("Broen er for unge i Lilleby. [1]")
    found = wrote(model, PRIVATE)
    assert PRIVATE in told(model)
    assert HIDDEN not in found.remark


def test_answer_tells_that_something_was_masked_and_keeps_the_question() -> None:
    question = f"{QUESTION} Min søn er 010190-1234"
    found = assistant(FakeModel("Broen er for unge i Lilleby. [1]", is_remote=True)).ask(question)
    assert found.way == "model"
    assert found.remark.endswith(HIDDEN)
    assert found.question == question


def test_nothing_is_told_of_masking_where_nothing_was_masked() -> None:
    found = assistant(FakeModel("Broen er for unge i Lilleby. [1]", is_remote=True)).ask(QUESTION)
    assert found.way == "model"
    assert HIDDEN not in found.remark


def test_model_that_fails_was_given_no_personal_data_and_that_is_told_too() -> None:
    found = wrote(FakeModel(fault="late", is_remote=True), PRIVATE)
    assert found.remark == f"{kept_by('late')} {OWN} {HIDDEN}"


def test_conversation_is_masked_too_and_a_name_throughout_it() -> None:
    def reply(told: Sequence[Message]) -> str:
        is_alone = "<samtale-" in told[1].content
        alone = "Hvor mange mio. kr. er der afsat til Broen for [navn]?"
        return alone if is_alone else "Der er afsat 4 mio. kr. til Broen. [1]"

    model = FakeModel(reply, is_remote=True)
    first = replace(assistant(None).ask(QUESTION), text="Ring til Ida Holm på 99887766. [1]")
    followed = "Og hvor mange mio. kr. er der afsat for Ida?"
    found = assistant(model).ask(followed, history=(Turn(PRIVATE, first),))
    assert len(model.told) == 2
    assert [word for word in (*KEPT, "99887766") if word in told(model)] == []
    assert "4 mio. kr." in found.text
    assert found.remark.endswith(HIDDEN)


def test_contact_of_a_document_is_given_to_the_model_and_stands_in_the_answer() -> None:
    page = parse(
        "broen", "Broen\n\nBroen er for unge i Lilleby.\n\nKontakt:\n\nBo Vang\n22 33 44 55\n"
    )
    model = FakeModel(
        lambda told: f"Telefon 22 33 44 55 [{cites(told, '22 33 44')}].", None, 4096, True
    )
    asked = Assistant.over([page], FakeSearch([page]), lambda: date(2024, 6, 1), model=model)
    found = asked.ask("Er det 22334455, man ringer til hos Broen?")
    assert "Er det 22334455, man" in told(model)
    assert "22 33 44 55" in found.text
    assert HIDDEN not in found.remark
