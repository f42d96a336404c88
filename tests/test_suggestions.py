"""Questions to ask next, and that they are answered from where they were drawn."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.opening import open_assistant
from assistant.settings import SHIPPED_DOCUMENTS, Settings
from assistant.suggestions import (
    Suggestion,
    drawn,
    drawn_examples,
    examples,
    suggestions,
)
from assistant.types import Answer, Audience, Citation, Nearest, Turn
from corpus.structure import parse
from corpus.types import Document
from evals import questions
from tests.fakes import quoted

FICTION = Path(__file__).parent.parent / "evals" / "fiction"
ANSWERED_FROM_THERE = 0.95  # measured .995 or more of some 600
SAMPLE = 40  # questions of each set, asked for both audiences


def page(id: str, title: str, *labels: str) -> Document:
    texts = "".join(f"{label}:\n\nHer står om {label.lower()} i {id}.\n\n" for label in labels)
    return parse(id, f"{title}\n\n{title} er et forløb.\n\n{texts}")


BRO = page("bro", "Bro til Job", "Målgruppe", "Formål", "Finansiering", "Kontakt", "Projektperiode")
VEJ = page("vej", "Vejen: et forløb for unge", "Målgruppe", "Formål")
LONG = page("lang", "En meget lang titel, som fortæller alt om projektet", "Målgruppe", "Formål")
NEWS = parse(
    "nyt",
    "Nyt hus\n\nDet nye hus er åbent for alle nu.\n\nBo i huset\n\nHuset har plads til tolv "
    "mennesker, som bor der i et år.\n\nSenest opdateret 18-04-2023\n",
)
DOCUMENTS = {one.id: one for one in (BRO, VEJ, LONG, NEWS)}


def of(document: Document, label: str, number: int = 1) -> Citation:
    section = next(one for one in document.sections if one.label == label)
    return quoted(document, number, document.text[section.start : section.end].strip())


def answered(*citations: Citation, question: str = "?", notice: str = "") -> Answer:
    return Answer("", question, "caseworker", "answered", "", citations, notice=notice)


def after(answer: Answer, audience: Audience = "caseworker", *turns: Turn) -> tuple[str, ...]:
    return suggestions(answer, turns, DOCUMENTS, audience)


def test_each_audience_is_asked_in_its_manner() -> None:
    answer = answered(of(BRO, "funding"))
    assert after(answer) == (
        "Hvad er formålet med »Bro til Job«?",
        "Hvem er målgruppen for »Bro til Job«?",
        "I hvilken periode løber »Bro til Job«?",
    )
    assert after(answer, "citizen") == (
        "Hvad går »Bro til Job« ud på?",
        "Hvem er »Bro til Job« for?",
        "Hvem kan jeg kontakte om »Bro til Job«?",
    )


def test_nothing_that_was_quoted_or_asked_before_is_suggested() -> None:
    before = Turn("Hvad er formålet?", answered(of(BRO, "purpose")))
    asked = Turn("hvem er målgruppen for Bro til Job", answered(of(BRO, "contact")))
    assert after(answered(of(BRO, "funding")), "caseworker", before, asked) == (
        "I hvilken periode løber »Bro til Job«?",
        "Hvad går »Bro til Job« ud på?",
    )


def test_two_documents_are_set_against_each_other() -> None:
    answer = answered(of(BRO, "target"), of(VEJ, "target", 2))
    assert after(answer) == (
        "Hvad er formålet med »Bro til Job«?",
        "Hvad er forskellen på »Bro til Job« og Vejen?",
        "Hvad er formålet med Vejen?",
    )
    both = replace(answer, question="Hvad er forskellen på Bro til Job og Vejen?")
    assert not any("forskellen" in question for question in after(both))


def test_long_title_is_the_initiative_while_it_is_the_topic() -> None:
    assert after(answered(of(LONG, "target")))[0] == "Hvad er formålet med initiativet?"
    title = LONG.title
    near = Answer("", "?", "citizen", "not_found", "", nearest=(Nearest("lang", title),))
    assert after(near)[0] == f"Hvad er formålet med »{title}«?"


def test_answer_not_found_leads_to_the_nearest_documents() -> None:
    near = (Nearest("vej", "Vejen"), Nearest("væk", "Væk"), Nearest("bro", "Bro"))
    assert after(Answer("", "?", "citizen", "not_found", "", nearest=near), "citizen") == (
        "Hvad går Vejen ud på?",
        "Hvad går »Bro til Job« ud på?",
        "Hvem er Vejen for?",
    )
    assert after(Answer("", "?", "citizen", "not_found", "")) == ()


def test_page_without_labels_is_asked_by_its_headings() -> None:
    cited = quoted(NEWS, 1, "Det nye hus er åbent for alle nu.")
    assert after(answered(cited)) == (
        "Hvad står der om »Bo i huset«?",
        "Hvornår er siden om »Nyt hus« senest opdateret?",
    )
    named = {**DOCUMENTS, "hus": parse("hus", "Bo i huset\n\nDer er plads til tolv.\n")}
    assert suggestions(answered(cited), (), named, "citizen") == ()


def test_nothing_is_suggested_to_who_may_be_in_danger() -> None:
    assert after(answered(of(BRO, "target"), notice="Ring 112 nu.")) == ()
    assert after(answered(of(BRO, "target"), notice="Det afgør kommunen.")) != ()


def test_document_that_is_gone_gives_no_suggestion() -> None:
    assert suggestions(answered(of(BRO, "target")), (), {}, "citizen") == ()


def test_examples_differ_by_audience_and_are_of_several_documents() -> None:
    group = parse("mad", "Mad\n\nMålgruppe:\n\nUnge med autisme, som bor hjemme.\n")
    assert examples([BRO, VEJ, NEWS, group], "caseworker") == (
        "Hvad er formålet med Vejen?",
        "Hvem er målgruppen for Mad?",
        "Hvordan er »Bro til Job« finansieret?",
        "Hvad går »Nyt hus« ud på?",
    )
    assert examples([BRO, VEJ, NEWS, group], "citizen") == (
        "Er der hjælp til unge med autisme?",
        "Hvem er Vejen for?",
        "Hvem kan jeg kontakte om »Bro til Job«?",
        "Hvad går »Nyt hus« ud på?",
    )
    assert examples([], "citizen") == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("documents", "asked"),
    [
        (SHIPPED_DOCUMENTS, questions.SHIPPED_QUESTIONS),
        (FICTION / "documents", FICTION / "questions.yaml"),
    ],
    ids=["shipped", "fiction"],
)
def test_what_is_suggested_is_answered_from_there(
    documents: Path, asked: Path, tmp_path: Path
) -> None:
    chosen = Settings(
        documents=documents,
        data=tmp_path / "data",
        sources=tmp_path / "none.yaml",
        today=date(2024, 6, 1),
    )
    assistant = open_assistant(chosen)
    rows = questions.read(asked)
    right: list[bool] = []
    audiences: tuple[Audience, ...] = ("caseworker", "citizen")
    for audience in audiences:
        for first in drawn_examples(assistant.documents.values(), audience):
            assert _is_from_there(first, assistant.ask(first.question, audience)), first.question
        for row in rows[:: len(rows) // SAMPLE]:
            turns: tuple[Turn, ...] = ()
            for text in row.turns:
                turns = (*turns, Turn(text, assistant.ask(text, audience, turns)))
            for one in drawn(turns[-1].answer, turns[:-1], assistant.documents, audience):
                answer = assistant.ask(one.question, audience, turns)
                right.append(_is_from_there(one, answer))
    print(f"{sum(right)} of {len(right)}")
    assert sum(right) / len(right) >= ANSWERED_FROM_THERE


def _is_from_there(one: Suggestion, answer: Answer) -> bool:
    """Return whether each document that a suggestion is of is quoted in its stretch."""
    places = {place[0]: False for place in one.places}
    for document, start, end in one.places:
        for citation in answer.citations:
            if citation.document == document and start <= citation.start < end:
                places[document] = True
    return all(places.values())
