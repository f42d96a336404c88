"""Compounds and their parts."""

import pytest

from index.compounds import related
from index.danish import stem, words

KNOWN = {
    stem(word)
    for word in (
        "stofmisbrugsbehandling", "stofmisbrug", "behandling", "ungebotilbud", "hjemmestøtte",
        "boligstøtte", "bolig", "støtte", "forløb",
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("behandling af stofmisbrug", ["stofmisbrugsbehandling"]),
        ("botilbud til unge", ["ungebotilbud"]),
        ("støtte i hjemmet", ["hjemmestøtte"]),
        ("støtte til egen bolig", ["boligstøtte"]),
        ("stofmisbrugsbehandling", ["stofmisbrug", "behandling"]),
        ("behandlingsforløb", ["behandling", "forløb"]),
    ],
)
def test_words_give_their_compound_and_a_compound_its_parts(text: str, expected: list[str]) -> None:
    assert related(words(text), KNOWN) == [stem(word) for word in expected]


@pytest.mark.parametrize(
    "text", ["", "bolig", "stofmisbrug", "støtte en til og en mere til den bolig", "boligkage"]
)
def test_words_too_far_apart_or_unknown_give_nothing(text: str) -> None:
    assert related(words(text), KNOWN) == []


def test_what_was_asked_is_not_given_again() -> None:
    asked = words("behandling af stofmisbrug, stofmisbrugsbehandling")
    assert related(asked, KNOWN) == []
