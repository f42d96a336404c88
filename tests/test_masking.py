"""What tells who somebody is, masked; and what looks like it, left."""

import time

import pytest

from assistant.masking import CPR, EMAIL, TELEPHONE, mask


@pytest.mark.parametrize(
    "number",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "01 01 90 1234",
        "01.01.90-1234",
        "01-01-90-1234",
        "01/01/90 1234",
        "290200-1234",
        "610190-1234",  # a replacement number: 60 is added to the day
        "01011990-1234",
        "01-01-1990-1234",
        "010190\u00a01234",
    ],
)
def test_cpr_number_is_masked_in_every_way_of_writing_it(number: str) -> None:
    assert mask(f"Min søn ({number}) drikker.") == f"Min søn ({CPR}) drikker."


@pytest.mark.parametrize(
    "number",
    ["320190-1234", "011390-1234", "300290-1234", "000190-1234", "12010190-1234", "010190-12345"],
)
def test_ten_digits_that_begin_with_no_day_are_no_cpr_number(number: str) -> None:
    assert CPR not in mask(f"Sagen {number} er lukket.")


@pytest.mark.parametrize(
    "number",
    [
        "22334455",
        "22 33 44 55",
        "22-33-44-55",
        "22.33.44.55",
        "2233 4455",
        "22 334 455",
        "+45 22 33 44 55",
        "+4522334455",
        "(+45) 22334455",
        "0045 22 33 44 55",
        "+46 70 123 45 67",
        "+49 30 1234567",
    ],
)
def test_telephone_number_is_masked_with_its_country(number: str) -> None:
    assert mask(f"Ring på {number}, tak") == f"Ring på {TELEPHONE}, tak"


def test_number_right_after_its_word_is_masked() -> None:
    assert mask("tlf.22334455 eller mobil:22334455") == f"tlf.{TELEPHONE} eller mobil:{TELEPHONE}"


@pytest.mark.parametrize(
    "text",
    [
        "Perioden er 2014-2016, og før 2010 2012.",
        "Der er afsat 12.345.678 kr., senere 4 mio. kr.",
        "Siden er opdateret 14-05-2024, 14. maj 2024 og 2024-05-14.",
        "Efter servicelovens § 101 og § 141, stk. 2.",
        "Ring 112 eller 116 111.",
        "Det er 3 ud af 4, cirka 75,5 %.",
        "11 22 33 44 er intet nummer, man kan ringe til.",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "address",
    ["ida.holm@broen.dk", "Ida+x@mail.broen.co.uk", "søren@åløse.dk", "ida (at) broen.dk"],
)
def test_address_is_masked(address: str) -> None:
    assert mask(f"Skriv til {address}.") == f"Skriv til {EMAIL}."


def test_what_stands_in_a_source_is_left_in_any_way_of_writing_it() -> None:
    sources = ["Kontakt: Ida Holm, 22 33 44 55, ih@broen.dk", "CPR 010190-1234"]
    text = (
        "Ring 22334455 eller +45 22 33 44 55, skriv til IH@broen.dk, ikke 99 88 77 66. 010190-1234"
    )
    assert mask(text, sources) == (
        f"Ring 22334455 eller +45 22 33 44 55, skriv til IH@broen.dk, ikke {TELEPHONE}. {CPR}"
    )


def test_masked_text_is_left_as_it_is() -> None:
    once = mask("010190-1234, 22334455, ih@broen.dk, +46 70 123 45 67")
    assert once == f"{CPR}, {TELEPHONE}, {EMAIL}, {TELEPHONE}"
    assert mask(once) == once


@pytest.mark.parametrize("text", ["1 " * 50_000, "a." * 50_000, "1" * 100_000, "+1 " * 33_000])
def test_long_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    began = time.perf_counter()
    mask(text)
    assert time.perf_counter() - began < 5.0
