"""Whose a number is that a sentence has, and the one before it says of whom."""

import re
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.question import plan
from assistant.rank import all_sentences
from assistant.reached import contact, spoken_of
from assistant.scopes import Scopes
from corpus.structure import parse
from tests.fakes import FakeSearch

PAGE = parse(
    "lejren",
    "Opholdsstedet Lejren\n\nTil daglig:\n\nPædagogen hedder Finn Juel. Vores jurist Karla Bro "
    "hjælper med gæld. Hun træffes på 31 42 53 64 om mandagen.\n",
)


def test_pronoun_stands_for_whom_the_sentence_before_names() -> None:
    *_, last = all_sentences(PAGE)
    assert spoken_of(last).startswith("Vores jurist Karla Bro hjælper med gæld. Hun træffes")


def test_sentence_of_its_own_stands_alone() -> None:
    first, *_ = all_sentences(PAGE)
    assert spoken_of(first) == first.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvad er nummeret til Karla Bro?", "answered"),
        ("Hvad er nummeret til Finn Juel?", "not_found"),
    ],
)
def test_number_is_of_whom_the_pronoun_stands_for(question: str, status: str) -> None:
    assistant = Assistant.over((PAGE,), FakeSearch((PAGE,)), lambda: date(2024, 6, 1))
    answer = assistant.ask(question)
    assert answer.status == status
    assert ("31 42 53 64" in answer.text) == (status == "answered")


HELP = parse(
    "odden",
    "Værestedet Odden\n\nOdden er for alle i Skagen.\n\nHvem er her\n\n"
    "En jurist kommer den første tirsdag.\n\nSygeplejerske Lis Vad har tlf. 22 33 44 55.\n\n"
    "Krisetelefonen er åben alle dage på telefon 31 32 33 34.\n\nFind vej\n\n"
    "Telefon 97 11 22 33\n\n"
    "Vejleder i Assens: Tove Rask, tlf. 64 10 20 30\nTræffes mandag kl. 10-12\n\n"
    "Vejleder i Nyborg: Erik Sund, tlf. 64 10 20 31\nTræffes torsdag kl. 13-15\n",
)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Hvad er telefonnummeret til Odden?", ["97 11 22 33"]),
        ("Hvad er telefonnummeret til krisetelefonen på Odden?", ["31 32 33 34"]),
        ("Hvad er telefonnummeret til sygeplejersken på Odden?", ["22 33 44 55"]),
        ("Hvad er telefonnummeret til juristen på Odden?", []),
        ("Hvad er juristens telefonnummer på Odden?", []),
        ("Hvad er telefonnummeret til vejlederen i Nyborg på Odden?", ["64 10 20 31"]),
    ],
)
def test_number_is_of_whoever_is_asked_for(question: str, numbers: list[str]) -> None:
    answer = Assistant.over((HELP,), FakeSearch((HELP,)), lambda: date(2024, 6, 1)).ask(question)
    assert re.findall(r"(?:\d\d ){3}\d\d", answer.text) == numbers


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Hvornår træffes Erik Sund?", "torsdag"),
        ("Hvornår kan man træffe Tove Rask på Odden?", "mandag"),
    ],
)
def test_hours_are_of_whom_the_line_before_names(question: str, day: str) -> None:
    answer = Assistant.over((HELP,), FakeSearch((HELP,)), lambda: date(2024, 6, 1)).ask(question)
    assert [one for one in ("mandag", "torsdag") if one in answer.text] == [day]
    name = "Erik Sund" if day == "torsdag" else "Tove Rask"
    assert name in answer.text  # whose they are stands with them


@pytest.mark.parametrize(
    ("question", "is_answered"),
    [
        ("Hvad er nummeret til krisecentret Solsikken?", True),
        ("Hvad er nummeret til rådgivningen på Solsikken?", True),
        ("Hvad er nummeret til juristen på Solsikken?", False),
    ],
)
def test_number_of_a_page_is_that_of_what_it_is_and_not_of_its_people(
    question: str, is_answered: bool
) -> None:
    page = parse(
        "solsikken",
        "Solsikken\n\nSolsikken er et krisecenter. En jurist kommer hver uge.\n\n"
        "Kontakt\n\nTelefon: 11 22 33 44\n",
    )
    assistant = Assistant.over([page], FakeSearch([page]), lambda: date(2026, 6, 1))
    assert ("11 22 33 44" in assistant.ask(question).text) is is_answered


PARTS = parse(
    "kilden",
    "Kvartershuset Kilden\n\nKilden er et hus for alle i Thisted.\n\nSyværkstedet\n\n"
    "I Syværkstedet kan du låne en symaskine. Du skal have prøvet det før.\n"
    "Ring eller skriv til syleder Marna Holt på 20 30 40 51.\n\n"
    "Mandecaféen\n\nMandecaféen er for mænd, der bor alene. Den har nummer 20 30 40 52.\n\n"
    "Korsangen\n\nVi synger hver fredag i salen. Alle kan være med.\n\n"
    "Kontakt\n\nLeder: Bent Lunde, telefon 20 30 40 50\n",
)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Hvem er kontaktperson i Syværkstedet?", "51"),
        ("Hvad er nummeret til mandecaféen?", "52"),
        ("Hvem kontakter man om Korsangen?", "50"),
    ],
)
def test_number_of_a_part_goes_before_that_of_the_page(question: str, number: str) -> None:
    assistant = Assistant.over((PARTS,), FakeSearch((PARTS,)), lambda: date(2024, 6, 1))
    found = re.findall(r"20 30 40 (\d\d)", assistant.ask(question).text)
    assert found == [number]


TOWNS = parse(
    "havnen",
    "Rådgivningen Strandtud\n\nStrandtud hjælper familier i Kolding, Struer og Lemvig.\n\n"
    "Kontakt\n\nKolding, Sejlergade 4, 6000 Kolding\nMandag kl. 9-12. Telefon 51 52 53 54.\n"
    "Koordinator: Ditte Kvist, ditte@strandtud.example\n\n"
    "Struer, Mejeriet, Ågade 2, 7600 Struer\nOnsdag kl. 14-16. Telefon 61 62 63 64. Kom bare.\n\n"
    "Hvad det koster\n\nDet er gratis.\n",
)
SENTENCE = parse(
    "loen",
    "Rådgivningen Lønnen\n\nLønnen er i Kolding og Struer.\n\n"
    "Struer\n\nI Struer svarer vi på 61 62 63 64 efter kl. 12.\n\n"
    "Kontakt\n\nKolding Bibliotek, telefon 51 52 53 54\n",
)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Hvad er telefonnummeret til Strandtud i Struer?", ["61 62 63 64"]),
        ("Hvad er telefonnummeret til Strandtud i Kolding?", ["51 52 53 54"]),
        ("Hvad er telefonnummeret til Strandtud i Lemvig?", []),
        ("Jeg bor i Lemvig. Hvad er nummeret til Strandtud?", ["51 52 53 54", "61 62 63 64"]),
        ("Hvad er telefonnummeret til Strandtud?", ["51 52 53 54", "61 62 63 64"]),
        ("Hvad er telefonnummeret til Lønnen i Struer?", ["61 62 63 64"]),
        ("Hvad er telefonnummeret til Lønnen i Kolding?", ["51 52 53 54"]),
    ],
)
def test_number_is_that_of_the_town_asked_of(question: str, numbers: list[str]) -> None:
    pages = (TOWNS, SENTENCE)
    answer = Assistant.over(pages, FakeSearch(pages), lambda: date(2024, 6, 1)).ask(question)
    assert re.findall(r"(?:\d\d ){3}\d\d", answer.text) == numbers


@pytest.mark.parametrize(("town", "is_there"), [("Kolding", True), ("Struer", False)])
def test_whoever_stands_right_under_an_address_is_there(town: str, is_there: bool) -> None:
    (question,) = plan(f"Hvem er kontaktperson for Strandtud i {town}?", Scopes.over([TOWNS]).find)
    told = [item.text for item in contact(question, TOWNS)]
    assert any("Ditte Kvist" in text for text in told) is is_there


HOURS = parse(
    "klitten",
    "Klubben Klitten\n\nKlitten er for unge i Kolding og Struer.\n\n"
    "Åbningstider og kontakt\n\nKolding, Sejlergade 4, 6000 Kolding\n"
    "Mandag og fredag kl. 9-12. Telefon 51 52 53 54.\nLeder: Ditte Kvist, ditte@klitten.example\n\n"
    "Struer, Ågade 2, 7600 Struer\nOnsdag kl. 14-16. Telefon 61 62 63 64.\n\n"
    "Brevkassen er åben søndag kl. 20-21.\n",
)


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("Hvornår har Klitten åbent i Kolding?", ["9-12"]),
        ("Hvornår har Klitten åbent i Struer?", ["14-16"]),
        ("Har Klitten åbent om onsdagen?", ["14-16"]),
        ("Hvornår har Klitten åbent i Lemvig?", []),
    ],
)
def test_hours_are_of_the_place_whose_address_stands_over_them(
    question: str, hours: list[str]
) -> None:
    answer = Assistant.over((HOURS,), FakeSearch((HOURS,)), lambda: date(2024, 6, 1)).ask(question)
    assert re.findall(r"kl\. (\d+-\d+)", answer.text) == hours


def test_hours_of_several_places_are_told_with_these_and_no_leader() -> None:
    assistant = Assistant.over((HOURS,), FakeSearch((HOURS,)), lambda: date(2024, 6, 1))
    told = assistant.ask("Hvornår har Klitten åbent?").text
    assert "Kolding, Sejlergade 4, 6000 Kolding; Mandag og fredag kl. 9-12. [1]" in told
    assert "Struer, Ågade 2, 7600 Struer; Onsdag kl. 14-16. [3]" in told
    assert "Ditte" not in told
