"""Rows of tables: the one that begins with what is asked, and not the others."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.rank import all_sentences
from assistant.rows import head
from corpus.structure import parse
from corpus.text import cells
from evals.run import bench
from index.embed import BUNDLED, Embedding
from tests.fakes import FakeSearch

CENTRE = parse(
    "centret",
    "Center Lysning\n\nCentret rådgiver om gæld i tre byer.\n\n"
    "Find os\n\nRibe: Havnevej 9, telefon 55 72 18 01\n\n"
    "Skive: Torvet 22, telefon 55 72 18 02\n\n"
    "Tal for byerne\n\nBy: Ribe · Pladser: 16 · Pris: 109.000 kr.\n\n"
    "By: Skive · Pladser: 24 · Pris: 98.000 kr.\n",
)


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("Hvad er telefonnummeret til Center Lysning i Skive?", "55 72 18 02", "55 72 18 01"),
        ("Hvad er prisen i Center Lysning i Ribe?", "109.000", "98.000"),
        ("Hvor mange pladser har Center Lysning i Skive?", "24", "16"),
        (
            "Hvor ligger Center Lysning i Skive, og hvad er telefonnummeret?",
            "55 72 18 02",
            "55 72 18 01",
        ),
    ],
)
def test_row_that_is_asked_about_is_told_alone(question: str, said: str, not_said: str) -> None:
    assistant = Assistant.over([CENTRE], FakeSearch([CENTRE]), lambda: date(2026, 6, 1))
    text = assistant.ask(question).text
    assert said in text
    assert not_said not in text


RATES = parse(
    "satser",
    "Satser i Lysning\n\nHer er satserne.\n\nBeløb om året\n\n"
    "Unge · 1.000 kr.\n\nUnge med børn · 3.000 kr.\n",
)


def test_row_whose_name_says_most_of_what_is_asked_is_told() -> None:
    assistant = Assistant.over([RATES], FakeSearch([RATES]), lambda: date(2026, 6, 1))
    assert "3.000" in assistant.ask("Hvilket beløb får unge med børn i Satser i Lysning?").text


PLACES = parse(
    "steder",
    "Lysning\n\nLysning er for unge.\n\nDeltagende kommuner\n\n"
    "Region: Fyn · Kommune: Nordmose · Pladser: 16\n\n"
    "Region: Fyn · Kommune: Klinteby · Pladser: 24\n",
)


def test_row_under_municipality_names_one() -> None:
    assistant = Assistant.over([PLACES], FakeSearch([PLACES]), lambda: date(2026, 6, 1))
    text = assistant.ask("Hvilke kommuner er med i Lysning?").text
    assert "Nordmose" in text
    assert "Klinteby" in text


SHELTERS = parse(
    "vaeresteder",
    "Væresteder i Rudby\n\nRudby har væresteder, hvor du kan få en kop kaffe og en snak.\n\n"
    "Sted | Adresse | Åbent | Telefon\n"
    "Kilden | Havnegade 3 | mandag-fredag kl. 9-15 | 11 22 33 44\n"
    "Laden | Torvet 1 | alle dage kl. 12-20 | 22 33 44 55\n\n"
    "Besøg pr. år\n2022\t310\n2023\t460\n\n"
    "Gæster efter by, 2023\nBy\tMænd\tKvinder\nNørre Rud\t14\t9\nSønder Rud\t6\t21\n",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Hvornår har Laden åbent?",
            "Sted: Laden · Åbent: alle dage kl. 12-20 [1]",
        ),
        ("Hvad er nummeret til Kilden?", "Telefon: 11 22 33 44"),
        ("Hvor mange besøg var der i Rudby i 2022?", "»Besøg pr. år«: 2022 · 310"),
        ("Hvor mange kvinder fra Sønder Rud er gæster i Rudby?", "Kvinder: 21"),
    ],
)
def test_row_of_a_table_in_text_is_told_by_its_columns(question: str, answer: str) -> None:
    with bench([SHELTERS], Embedding(BUNDLED)) as on:
        found = on.assistant.ask(question)
    assert answer in found.text
    assert all("\t" in one.quote or " | " in one.quote for one in found.citations[:1])


def test_head_of_a_table_answers_nothing() -> None:
    with bench([SHELTERS], Embedding(BUNDLED)) as on:
        found = on.assistant.ask("Hvor mange mænd fra Nørre Rud er gæster i Rudby?")
    assert "By\tMænd\tKvinder" not in [one.quote for one in found.citations]


def test_empty_cell_keeps_its_column() -> None:
    page = parse(
        "ankeret",
        "Værestedet Ankeret\n\nAnkeret er et værested, hvor alle i byen er velkomne hele året.\n\n"
        "Folk på Ankeret\nNavn\tRolle\tBy\tTelefon\nAnna Berg\t\tOdense\tingen\n"
        "Bo Dal\t\tVejle\t11 22 33 44\n",
    )
    assert cells("Anna | | anna@x.dk") == ["Anna", "", "anna@x.dk"]
    (row,) = [item for item in all_sentences(page) if item.text.startswith("Bo Dal")]
    assert head(row) == ["Navn", "Rolle", "By", "Telefon"]


def test_row_without_a_number_is_no_heading() -> None:
    page = parse(
        "byer",
        "Byer\n\nHer er byerne, hvor du kan komme ind og få en snak og en kop kaffe i fred.\n\n"
        "By: Rud · Adresse: Torv 3 · Åbent: 10-14\n\nBy: Sand · Adresse: Torv 5 · Åbent: 9-12\n",
    )
    assert [section.heading for section in page.sections] == [""]


HOURS = parse(
    "havnen",
    "Rådgivningen Havnen\n\nRådgivningen Havnen er for alle i kommunen.\n\nÅBNINGSTIDER\n\n"
    "Mandag      9-16\nTirsdag     9-19\nOnsdag      Lukket\n\n"
    "Åbent uden aftale: tirsdag kl. 16-18.\n\n"
    "Uden for åbningstiden kan du ringe til vagten.\n",
)


def test_opening_hours_are_told_as_the_whole_table_of_them() -> None:
    assistant = Assistant.over([HOURS], FakeSearch([HOURS]), lambda: date(2026, 6, 1))
    text = assistant.ask("Hvad er åbningstiderne i Rådgivningen Havnen?").text
    assert all(row in " ".join(text.split()) for row in ("Mandag 9-16", "Tirsdag 9-19", "Lukket"))
    assert "vagten" not in text


def test_links_beside_each_other_in_a_paragraph_are_no_row() -> None:
    page = parse(
        "ly",
        "Huset Ly\n\nHuset Ly er for alle i byen, som vil have en kop kaffe og en snak med os.\n\n"
        "Regler\n\nVi har få regler. Læs også: Om huset | Om byen\n",
    )
    (links,) = [item for item in all_sentences(page) if item.text.startswith("Læs også")]
    assert head(links) == []
