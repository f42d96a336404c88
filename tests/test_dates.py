"""Dates and periods as Danish pages write them."""

from datetime import date

import pytest

from corpus.dates import find_date, find_period, years


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("Senest opdateret 18-04-2023", "18-04-2023", date(2023, 4, 18)),
        ("Sidst opdateret 06/07 2017", "06/07 2017", date(2017, 7, 6)),
        ("07-10-2016", "07-10-2016", date(2016, 10, 7)),
        ("den 3. maj 2024 kl. 10", "3. maj 2024", date(2024, 5, 3)),
        ("den 24. dec. 2019", "24. dec. 2019", date(2019, 12, 24)),
        ("1 Januar 2020", "1 Januar 2020", date(2020, 1, 1)),
        ("1.2.2021", "1.2.2021", date(2021, 2, 1)),
        ("fra 2016-10-07", "2016-10-07", date(2016, 10, 7)),
        ("31-02-2020 og 01-03-2020", "01-03-2020", date(2020, 3, 1)),
        ("29. februar 2024", "29. februar 2024", date(2024, 2, 29)),
        ("20/12/2012", "20/12/2012", date(2012, 12, 20)),
    ],
)
def test_date_is_found_with_its_day(text: str, written: str, day: date) -> None:
    start = text.index(written)
    assert find_date(text, 0, len(text)) == (start, start + len(written), day)


@pytest.mark.parametrize("text", ["", "2016", "32-01-2020", "2020-13-01", "41 93 25 92", "§ 101"])
def test_text_without_a_day_has_no_date(text: str) -> None:
    assert find_date(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("2023 - 2025", "2023 - 2025", date(2023, 1, 1), date(2025, 12, 31)),
        ("gennemført i 2012-15 i et", "2012-15", date(2012, 1, 1), date(2015, 12, 31)),
        ("I perioden 2017-2019 understøtter", "2017-2019", date(2017, 1, 1), date(2019, 12, 31)),
        ("2020–2022", "2020–2022", date(2020, 1, 1), date(2022, 12, 31)),
        ("fra 2019 til 2021", "2019 til 2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("2019 til og med 2021", "2019 til og med 2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("løber til og med 2019.", "til og med 2019", None, date(2019, 12, 31)),
        ("frem til 2018 til", "frem til 2018", None, date(2018, 12, 31)),
        ("indtil udgangen af 2026", "indtil udgangen af 2026", None, date(2026, 12, 31)),
        ("maj 2021 - juni 2023", "maj 2021 - juni 2023", date(2021, 5, 1), date(2023, 6, 30)),
        ("foråret 2021 til efteråret 2022", "foråret 2021 til efteråret 2022", date(2021, 3, 1),
         date(2022, 11, 30)),
        ("1. maj 2021 - 28. februar 2023", "1. maj 2021 - 28. februar 2023", date(2021, 5, 1),
         date(2023, 2, 28)),
        ("01-05-2021 - 28-02-2023", "01-05-2021 - 28-02-2023", date(2021, 5, 1),
         date(2023, 2, 28)),
        ("fra den 1. maj 2021 til den 3. juni 2023", "1. maj 2021 til den 3. juni 2023",
         date(2021, 5, 1), date(2023, 6, 3)),
        ("2021 og indtil 2023", "2021 og indtil 2023", date(2021, 1, 1), date(2023, 12, 31)),
        ("begyndte 1. maj 2021 og slutter i juni 2023.", "1. maj 2021 og slutter i juni 2023",
         date(2021, 5, 1), date(2023, 6, 30)),
        ("februar 2024 - februar 2024", "februar 2024 - februar 2024", date(2024, 2, 1),
         date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_period_is_found_with_its_first_and_last_day(
    text: str, written: str, first: date | None, last: date
) -> None:
    period = find_period(text, 0, len(text))
    assert period is not None
    assert text[period.start : period.end] == written
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "2016", "2025 - 2023", "5-7 kommuner", "20-25 kommuner", "07-10-2016", "1.250-2.000"],
)
def test_text_without_a_span_of_time_has_no_period(text: str) -> None:
    assert find_period(text, 0, len(text)) is None


def test_period_outside_the_part_is_not_found() -> None:
    assert find_period("2020 - 2022 og mere", 12, 19) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fra 2012-15 og i 2020", {2012, 2013, 2014, 2015, 2020}),
        ("2014 - 2016", {2014, 2015, 2016}),
        ("i 2019", {2019}),
        ("2016-2012", {2016}),
        ("1900-2099", set(range(1900, 1951))),
        ("1999-1200", {1999}),
        ("1999-02", {1999}),
        ("2012–2014", {2012, 2013, 2014}),
        ("i 12019 og for 20000 kr.", set()),
        ("2009-12-01", {2009}),
        ("", set()),
        ("103 mio. kr. på tlf. 20 12 20 15", set()),
    ],
)
def test_years_of_a_text_are_those_named_and_those_between(text: str, found: set[int]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fra 2019 til 2021", {2019, 2020, 2021}),
        ("2019 til og med 2021", {2019, 2020, 2021}),
        ("1. august 2021 – 31. juli 2025", {2021, 2022, 2023, 2024, 2025}),
        ("fra august 2021 til juli 2023", {2021, 2022, 2023}),
        ("01-08-2021 - 31-07-2023 og i 2030", {2021, 2022, 2023, 2030}),
        ("i 2019 og 2021", {2019, 2021}),
        ("i 2019, 2021", {2019, 2021}),
        ("til 31. juli 2025", {2025}),
        ("hjalp i 2019 til 20 unge", {2019}),
        ("1. august 1900 – 31. juli 2099", {*range(1900, 1951), 2099}),
    ],
)
def test_years_between_two_days_are_those_of_a_period(text: str, found: set[int]) -> None:
    assert years(text) == found


def test_number_of_people_after_a_year_is_no_end_of_a_period() -> None:
    assert find_period("Det gav i 2019 til 20 unge en plads.", 0, 36) is None
