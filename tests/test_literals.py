"""What a statement may not get wrong, and whether its source says it."""

import pytest

from assistant.literals import Literal_, find, missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12-15 år", [("number", "12"), ("number", "15")]),
        ("2012-15", [("number", "2012"), ("number", "15")]),
        ("2023 - 2025", [("number", "2023"), ("number", "2025")]),
        ("3,5 % af 1.200", [("number", "3,5"), ("number", "1.200")]),
        ("§§ 107 og 108", [("paragraph", "§§ 107 og 108")]),
        ("§ 85-87", [("paragraph", "§ 85-87")]),
        ("§ 101 a, stk. 2", [("paragraph", "§ 101 a, stk. 2")]),
        ("§107 i serviceloven", [("paragraph", "§107")]),
        ("Paragraf 12", [("paragraph", "Paragraf 12")]),
        ("11,8 mio. i 3 år", [("amount", "11,8 mio"), ("number", "3")]),
        ("1.200.000 kr.", [("amount", "1.200.000 kr")]),
        ("tre millioner kroner", [("amount", "tre millioner")]),
        ("kr. 500", [("amount", "kr. 500")]),
        ("103 mio. kr. 10 kommuner", [("amount", "103 mio"), ("number", "10")]),
        ("femmillioner", [("amount", "femmillioner")]),
        ("5 miodør", [("number", "5")]),
        ("Tlf. +45 41 93 24 48", [("telephone", "+45 41 93 24 48")]),
        ("41932448", [("telephone", "41932448")]),
        ("Skriv til a.b@kommune.dk.", [("email", "a.b@kommune.dk")]),
        ("07-10-2016 og 06/07 2017", [("date", "07-10-2016"), ("date", "06/07 2017")]),
        ("1. maj 2020", [("date", "1. maj 2020")]),
        ("2024-06-01", [("date", "2024-06-01")]),
        ("Ærøs og Aarhus' unge", [("municipality", "Ærøs"), ("municipality", "Aarhus")]),
        ("Randers og Odenses", [("municipality", "Randers"), ("municipality", "Odenses")]),
        ("Høje-Taastrup", [("municipality", "Høje-Taastrup")]),
        ("Oder og odder", []),
        ("Broen er åben", []),
    ],
)  # fmt: skip
def test_literals_are_found_as_the_first_kind_that_fits(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(literal.kind, literal.text) for literal in find(text)] == found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("4 mio. kr.", "Der er afsat 4 mio. kr."),
        ("103 mio. kr.", "103.000.000 kroner"),
        ("3 mio.", "tre millioner"),
        ("femmillioner", "5 mio."),
        ("1.200 pladser", "1200 pladser"),
        ("1200 pladser", "1.200 pladser"),
        ("§ 108", "efter §§ 107 og 108"),
        ("§ 101 a", "§§ 101 og 101A"),
        ("1. maj 2020", "01-05-2020"),
        ("01-05-2020", "1. maj 2020"),
        ("5 tilbud", "(fem), måske flere"),
        ("3 år", "en treårig periode"),
        ("1 tilbud", "et tilbud"),
        ("tlf. 41932448", "+45 41 93 24 48"),
        ("A.B@kommune.dk", "a.b@Kommune.dk"),
        ("i Odder", "Odders borgere"),
        ("Ærøs borgere", "borgere på Ærø"),
        ("12-15 år", "fra 12 til 15 år"),
        ("1. maj", "1. maj 2020"),
        ("18-04-2023", "18. april 2023"),
        ("32 pladser", "toogtredive pladser"),
        ("hver 14. dag", "hver fjortende dag"),
        ("Se https://a.dk/b.", "Læs mere på https://a.dk/b"),
    ],
)
def test_literal_stands_in_a_source_that_writes_it_otherwise(text: str, source: str) -> None:
    assert missing(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "literal"),
    [
        ("4 mio. kr.", "Der er 4 kommuner.", Literal_("amount", "4 mio")),
        ("3 mio. kr.", "3 mia. kr.", Literal_("amount", "3 mio")),
        ("12,5 mio.", "12 mio. og 5 kr.", Literal_("amount", "12,5 mio")),
        ("§ 107", "107 borgere", Literal_("paragraph", "§ 107")),
        ("§ 101", "§ 101 a", Literal_("paragraph", "§ 101")),
        ("§§ 107 og 109", "§§ 107 og 108", Literal_("paragraph", "§§ 107 og 109")),
        ("2. maj 2020", "1. maj 2020", Literal_("date", "2. maj 2020")),
        ("41 93 24 49", "41 93 24 48", Literal_("telephone", "41 93 24 49")),
        ("a@b.dk", "c@b.dk", Literal_("email", "a@b.dk")),
        ("i Aarhus", "i Odder", Literal_("municipality", "Aarhus")),
        ("12 pladser", "1.200 pladser", Literal_("number", "12")),
        ("4 pladser", "", Literal_("number", "4")),
        ("12 pct.", "12,5 pct.", Literal_("number", "12")),
        ("18-04-2023", "4. april 2018 og 23 andre", Literal_("date", "18-04-2023")),
        ("Se www.a.dk.", "Se www.b.dk.", Literal_("link", "www.a.dk")),
        ("Se a.dk", "Se a.dk.org", Literal_("link", "a.dk")),
    ],
)
def test_literal_that_the_source_does_not_say_is_missing(
    text: str, source: str, literal: Literal_
) -> None:
    assert missing(text, source) == [literal]
