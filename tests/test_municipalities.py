"""The municipalities in which somebody tells that they are."""

import pytest

from assistant.municipalities import (
    is_municipality,
    likeness_of_town,
    lives_in,
    municipalities,
    towns_in,
)
from index.danish import PART


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jeg bor i Viborg", {"viborg"}),
        ("jeg bor i viborg", {"viborg"}),
        ("Vi kommer fra Odder, men er nu på Ærø", {"odder", "ærø"}),
        ("Findes det i Lyngby-Taarbæk?", {"lyngby-taarbæk"}),
        ("Er der noget i Vejen?", {"vejen"}),
        ("jeg står i vejen for mig selv", set()),  # also another word
        ("en skive brød på skive", set()),
        ("Viborg hjælper unge", set()),  # nobody is there
        ("jeg bor i Zanzibar", set()),
        ("Jeg er bange for ham. Viborg", {"viborg"}),
        ("30 år, Odder, uden job", {"odder"}),
        ("Odder", set()),
        ("", set()),
    ],
)
def test_municipality_is_where_somebody_is(text: str, found: set[str]) -> None:
    assert lives_in(text) == found


def test_there_are_as_many_municipalities_as_in_denmark() -> None:
    assert len(municipalities()) == len(set(municipalities())) == 98


@pytest.mark.parametrize(
    ("word", "is_one"), [("Odder", True), ("odder", True), ("vejen", False), ("Ringe", False)]
)
def test_word_that_is_a_municipality_and_nothing_else(word: str, is_one: bool) -> None:
    assert is_municipality(word) == is_one


def test_a_place_that_is_no_municipality_is_a_town() -> None:
    assert towns_in("min mor bor i Nordhavn og kommer fra Vestby") == {"nordhavn", "vestby"}
    assert towns_in("hun bor i Viborg i en opgang") == frozenset()


def test_name_of_a_municipality_has_no_parts() -> None:
    assert likeness_of_town("silkeborg", {"borg", "silk"}) == 0
    assert likeness_of_town("odder", {"odder"}) == 1
    assert likeness_of_town("viborg", {"viborgomraad"}) == PART
