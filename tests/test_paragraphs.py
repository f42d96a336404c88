"""Paragraphs, however they are written."""

import numpy as np
import pytest

from assistant.paragraphs import numbers, parts
from assistant.question import parse, plan
from tests.fakes import lexical

PASSAGES = (
    "Tilbuddet er til voksne, der bor på botilbud efter servicelovens §§ 107 og 108.",
    "Støtten gives efter barnets lov § 32.",
    "Tilbuddet er til voksne i almene boliger efter § 105 kombineret med § 85.",
    "Tilbuddet er gratis for alle voksne i kommunen.",
)
FORMS = (
    "§ 107", "§107", "§§ 107 og 108", "§§ 107-108", "paragraf 107", "paragrafferne 107 og 108",
    "servicelovens 107", "servicelovens § 107", "serviceloven § 107, stk. 2", "SEL § 107",
    "SEL 107", "sel 107", "§ 107a", "§ 107 a", "lov om social service § 107",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_finds_the_same_passage_and_the_number_is_a_name(form: str) -> None:
    question = f"Hvad gælder for voksne efter {form}?"
    assert int(np.argmax(lexical(PASSAGES).scores(question))) == 0
    assert "107" in parse(question).names
    assert parse(question).names <= {"107", "108"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("§§ 107, 108 og 110", {"107", "108", "110"}),
        ("§ 107 og § 110", {"107", "110"}),
        ("barnets lov 32", {"32"}),
        ("BL § 32", {"32"}),
        ("sundhedslovens 142", {"142"}),
        ("efter § 85, 20 timer om ugen", {"85"}),
        ("efter § 85 og 20 pct.", {"85"}),
        ("§ 101, stk. 2, nr. 3", {"101"}),
    ],
)
def test_numbers_of_paragraphs(text: str, found: set[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "§", "107", "serviceloven 2024", "loven fra 2012", "bl.a. 12", "paragraffer", "§ 1.200"],
)
def test_other_numbers_are_no_paragraphs(text: str) -> None:
    assert numbers(text) == frozenset()


def test_part_of_a_paragraph_is_no_subject() -> None:
    assert parts("§ 101, stk. 2, nr. 3") == {"stk", "2", "nr", "3"}
    assert parts("tlf. nr. 3") == frozenset()
    (question,) = plan("Hvad gælder for hunde efter § 101, stk. 2?")
    assert question.subject == ("hund", "101")


def test_two_paragraph_signs_do_not_ask_for_a_paragraph() -> None:
    assert [one.kind_name for one in plan("Hvem er i målgruppen efter §§ 107 og 108?")] == [
        "target"
    ]
    assert [one.kind_name for one in plan("Hvilke §§ nævnes?")] == ["paragraph"]
