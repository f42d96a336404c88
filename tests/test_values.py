"""Values found in documents, and other values of the same form."""

import re
from random import Random

import pytest

from corpus.structure import parse
from evals.spans import Span
from evals.values import Value, ValueKind, moved, others, pattern, rewrite, stated, values, where

TEXT = (
    "Broen\n\nProjektperiode:\n\n2019 - 2022\n\nFinansiering:\n\n"
    "Der er afsat 11,8 mio. kr. til §§ 107 og 108 i Vejle.\n\n"
    "Kontakt:\n\nBo Juul Holm\n+45 12 34 56 78\nbo@broen.dk\n\nSenest opdateret 06/07 2017\n"
)
BROEN = parse("broen", TEXT)


def _stated(text: str) -> list[tuple[ValueKind, str]]:
    return [(place.value.kind, place.value.text) for place in stated(text)]


def test_each_kind_of_value_is_found_in_order() -> None:
    assert [(place.value.kind, place.value.text) for place in values(BROEN)] == [
        ("year", "2019"),
        ("year", "2022"),
        ("amount", "11,8"),
        ("paragraph", "107"),
        ("paragraph", "108"),
        ("municipality", "Vejle"),
        ("person", "Bo Juul Holm"),
        ("telephone", "12345678"),
        ("email", "bo@broen.dk"),
        ("date", "06/07 2017"),
    ]
    assert all(
        BROEN.text[place.start : place.end].replace(" ", "") == place.value.text.replace(" ", "")
        for place in values(BROEN)
    )


def test_numbers_of_list_items_and_in_names_are_no_values() -> None:
    assert _stated("4) U18-modellen til 16 unge") == [("number", "16")]


def test_stk_is_not_a_section_of_law() -> None:
    assert _stated("efter § 101, stk. 3") == [("paragraph", "101")]


def test_rewriting_changes_every_place_and_keeps_the_spaces_of_a_number() -> None:
    new = {Value("telephone", "12345678"): "87654321", Value("paragraph", "107"): "9"}
    rewritten = rewrite(BROEN, new)
    assert rewritten.document.text == TEXT.replace("12 34 56 78", "87 65 43 21").replace("107", "9")
    assert rewritten.document.id == "broen"


def test_places_move_with_the_values_before_them() -> None:
    rewritten = rewrite(BROEN, {Value("amount", "11,8"): "9", Value("year", "2019"): "02018"})
    quote = "Der er afsat 11,8 mio."
    start = TEXT.index(quote)
    span = moved(Span("broen", start, start + len(quote)), rewritten)
    assert rewritten.document.text[span.start : span.end] == "Der er afsat 9 mio."
    inside = TEXT.index("1,8")
    span = moved(Span("broen", inside, inside + 1), rewritten)
    assert rewritten.document.text[span.start : span.end] == "9"


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (Value("amount", "11,8"), r"\d\d,\d"),
        (Value("paragraph", "107"), r"\d{3}"),
        (Value("telephone", "12345678"), r"1\d{7}"),
        (Value("email", "bo@broen.dk"), r"[a-z]{2}@broen\.dk"),
        (Value("date", "06/07 2017"), r"\d\d/07 20\d\d"),
        (Value("date", "2017-07-06"), r"20\d\d-07-\d\d"),
        (Value("municipality", "Vejle"), r"[A-ZÆØÅ][\wæøå-]{6,}"),
        (Value("person", "Bo Juul Holm"), r"\w+ \w+ \w+"),
    ],
)
def test_other_values_have_the_same_form_and_are_not_taken(value: Value, form: str) -> None:
    first = next(others(value, (), Random(1)))
    assert re.fullmatch(form, first)
    assert first != value.text
    assert first not in list(others(value, {first}, Random(1)))


def test_other_years_are_the_nearest_that_are_free() -> None:
    found = others(Value("year", "2016"), {"2017"}, Random(1))
    assert [next(found) for _ in range(3)] == ["2015", "2018", "2014"]


def test_short_number_becomes_longer_when_all_of_its_length_are_taken() -> None:
    found = next(others(Value("number", "5"), "123456789", Random(1)))
    assert re.fullmatch(r"\d\d", found)


def test_value_is_found_where_a_text_states_it() -> None:
    assert where("Ring på 1234 5678 eller 12 34 56 78.", Value("telephone", "12345678")) == 8
    assert where("Den 06/07 2017", Value("year", "2017")) == -1
    assert where("Spørg Holm.", Value("person", "Bo Juul Holm")) == 6


def test_pattern_allows_other_spaces_dashes_and_last_names_alone() -> None:
    text = BROEN.text
    period, amount = values(BROEN)[:2], values(BROEN)[2:3]
    person, telephone = values(BROEN)[6:7], values(BROEN)[7:8]
    assert re.search(pattern("2019 - 2022", period), "i 2019–2022")
    assert not re.search(pattern("11,8", amount), "111,8")
    assert re.fullmatch(pattern(text[person[0].start : person[0].end], person), "Holm")
    assert re.fullmatch(pattern("12 34 56 78", telephone), "1234 5678")
