"""To whom an initiative is closed: by words, by age, and by where somebody lives."""

import pytest

from assistant.closed import Closed, closed, names_in
from assistant.people import ages_of
from corpus.structure import parse


def read(told: str, places: tuple[str, ...] = ()) -> Closed:
    page = parse("x", f"Broen\n\nMålgruppe:\n\nVoksne med gæld. {told}\n")
    return closed(page, page.sections, {"gael"}, places)


def test_those_who_are_refused_are_known_by_their_words() -> None:
    told = read("Gravide og mennesker med tuberkulose kan ikke overnatte.")
    assert told.words == {"gravid", "tuberkulos"}


@pytest.mark.parametrize(
    ("asked", "is_closed"),
    [("jeg er 17", True), ("jeg er 19", False), ("jeg har gæld", False)],
)
def test_age_that_is_refused_is_closed_to(asked: str, is_closed: bool) -> None:
    told = read("Vi tager ikke imod unge under 18 år.")
    assert told.to_age(ages_of(asked)) is is_closed


@pytest.mark.parametrize(
    ("told", "only"),
    [
        ("De skal bo i Odder.", {"odder"}),
        ("Her er for dem, der bor i Odder, Ry og Randers.", {"odder", "randers"}),
        ("De skal have bopæl i Lunderup Kommune.", {"lunderup"}),  # the page's own place
        ("De skal bo i Skovby.", set()),  # a village, which may be anywhere
        ("Borgere fra andre kommuner kan ikke optages.", {"lunderup"}),
        ("Bor du uden for Lunderup, kan du ikke få plads.", {"lunderup"}),
        ("Bor du i Odder, kan du ikke få plads.", set()),
        ("Mange bor i en lejlighed.", set()),
        ("Peter bor i Randers og fik hjælp.", set()),
        ("Lederen bor i Odder.", set()),
    ],
)  # fmt: skip
def test_place_that_its_users_have_to_live_in_is_known(told: str, only: set[str]) -> None:
    assert read(told, ("Lunderup Kommune",)).only == only


def test_names_of_places_stand_alone_and_without_the_word_for_a_municipality() -> None:
    found = names_in(["Vejle og Randers Kommuner", "Lunderup Kommunes"])
    assert found == {"vejle", "randers", "rander", "lunderup"}
