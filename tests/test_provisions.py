"""The paragraphs of laws and bylaws: read one by one, and answered by their number."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.paragraphs import asked, other_law
from assistant.provisions import provision
from assistant.question import parse as question
from corpus.structure import parse
from corpus.text import sentences
from tests.fakes import FakeSearch

LAW = """\
Regler for brug af kolonihaver

I medfør af vedtægterne gælder følgende regler.

Kapitel 1
Lejere

§ 1. Foreningen lejer haver ud til personer over 18 år, der bor i byen, og som ikke
har en anden have.
Stk. 2. Personer, der flytter fra byen, beholder haven i 12 måneder.
Stk. 3. En have kan ikke lejes ud efter § 107.

§ 2. Børn må gerne have et bed, jf. dog stk. 2. Det skal være mindre end
15 kvadratmeter.

Kapitel 2
Ophør

§ 3. Bestyrelsen kan opsige en lejer, der ikke passer haven. Opsigelse kan
ikke ske uden varsel.

§ 3 a. Haver med hegn passes af lejeren.

Vedtaget af Haveforeningen den 3. maj 2024
"""
CAFE = """\
Caféen i Odder

Caféen er for 12 unge mellem 15 og 18 år efter servicelovens § 104.

Den er åben hver dag.
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    pages = [parse("haver", LAW), parse("cafe", CAFE)]
    return Assistant.over(pages, FakeSearch(pages), lambda: date(2026, 1, 1))


def told(assistant: Assistant, asking: str) -> list[str]:
    """Return what is cited in an answer, each quote on one line; [] where it is declined."""
    return [" ".join(one.quote.split()) for one in assistant.ask(asking).citations]


def test_each_paragraph_is_a_section_in_its_chapter() -> None:
    page = parse("haver", LAW)
    assert [(section.heading, section.within) for section in page.sections] == [
        ("", ""),
        ("§ 1", "Kapitel 1\nLejere"),
        ("§ 2", "Kapitel 1\nLejere"),
        ("§ 3", "Kapitel 2\nOphør"),
        ("§ 3 a", "Kapitel 2\nOphør"),
    ]
    assert [page.text[one.start : one.end][:7] for one in page.sections[1].blocks] == [
        "§ 1. Fo",
        "Stk. 2.",
        "Stk. 3.",
    ]


def test_line_that_only_refers_to_a_paragraph_opens_none() -> None:
    text = "Haver\n\nEn have lejes ud efter\n§ 1. Den er god.\n\nBørn lejer efter\n§ 2. De må.\n"
    assert {section.heading for section in parse("haver", text).sections} <= {"", "Haver"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 8. Haven er stor.", ["§ 8. Haven er stor."]),
        ("Haven er stor. § 8 a. Den er god.", ["Haven er stor.", "§ 8 a. Den er god."]),
        ("Stk. 2. Haven er stor.", ["Stk. 2. Haven er stor."]),
        ("Se: Stk. 2. Haven er stor.", ["Se: Stk. 2. Haven er stor."]),
        ("Den er stor, jf. stk. 2. Ellers ikke.", ["Den er stor, jf. stk. 2.", "Ellers ikke."]),
        ("Det følger af § 8. Haven er stor.", ["Det følger af § 8.", "Haven er stor."]),
    ],
)
def test_number_of_a_paragraph_belongs_to_its_sentence(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        (
            "Hvad står der i § 3 i reglerne for kolonihaver?",
            [
                "§ 3. Bestyrelsen kan opsige en lejer, der ikke passer haven. "
                "Opsigelse kan ikke ske uden varsel."
            ],
        ),
        (
            "Hvad siger § 1, stk. 2?",
            ["Stk. 2. Personer, der flytter fra byen, beholder haven i 12 måneder."],
        ),
        ("hvad står der i stk. 3 i paragraf 1", ["Stk. 3. En have kan ikke lejes ud efter § 107."]),
        ("Hvad siger § 3 a?", ["§ 3 a. Haver med hegn passes af lejeren."]),
        ("Hvad står der i § 12 i reglerne for kolonihaver?", []),
        ("Hvad står der i § 15?", []),
        ("Hvad siger § 1, stk. 4?", []),
        ("Hvad siger § 107 i reglerne for kolonihaver?", []),
    ],
)
def test_paragraph_is_answered_by_its_own_words_or_not_at_all(
    assistant: Assistant, asking: str, expected: list[str]
) -> None:
    assert told(assistant, asking) == expected


def test_paragraph_of_another_law_is_none_of_the_page(assistant: Assistant) -> None:
    other, named = question("Hvad siger servicelovens § 3?"), question("Hvad siger SEL § 107?")
    assert provision(other, assistant.search(other)) == []
    assert provision(named, assistant.search(named)) is None  # which a sentence may tell of


def test_paragraph_that_tells_of_something_is_found(assistant: Assistant) -> None:
    assert told(assistant, "Hvilken paragraf handler om opsigelse?")[0].startswith("§ 3. ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad står der i § 8 i bekendtgørelsen?", [("8", "")]),
        ("Hvad siger § 12 a, stk. 2?", [("12a", "2")]),
        ("Citer paragraf 4 stk 1", [("4", "1")]),
        ("Hvad er § 4 og § 5?", [("4", ""), ("5", "")]),
        ("Hvad er fristen efter § 4?", []),
        ("Er tilbuddet efter § 107?", []),
    ],
)
def test_paragraphs_whose_words_are_asked_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(text) == expected


def test_law_that_a_title_does_not_name_is_another() -> None:
    assert other_law("Hvad siger servicelovens § 4?", "Regler for haver")
    assert other_law("Hvad siger SEL § 4?", "Regler for haver")
    assert not other_law("Hvad siger servicelovens § 4?", "Serviceloven")
    assert not other_law("Hvad siger § 4 i reglerne?", "Regler for haver")
