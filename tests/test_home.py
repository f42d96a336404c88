"""Which municipality an initiative is of, and who lives elsewhere."""

from datetime import date

import pytest

from assistant.fit import fits
from assistant.home import home
from assistant.initiatives import entries
from assistant.situation import read
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import FakeSearch


def page(first: str, more: str = "Vi spiser sammen om torsdagen.") -> Document:
    return parse("x", f"Lygtehuset\n\n{first}\n\nMaden\n\n{more}\n")


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("Lygtehuset er et hus i Odder.", {"odder"}),
        ("Odder Kommune hjælper dig med gæld.", {"odder"}),
        ("Hjælp til dig, der bor i Odder eller Ry Kommune.", {"odder"}),
        ("Lygtehuset er for dig i Odder og Randers.", {"odder", "randers"}),
        ("Lygtehuset hjælper dig med gæld.", set()),
        ("Lygtehuset i Odder hjælper i hele landet.", set()),
        ("Lygtehuset i Odder er for alle, uanset hvilken kommune du bor i.", set()),
        ("Vi i Odder hjælper folk fra alle kommuner.", set()),
        ("Lygtehuset er en landsdækkende forening fra Odder.", set()),
    ],
)
def test_municipality_that_a_page_is_of_is_told_first(first: str, found: set[str]) -> None:
    assert home(page(first), "") == found


def test_other_places_that_it_is_in_are_home_too() -> None:
    first = "Lygtehuset er et hus for alle, der trænger til ro, midt i Odder."
    assert home(page(first, "Der er også en gruppe i Vejle."), "") == {"odder", "vejle"}
    assert home(
        parse("x", f"Lygtehuset\n\n{first}\n\nEvaluering\n\nCentret i Vejle ser på det."), ""
    ) == {"odder"}
    assert (
        home(
            page(
                "Lygtehuset hjælper dig, der har mistet et barn eller en mand.",
                "Der er også en gruppe i Vejle.",
            ),
            "",
        )
        == set()
    )


def test_what_was_for_the_whole_country_is_no_more() -> None:
    closed = "Telefonen for hele landet, som vi havde før, lukkede i 2021."
    assert home(page("Lygtehuset er et hus i Odder.", closed), "") == {"odder"}


@pytest.mark.parametrize(
    ("told", "is_refused"),
    [
        ("jeg har gæld og bor i Odder", False),
        ("jeg har gæld", False),
        ("jeg har gæld og bor i Vejle", True),
        ("jeg har gæld og bor i Vejle, min mor bor i Odder", False),
    ],
)
def test_who_lives_elsewhere_is_not_offered_what_is_of_one_municipality(
    told: str, is_refused: bool
) -> None:
    document = page("Odder Kommune hjælper dig, der har gæld.")
    [fit] = fits(told, read(told), entries([document]), FakeSearch([document]), date(2024, 6, 1))
    assert fit.is_refused is is_refused


def test_refusal_of_an_offer_aside_is_not_the_page_s() -> None:
    no = "Man kan ikke få en plads, hvis man har gæld."
    aside = f"Sejlerne\n\nSejlerne er for unge, der kan svømme. {no}"
    told = "jeg har gæld"
    document = page(
        "Lygtehuset er for voksne.",
        f"Maden er god og varm. {'Vi synger og spiser. ' * 6}\n\n{aside}",
    )
    [entry] = entries([document])
    assert entry.closed.words == frozenset()
    [fit] = fits(told, read(told), [entry], FakeSearch([document]), date(2024, 6, 1))
    assert not fit.is_refused
