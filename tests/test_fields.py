"""Facts in a fixed form."""

from datetime import date

import pytest

from corpus.structure import parse
from corpus.types import Field

HEAD = "Hus på vej\n\nHus på vej hjælper unge med at finde en bolig.\n\n"


def found(text: str) -> list[tuple[str, str]]:
    fields = parse("side", text).fields
    assert all(text[field.start : field.end] == field.value for field in fields)
    return [(field.name, field.value) for field in fields]


def contacts(text: str) -> list[tuple[str, str]]:
    return found(f"{HEAD}Kontakt:\n\n{text}\n")


def test_contact_on_lines_of_their_own_is_read() -> None:
    assert contacts("Anna Lund\n+45 12 34 56 78\nanna.lund@eksempel.dk\nCenter for Unge") == [
        ("person", "Anna Lund"),
        ("telephone", "+45 12 34 56 78"),
        ("email", "anna.lund@eksempel.dk"),
        ("unit", "Center for Unge"),
    ]


def test_contact_in_one_line_is_read() -> None:
    assert contacts("Anna Lund, tlf. 12345678, e-mail: anna@eksempel.dk") == [
        ("person", "Anna Lund"),
        ("telephone", "12345678"),
        ("email", "anna@eksempel.dk"),
    ]


def test_two_contacts_follow_each_other_in_the_order_of_the_text() -> None:
    assert contacts("Anna Lund\n12 34 56 78\n\nBo Dal-Ærø\n87 65 43 21") == [
        ("person", "Anna Lund"),
        ("telephone", "12 34 56 78"),
        ("person", "Bo Dal-Ærø"),
        ("telephone", "87 65 43 21"),
    ]


def test_address_right_after_its_label_is_read() -> None:
    assert contacts("Mail:anna@eksempel.dk") == [("email", "anna@eksempel.dk")]


def test_sentence_under_contact_is_neither_person_nor_unit() -> None:
    assert contacts("Ring til os mellem 9 og 15 på 12 34 56 78.") == [("telephone", "12 34 56 78")]
    assert contacts("Vi svarer så hurtigt vi kan.") == []


def test_person_whom_a_sentence_says_to_turn_to_is_read() -> None:
    said = "Tal med din vejleder, eller ring til teamleder Anna Lund på 12 34 56 78. Det er gratis."
    assert contacts(said) == [("person", "Anna Lund"), ("telephone", "12 34 56 78")]
    assert contacts("Åbent mandag kl. 9 (uden aftale)\n12 34 56 78") == [
        ("telephone", "12 34 56 78")
    ]


def test_number_outside_a_contact_is_no_telephone() -> None:
    assert found(f"{HEAD}Sagen har nummer 12 34 56 78.") == []


def test_period_under_its_label_is_read() -> None:
    text = f"{HEAD}Projektperiode:\n\n2023 - 2025\n"
    start = text.index("2023")
    assert parse("side", text).fields == (
        Field("period", "2023 - 2025", start, start + 11, date(2023, 1, 1), date(2025, 12, 31)),
    )


def test_period_in_a_sentence_that_says_what_ran_is_read() -> None:
    assert found(f"{HEAD}Projektet er gennemført i 2012-15 i tre byer.") == [("period", "2012-15")]


def test_period_in_a_sentence_about_something_else_is_not_read() -> None:
    assert found(f"{HEAD}Prisen steg i årene 2012-15 for alle.") == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("I perioden 2017-2019 støttes 20 kommuner.", "2017-2019"),
        ("I hele perioden fra 2017 til 2019 støttes 20 kommuner.", "2017 til 2019"),
        ("I projektperioden 2017-2019 fik 20 kommuner støtte.", "2017-2019"),
    ],
)
def test_sentence_that_begins_with_the_period_states_it(sentence: str, value: str) -> None:
    assert found(f"{HEAD}{sentence}") == [("period", value)]


def test_period_that_a_sentence_only_ends_with_is_not_read() -> None:
    assert found(f"{HEAD}Prisen steg for alle i perioden 2017-2019.") == []


def test_dates_of_the_page_are_read() -> None:
    text = f"Hus på vej\n\n07-10-2016\n\n{HEAD}Sidst opdateret 06/07 2017\n"
    fields = parse("side", text).fields
    assert [(field.name, field.value, field.first) for field in fields] == [
        ("published", "07-10-2016", date(2016, 10, 7)),
        ("updated", "06/07 2017", date(2017, 7, 6)),
    ]


@pytest.mark.parametrize(
    "said", ["Revideret den", "Senest redigeret", "Siden er ajourført", "Indholdet er ændret"]
)
def test_day_of_the_last_change_is_read_however_it_is_said(said: str) -> None:
    assert found(f"{HEAD}{said} 28-11-2025\n") == [("updated", "28-11-2025")]


def test_day_that_does_not_exist_is_not_read() -> None:
    assert found(f"{HEAD}Senest opdateret 31-02-2020\n") == []


def test_address_of_one_person_is_never_given_to_another() -> None:
    text = (
        "Kontakt\n\nFuldmægtig Jens-Ole Krag, telefon 33 92 10 11, eller konsulent Mette Bach, "
        "mbach@hunde.example."
    )
    assert contacts(text) == [
        ("person", "Fuldmægtig Jens-Ole Krag"),
        ("telephone", "33 92 10 11"),
        ("person", "Mette Bach"),
        ("email", "mbach@hunde.example"),
    ]


def test_period_in_the_past_tense_is_read() -> None:
    document = parse("side", "Titel\n\nProjektet kørte fra 2016 til 2018 i Odder.")
    assert [field.value for field in document.fields] == ["2016 til 2018"]


def test_period_that_a_funding_section_tells_is_read() -> None:
    sentence = "Der er afsat 4 mio. kr. til projektet, som løber fra 2021 til 2024."
    assert found(f"{HEAD}Finansiering:\n\n{sentence}\n") == [("period", "2021 til 2024")]


@pytest.mark.parametrize(
    "section",
    [
        "Finansiering:\n\nDer er afsat 4 mio. kr. i 2021-2024.\n",  # when it is paid
        "Baggrund:\n\nEt andet projekt løb fra 2011 til 2014.\n",
        "Samarbejdsparter:\n\nProjektet løb fra 2011 til 2014 i Odder.\n",
    ],
)
def test_years_of_something_else_are_no_period(section: str) -> None:
    assert found(f"{HEAD}{section}") == []


def test_labelled_period_and_one_in_the_funding_are_both_read() -> None:
    text = (
        f"{HEAD}Projektperiode:\n\n2021 - 2023\n\n"
        "Finansiering:\n\nProjektet løber fra 2021 til 2024.\n"
    )
    assert found(text) == [("period", "2021 - 2023"), ("period", "2021 til 2024")]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Nyhed · 22-11-2022", "22-11-2022"),
        ("Artikel · 3. maj 2024", "3. maj 2024"),
        ("Publiceret 22/11/2022", "22/11/2022"),
        ("22-11-2022", "22-11-2022"),
    ],
)
def test_line_of_a_day_dates_the_page(line: str, value: str) -> None:
    text = f"Hus på vej\n\n{line}\n\nHus på vej hjælper unge med at finde en bolig.\n"
    assert found(text) == [("published", value)]


@pytest.mark.parametrize("line", ["Nyhed · snart", "Mødet holdes 22-11-2022", "Nyhed 2022"])
def test_line_that_is_no_day_does_not_date_the_page(line: str) -> None:
    assert found(f"Hus på vej\n\n{line}\n\nHus på vej hjælper unge med at finde en bolig.\n") == []


@pytest.mark.parametrize(
    "line",
    ["hverdage 9-15", "Mandag til fredag", "Døgnet rundt", "Åbent alle dage", "Vil du vide mere"],
)
def test_hours_and_phrases_of_a_contact_are_no_unit(line: str) -> None:
    assert contacts(f"Anna Lund\n12 34 56 78\n{line}") == [
        ("person", "Anna Lund"),
        ("telephone", "12 34 56 78"),
    ]


def test_unit_before_its_hours_is_read() -> None:
    assert contacts("Hotline, hverdage 9-15\n12 34 56 78") == [
        ("unit", "Hotline"),
        ("telephone", "12 34 56 78"),
    ]


def test_many_blank_lines_take_no_time_and_hide_no_date() -> None:
    text = "Broen\n" + " \n" * 50_000 + "Publiceret 4. maj 2021\n"  # each was read to the last one
    (field,) = parse("broen", text).fields
    assert (field.name, field.value) == ("published", "4. maj 2021")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Hus på vej løber fra 2023 til udgangen af 2026.", "2023 til udgangen af 2026"),
        ("Projektet lukkede 31. oktober 2015.", "lukkede 31. oktober 2015"),
        ("Initiativet sluttede i juli 2025.", "sluttede i juli 2025"),
    ],
)
def test_period_that_a_sentence_tells_is_read(sentence: str, value: str) -> None:
    assert found(f"{HEAD}{sentence}\n") == [("period", value)]


@pytest.mark.parametrize(
    "sentence", ["Forsøget sluttede i juli 2025.", "Holdet løber fra 2023 til 2026."]
)
def test_period_of_something_else_is_none_of_the_page(sentence: str) -> None:
    assert found(f"{HEAD}{sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Projektet sluttede i 2019 og blev derefter permanent.",
        "Første fase af projektet sluttede i 2024.",
        "Da projektet sluttede i 2014, manglede der penge.",
        "Projektet lukkede i 2019 ti lokale huse.",
    ],
)
def test_end_of_something_else_or_that_goes_on_is_no_end(sentence: str) -> None:
    assert found(f"{HEAD}{sentence}\n") == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Anna Lund, tlf. +46 40 12 34 56", "+46 40 12 34 56"),
        ("Anna Lund, tlf. 70 123 456", "70 123 456"),
        ("Anna Lund, fax: 12 34 56 78, tlf. 87 65 43 21", "87 65 43 21"),
        ("CVR 12 34 56 78, tlf. 87 65 43 21", "87 65 43 21"),
        ("Skrevet 01.02.2025, tlf. 87 65 43 21", "87 65 43 21"),
        ("P-nr. 12 34 56 78, tlf. 87 65 43 21", "87 65 43 21"),
        ("Sagsnummer: 12345678, tlf. 87 65 43 21", "87 65 43 21"),
        ("Sagsnr.: 12345678, tlf. 87 65 43 21", "87 65 43 21"),
        ("Journalnummer 12345678, tlf. 87 65 43 21", "87 65 43 21"),
        ("Kontonr. 1234 12345678, tlf. 87 65 43 21", "87 65 43 21"),
        ("Kontonummer 12345678, tlf. 87 65 43 21", "87 65 43 21"),
        ("Tlf. 87 65 43 21 / fax 12 34 56 78", "87 65 43 21"),
    ],
)
def test_number_that_nobody_is_rung_on_is_no_telephone(line: str, number: str) -> None:
    assert [value for name, value in contacts(line) if name == "telephone"] == [number]


@pytest.mark.parametrize(
    "line",
    [
        "Mette P. Dal: 11 22 33 44",
        "Mette J. Dal tlf. 11 22 33 44",
        "Se her: 11 22 33 44",
        "Tlf./fax: 11 22 33 44",
        "Telefon og fax: 11 22 33 44",
    ],
)
def test_number_after_initials_or_of_telephone_and_fax_is_a_telephone(line: str) -> None:
    assert ("telephone", "11 22 33 44") in contacts(line)


def test_what_a_number_is_of_is_looked_for_close_before_it() -> None:
    numbers = contacts("11 22 33 44 " * 20_000)  # each looked through all before it
    assert numbers == [("telephone", "11 22 33 44")] * 20_000


def test_person_after_a_title_and_a_colon_is_one_and_a_street_is_none() -> None:
    assert contacts("Daglig leder: Anna Lund") == [("person", "Anna Lund")]
    assert contacts("Store Kirkegade") == [("unit", "Store Kirkegade")]


def test_name_of_the_page_or_of_a_national_body_is_no_person() -> None:
    text = "Hus Solhøj – et sted for unge\n\nKontakt:\n\n{}, 12 34 56 78\n"
    names = [found(text.format(name))[0][0] for name in ("Hus Solhøj", "Dansk Hjælp", "Hus Lund")]
    assert names == ["unit", "unit", "person"]


def test_person_of_the_sentence_after_an_address_is_read() -> None:
    line = "Anna Lund, anna@eksempel.dk. Spørgsmål om mad: Bo Dal, tlf. 12 34 56 78."
    assert [value for _, value in contacts(line)] == [
        "Anna Lund",
        "anna@eksempel.dk",
        "Bo Dal",
        "12 34 56 78",
    ]
