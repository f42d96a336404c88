"""What tells who somebody is, masked; and what looks like it, left."""

import logging
import random
import sys
import time

import pytest

from assistant.masking import (
    ADDRESS,
    CPR,
    EMAIL,
    NAME,
    TELEPHONE,
    MaskingFormatter,
    mask,
    without_marks,
)
from assistant.persons import parts
from tests.cpr_numbers import look_alike, variant


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


@pytest.mark.parametrize(
    "text",
    [
        *("1 " * 50_000, "a." * 50_000, "1" * 100_000, "+1 " * 33_000),
        *(
            "Ida " * 25_000,
            "a" * 100_000,
            "Vej 1 " * 16_000,
            "jeg hedder a " * 7_000,
            "A-" * 50_000,
        ),
        *("min mor " * 12_000, "bor på A " * 11_000, "1234 Aa " * 12_000, "cpr " * 25_000),
    ],
)
def test_long_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    began = time.thread_time()
    mask(text)
    assert time.thread_time() - began < 5.0


def test_nearly_every_cpr_number_is_masked_however_it_is_written() -> None:
    draw = random.Random(8)
    drawn = [variant(draw) for _ in range(1_000)]
    left = [said for said, written in drawn if mask(said) != said.replace(written, CPR)]
    print(f"CPR numbers masked: {1 - len(left) / len(drawn):.3f} of {len(drawn)}")
    assert len(left) <= 5, left


def test_hardly_anything_that_looks_like_a_cpr_number_is_taken_for_one() -> None:
    draw = random.Random(8)
    drawn = [look_alike(draw) for _ in range(1_000)]
    taken = [said for said in drawn if CPR in mask(said)]
    print(f"look-alikes masked as CPR numbers: {len(taken) / len(drawn):.3f} of {len(drawn)}")
    assert len(taken) <= 10, taken


@pytest.mark.parametrize("said", ["sagsnr. {}", "konto {}", "faktura nr. {}", "P-nr. {}"])
def test_number_said_to_be_of_a_thing_is_masked_only_where_modulus_11_speaks_for_it(
    said: str,
) -> None:
    assert mask(said.format("0101901234")) == said.format("0101901234")
    assert mask(said.format("0101901203")) == said.format(CPR)
    assert mask(said.format("010190-1234")) == said.format(CPR)  # as on a health card


def test_number_said_to_be_a_cpr_number_is_masked_whatever_it_is() -> None:
    assert mask("cpr-nr. 9901901234 og CPR: 1 2 3 4 5 6 7 8 9 0") == f"cpr-nr. {CPR} og CPR: {CPR}"


def test_hospital_number_with_letters_is_masked() -> None:
    assert mask("Patienten har 010190-0UA1.") == f"Patienten har {CPR}."


@pytest.mark.parametrize("number", ["20240601", "01062024", "25122023", "2014 2016"])
def test_date_without_separators_is_no_telephone_number(number: str) -> None:
    assert mask(f"Opdateret {number}.") == f"Opdateret {number}."


@pytest.mark.parametrize(
    "said",
    ["CVR 22334455", "sagsnr. 24012345", "22 345 678 kr.", "EAN 5790 0012 34567", "kr. 25000000"],
)
def test_number_of_a_thing_is_no_telephone_number(said: str) -> None:
    assert mask(said) == said


def test_number_that_is_called_is_a_telephone_number_even_where_it_is_a_day() -> None:
    assert mask("Ring på 20240601") == f"Ring på {TELEPHONE}"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jeg hedder Ida Holm og er 15.", "Jeg hedder [navn] og er 15."),
        ("jeg hedder ida holm og er 15", "jeg hedder [navn] og er 15"),
        ("JEG HEDDER IDA", "JEG HEDDER [navn]"),
        ("Mit navn er Ida B. von Holm-Skov.", "Mit navn er [navn]."),
        ("Hej, jeg er Ida Holm fra Vejle", "Hej, jeg er [navn] fra Vejle"),
        ("Hvad nu?\nVenlig hilsen\nIda Holm", "Hvad nu?\nVenlig hilsen\n[navn]"),
        ("Hvad nu? Hilsen Ida", "Hvad nu? Hilsen [navn]"),
        ("Hvad nu? mvh ida", "Hvad nu? mvh [navn]"),
        ("Min søn Emil er 15", "Min søn [navn] er 15"),
        ("min datter hedder sofie, hun er 3", "min datter hedder [navn], hun er 3"),
        ("Borgeren Peter Madsen skal flytte", "Borgeren [navn] skal flytte"),
        ("Jeg hedder Ida. Idas mor vil det.", "Jeg hedder [navn]. [navn]s mor vil det."),
        ("Kan Ida få det? Hilsen Ida", "Kan [navn] få det? Hilsen [navn]"),
    ],
)  # fmt: skip
def test_name_that_is_told_is_masked_throughout(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er Ida Holm?",
        "Hvad hedder lederen af Broen?",
        "Projektet hedder Broen.",
        "Jeg er socialrådgiver i Aarhus Kommune.",
        "Jeg hedder ikke noget, men bor i Vejle.",
        "Mit barn har ADHD, og min mand ryger hash.",
        "En hilsen fra kommunen",
        "Hvilket tilbud har Socialstyrelsen til børn?",
    ],
)
def test_who_is_asked_about_and_what_is_no_name_stays(text: str) -> None:
    assert mask(text) == text


def test_name_told_earlier_in_a_conversation_is_masked_in_what_follows() -> None:
    known = parts(["Jeg hedder Ida Holm. Hvad er Broen?"])
    assert known == {"Ida", "Holm"}
    assert mask("Kan Ida Holm eller Idas bror få det?", known=known) == (
        f"Kan {NAME} {NAME} eller {NAME}s bror få det?"
    )


@pytest.mark.parametrize(
    "address",
    [
        "Vestergade 12",
        "vestergade 12 b",
        "Vestergade 12B, 2. tv., 8000 Aarhus C",
        "vestergade 12, 8000 aarhus c",
        "Nørre Allé 3, st. th",
        "gl. kongevej 10",
        "H.C. Andersens Boulevard 5, 1553 København V",
        "Rosenhaven 4, 2. tv, 5000 Odense C",
        "Store Torv 1",
        "5610 Assens",
        "2200 København N",
    ],
)
def test_address_of_a_street_is_masked(address: str) -> None:
    assert mask(f"min lejlighed, {address}.").rstrip(".") == f"min lejlighed, {ADDRESS}"


def test_where_somebody_lives_is_masked_whatever_the_street_is_called() -> None:
    assert mask("Jeg bor på Ved Skoven 3.") == f"Jeg bor på {ADDRESS}."
    assert mask("Jeg bor i 4930 Maribo.") == f"Jeg bor i {ADDRESS}."


@pytest.mark.parametrize(
    "text",
    [
        "Vi er på vej 12 unge.",
        "Er der 12 pladser på Broen?",
        "I 2024 Odense og Vejle",
        "I 2023 fik 1200 Aarhus-borgere hjælp.",
        "Vejen er 12 km lang, og gaden 5 meter.",
        "Hvad siger § 101 og § 141, stk. 2?",
        "Jeg bor på botilbud 3 dage om ugen.",
    ],
)
def test_other_words_before_numbers_are_no_address(text: str) -> None:
    assert mask(text) == text


def test_address_that_stands_in_a_source_is_left() -> None:
    sources = ["Besøg os på Vestergade 12, 8000 Aarhus C."]
    assert mask("Ligger det på Vestergade 12, og ikke Østergade 3?", sources) == (
        f"Ligger det på Vestergade 12, og ikke {ADDRESS}?"
    )


def test_masked_text_without_its_marks_asks_for_none_of_them() -> None:
    masked = mask("Jeg hedder Ida, 22334455. Hvem kan få hjælp?")
    assert without_marks(masked) == "Jeg hedder,. Hvem kan få hjælp?"


def test_log_is_written_masked_with_its_tracebacks() -> None:
    try:
        raise ValueError("010190-1234")
    except ValueError:
        told = logging.LogRecord(
            "x", logging.ERROR, "", 1, "Jeg hedder %s", ("Ida Holm",), sys.exc_info()
        )
    written = MaskingFormatter("%(message)s").format(told)
    assert written.startswith(f"Jeg hedder {NAME}\n")
    assert written.endswith(f"ValueError: {CPR}")
