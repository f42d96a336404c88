"""A question that sets two things against each other is one of each."""

import pytest

from assistant.scopes import Scopes
from assistant.sides import sides
from corpus.structure import parse

PAGES = [
    parse(name.lower(), f"{name}\n\n{name} er et tilbud.\n")
    for name in ("Muslingen", "Kompasrosen", "Tranehuset")
]
FIND = Scopes.over(PAGES).find


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        (
            "Hvad er billigst pr. døgn: Muslingen eller et ophold på Kajen?",
            ("Hvad er billigst pr. døgn Muslingen?", "Muslingen"),
            ("Hvad er billigst pr. døgn et ophold på Kajen?", "et ophold på Kajen"),
        ),
        (
            "Hvilket af de to forløb varede længst – Muslingen eller Kompasrosen?",
            ("Hvilket varede længst Muslingen?", "Muslingen"),
            ("Hvilket varede længst Kompasrosen?", "Kompasrosen"),
        ),
        (
            "Hvilken målgruppe har Muslingen sammenlignet med Kompasrosen i Ribe?",
            ("Hvilken målgruppe har Muslingen?", "Muslingen"),
            ("Hvilken målgruppe har Kompasrosen i Ribe?", "Kompasrosen i Ribe"),
        ),
        (
            "Hvad er forskellen på prisen for Fyrskibet og Muslingen?",
            ("Hvad er forskellen på prisen for Fyrskibet?", "Fyrskibet"),
            ("Hvad er forskellen på prisen for Muslingen?", "Muslingen"),
        ),
        (
            "Er Muslingen eller Kompasrosen dyrest?",
            ("Er dyrest Muslingen?", "Muslingen"),
            ("Er dyrest Kompasrosen?", "Kompasrosen"),
        ),
        (
            "Er det billigst at sove på Muslingen eller på Kompasrosen?",
            ("Er det billigst at sove på Muslingen?", "Muslingen"),
            ("Er det billigst at sove på Kompasrosen?", "Kompasrosen"),
        ),
    ],
)
def test_each_side_is_asked_about_alone(
    text: str, first: tuple[str, str], other: tuple[str, str]
) -> None:
    assert sides(text, FIND) == (first, other)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er Muslingen og Kompasrosen for?",  # neither is set against the other
        "Hvad er forskellen på unge og ældre?",
        "Hvad er forskellen på Muslingen i dag og før?",
        "Hvor er der flest pladser og senge i Muslingen?",
        "Er der flest mænd eller kvinder i Muslingen?",  # both are of the one
        "Er Muslingen mest for mødre eller fædre?",
        "Skal man først tale med kommunen eller Muslingen?",
        "Er Muslingen først og fremmest for unge eller Kompasrosen?",
        "Sammenlign Muslingen, Kompasrosen og Tranehuset",
    ],
)
def test_text_without_two_sides_is_left_as_it_is(text: str) -> None:
    assert sides(text, FIND) == ()
