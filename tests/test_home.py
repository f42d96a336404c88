"""Which municipality an initiative is of, and who lives elsewhere."""

from datetime import date

import pytest

from assistant.fit import fits
from assistant.home import Home, home
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
        ("Odder Kommune hjælper dig med gæld.", {"odder"}),
        ("Hjælp til dig, der bor i Odder eller Ry Kommune.", {"odder"}),
        ("Lygtehuset er for dig i Odder og Randers.", {"odder", "randers"}),
        ("Lygtehuset er for unge fra Odder.", {"odder"}),
        ("Du skal bo i Odder for at komme.", {"odder"}),
        ("Vi hjælper borgere i kommunerne Odder, Vejle og Randers.", {"odder", "vejle", "randers"}),
        ("Lygtehuset hjælper dig med gæld.", set()),
        ("Odder Kommune hjælper i hele landet.", set()),
        ("Odder Kommunes hus er for alle, uanset hvilken kommune du bor i.", set()),
        ("Odder Kommune hjælper folk fra alle kommuner.", set()),
        ("Lygtehuset er en landsdækkende forening fra Odder Kommune.", set()),
        ("Vi i Odder Kommune tager imod mænd fra hele Danmark.", set()),
        ("Vi i Odder Kommune har plads til folk fra andre kommuner.", set()),
        ("Lygtehuset i Odder Kommune er for hele Østjylland.", set()),
        ("Odder Kommune og omegn kan bruge huset.", set()),
        ("Huset i Odder Kommune er åbent for alle i landet.", set()),
        ("Lygtehuset er et hus på landet i Odder Kommune.", {"odder"}),
    ],
)
def test_municipality_that_a_page_is_of_is_told_first(first: str, found: set[str]) -> None:
    assert home(page(first), "").of == found


@pytest.mark.parametrize(
    "first",
    [
        "Lygtehuset er et hus i Odder.",
        "Telefonen passes af frivillige i Odder.",
        "Metoden blev prøvet af i Odder.",
        "Lygtehuset ligger ved Odder og får tilskud fra Odder Kommune.",
    ],
)
def test_where_a_house_lies_is_not_whom_it_is_for(first: str) -> None:
    assert home(page(first), "") == Home(near=frozenset({"odder"}))


@pytest.mark.parametrize(
    "first",
    [
        "Lygtehuset er et krisecenter i Odder Kommune.",
        "Natherberget Lygten hjælper borgere i Odder.",
        "Odder Kommunes boform efter servicelovens § 110.",
    ],
)
def test_what_takes_in_whoever_comes_is_of_no_municipality(first: str) -> None:
    assert home(page(first), "") == Home()


def test_other_places_that_it_is_in_are_home_too() -> None:
    first = "Lygtehuset er et hus for alle i Odder Kommune, der trænger til ro."
    assert home(page(first, "Der er også en gruppe i Vejle."), "").of == {"odder", "vejle"}
    assert home(
        parse("x", f"Lygtehuset\n\n{first}\n\nEvaluering\n\nCentret i Vejle ser på det."), ""
    ).of == {"odder"}
    far = "Lygtehuset hjælper dig, der har mistet et barn eller en mand."
    assert home(page(far, "Der er også en gruppe i Vejle Kommune."), "") == Home()


def test_what_was_for_the_whole_country_is_no_more() -> None:
    closed = "Telefonen for hele landet, som vi havde før, lukkede i 2021."
    assert home(page("Odder Kommune har et hus.", closed), "").of == {"odder"}


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


def test_who_lives_elsewhere_is_offered_a_house_after_one_that_is_near() -> None:
    pages = [
        parse("near", "Stuen\n\nStuen er et hus i Vejle for dig, der har gæld."),
        parse("far", "Stuen\n\nStuen er et hus i Odder for dig, der har gæld."),
    ]
    told = "jeg har gæld og bor i Vejle"
    near, far = fits(told, read(told), entries(pages), FakeSearch(pages), date(2024, 6, 1))
    assert not far.is_refused
    assert far.score < near.score
    assert 0.0 < far.problem < near.problem


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
