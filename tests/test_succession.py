"""What took an initiative's place, what it is called now, and where it goes on."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.succession import ended
from corpus.structure import parse
from tests.fakes import FakeSearch

OFFER = parse(
    "kvisten",
    "Kvisten: støtte til unge mødre\n\nHvad er Kvisten?\n\n"
    "Kvisten er kommunens tilbud til unge mødre under 25 år.\n\nBaggrund\n\n"
    "Kvisten afløste den 1. maj 2023 den tidligere ordning »Trygt hjem«. "
    "Mødre, der er visiteret til Trygt hjem, beholder deres kontaktperson.\n",
)
REPORT = parse(
    "rapport",
    "Grønne Haver - en sammenfatning\n\nGrønne Haver var et forsøg med fælles haver. "
    "Forsøget løb fra 1. februar 2021 til 31. januar 2024 i Ørby, Lemvad og Stenkær.\n\n"
    "Hvad sker der nu?\n\n"
    "Ørby har besluttet at fortsætte for egne midler under navnet Haveringen til og med 2027. "
    "Stenkær fortsætter ikke. Lemvig har valgt at fortsætte i egen drift.\n",
)
MINUTES = parse(
    "referat",
    "Nyt fra Ældrerådet\n\nPunkt 1. Seniorbussen og Havnecaféen\n\n"
    "Seniorbussen, som siden 2018 har kørt hver uge, stoppede den 1. april 2024. "
    "Havnecaféen har åbent hver dag. Mødet sluttede kl. 18.\n",
)
PAGES = (OFFER, REPORT, MINUTES)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    "question",
    [
        "Findes Trygt hjem stadig?",
        "findes trygt hjem endnu",
        "Hvad afløste Trygt hjem?",
        "Hvornår afløste Kvisten Trygt hjem?",
    ],
)
def test_what_is_replaced_is_told_by_what_came_after(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [one.quote for one in answer.citations] == [
        "Kvisten afløste den 1. maj 2023 den tidligere ordning »Trygt hjem«."
    ]


def test_what_happens_to_those_who_had_it_is_told_too(assistant: Assistant) -> None:
    answer = assistant.ask("Hvad sker der med dem, der er visiteret til Trygt hjem?")
    assert answer.citations[-1].quote.endswith("beholder deres kontaktperson.")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Kører Grønne Haver endnu i Ørby?", "Ørby har besluttet at fortsætte"),
        ("Kører Grønne Haver endnu i Stenkær?", "Stenkær fortsætter ikke."),
        ("Kører Grønne Haver endnu i Lemvig?", "Lemvig har valgt at fortsætte"),
        ("Hvad hedder Grønne Haver i Ørby nu?", "Ørby har besluttet at fortsætte"),
        ("Lever Grønne Haver videre nogen steder?", "Ørby har besluttet at fortsætte"),
        ("Hvad er Haveringen?", "Ørby har besluttet at fortsætte"),
        ("Kører Grønne Haver endnu?", "Forsøget løb fra 1. februar 2021"),
    ],
)
def test_where_and_as_what_it_goes_on(assistant: Assistant, question: str, said: str) -> None:
    assert assistant.ask(question).citations[0].quote.startswith(said)


def test_list_of_what_is_over_has_what_a_sentence_says_has_ended(assistant: Assistant) -> None:
    text = assistant.ask("Hvilke initiativer er afsluttet?").text
    assert "Seniorbussen, som siden 2018" in text
    assert "1. februar 2021 til 31. januar 2024" in text
    assert "Havnecaféen" not in text


def test_end_of_what_no_heading_names_is_none_of_an_initiative() -> None:
    assert [one.text.split(",")[0] for one in ended(MINUTES)] == ["Seniorbussen"]


def test_end_of_one_part_is_not_told_of_the_others() -> None:
    page = parse(
        "huse",
        "Huse i byen\n\nBroen\n\nFor: unge\n\nPris: gratis\n\nBroen lukkede i 2022.\n\n"
        "Kajen\n\nFor: voksne\n\nPris: 20 kr.\n\nSkuret\n\nFor: ældre\n\nPris: 10 kr.\n",
    )
    assistant = Assistant.over((page,), FakeSearch((page,)), lambda: date(2024, 11, 1))
    text = assistant.ask("Hvilke initiativer er slut?").text
    assert text.count("Broen lukkede i 2022") == 1
    assert "Kajen" not in text
