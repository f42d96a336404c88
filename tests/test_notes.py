"""What is noted beside an answer."""

from datetime import date

import pytest

from assistant.contact import contacts
from assistant.facts import Statement, period, period_field, running, updated
from assistant.notes import is_over, notes
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import IN_PROSE, PAGE

BEFORE, INSIDE, AFTER = date(2019, 12, 31), date(2021, 6, 1), date(2023, 1, 1)


def quoted(statement: Statement) -> str:
    return statement.document.text[statement.start : statement.end]


def said(words: str, document: Document = PAGE) -> Statement:
    start = document.text.index(words)
    return Statement(words, document, start, start + len(words))


PURPOSE = said("Formålet er at bygge bro.")
OVER = "Initiativet er slut: perioden var 2020 - 2022."


def test_answer_about_what_is_over_says_so_once() -> None:
    (note,) = notes([PURPOSE, PURPOSE, *contacts(PAGE)], AFTER)
    assert (note.text, quoted(note)) == (OVER, "2020 - 2022")


@pytest.mark.parametrize("today", [BEFORE, INSIDE, date(2022, 12, 31)])
def test_answer_about_what_is_not_over_has_no_note(today: date) -> None:
    assert notes([PURPOSE], today) == []


def test_answer_that_states_the_period_needs_no_note_that_it_is_over() -> None:
    field = period_field(PAGE)
    assert field is not None
    assert notes([period(PAGE, field)], AFTER) == []
    assert notes([PURPOSE, running(PAGE, field, AFTER, "Kører det?")], AFTER) == []
    prose = period_field(IN_PROSE)
    assert prose is not None
    assert notes([period(IN_PROSE, prose)], date(2024, 1, 1)) == []


def test_answer_from_two_pages_has_no_note_of_one() -> None:
    assert notes([PURPOSE, said("Vejen er et forløb for unge.", IN_PROSE)], AFTER) == []
    assert notes([], AFTER) == []


OLD = parse("lund", "Lunden\n\nLunden er for ældre.\n\nSenest opdateret 05-06-2020\n")
OLD_DAY = "Siden blev senest opdateret 05-06-2020."


@pytest.mark.parametrize(
    ("today", "told_so"),
    [
        (date(2020, 6, 5), []),
        (date(2023, 6, 4), []),  # 1 094 days after
        (date(2023, 6, 5), [OLD_DAY]),
        (date(2040, 1, 1), [OLD_DAY]),
    ],
)
def test_page_not_updated_for_three_years_says_when_it_was(today: date, told_so: list[str]) -> None:
    found = notes([said("Lunden er for ældre.", OLD)], today)
    assert [item.text for item in found] == told_so


def test_day_of_update_that_is_the_answer_is_not_noted_again() -> None:
    assert notes(updated(OLD), date(2040, 1, 1)) == []


def test_old_page_of_what_is_over_is_noted_as_over_alone() -> None:
    (note,) = notes([PURPOSE], date(2040, 1, 1))
    assert note.text == OVER


def test_page_without_a_date_or_period_has_no_note() -> None:
    page = parse("b", "Broen\n\nBroen er bygget.\n")
    assert notes([said("Broen er bygget.", page)], date(2040, 1, 1)) == []


PARTS = parse(
    "oversigt",
    "Oversigt over indsatser\n\nHer er to indsatser for unge, som kommunerne er gået sammen om.\n\n"
    "Broen\n\nBroen er for unge og løber i perioden 2018 - 2020.\n\n"
    "Vejen\n\nVejen er for børn. Der er afsat 4 mio. kr. til den.\n",
)


def test_part_of_a_page_is_over_by_its_own_period_alone() -> None:
    assert [item.text for item in notes([said("Vejen er for børn.", PARTS)], AFTER)] == []
    assert notes([said("Broen er for unge og løber i perioden 2018 - 2020.", PARTS)], AFTER) == []


def test_part_that_says_no_more_than_until_when_it_ran_is_over_too() -> None:
    page = parse(
        "oversigt",
        "Oversigt over indsatser\n\nHer er to indsatser.\n\n"
        "Broen\n\nBroen er for unge. Projektet løber til og med 2019.\n\n"
        "Vejen\n\nVejen er for børn. I perioden 2017-2019 støtter styrelsen ti kommuner.\n",
    )
    (note,) = notes([said("Broen er for unge.", page)], AFTER)
    assert note.text == "Initiativet er slut: det løb til og med 2019."
    assert notes([said("Vejen er for børn.", page)], AFTER) == []


def test_page_that_closed_on_a_day_is_over() -> None:
    closed = parse("hus", "Huset\n\nHuset hjalp unge. Projektet lukkede 31. maj 2015.\n")
    (note,) = notes([said("Huset hjalp unge.", closed)], AFTER)
    assert note.text == "Initiativet er slut: det lukkede 31. maj 2015."


def test_initiative_is_over_after_its_period() -> None:
    ended = said(
        "Vejen er for børn.",
        parse("x", "Broen\n\nProjektperiode:\n\n2018 - 2020\n\nVejen er for børn.\n"),
    )
    assert is_over(ended, AFTER)
    assert not is_over(ended, date(2019, 1, 1))
