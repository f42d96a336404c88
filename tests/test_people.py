"""Ages in situations and on pages."""

import pytest

from assistant.people import Ages, ages_for, ages_of, is_weak, names_people, without_idioms


@pytest.mark.parametrize(
    ("situation", "ages"),
    [
        ("min søn på 16 ryger hash", [(16, 16)]),
        ("vores 17-årige datter", [(17, 17)]),
        ("han er 34 og bor i sin bil", [(34, 34)]),
        ("16 årig dreng", [(16, 16)]),
        ("datter, 12, vil ikke i skole", [(12, 12)]),
        ("en baby på 3 måneder", [(0, 1)]),
        ("i 4. klasse", [(10, 11)]),
        ("går i niende klasse", [(15, 16)]),
        ("han går i 8. og ryger hash", [(14, 15)]),
        ("går i 2.g", [(17, 18)]),
        ("hun går på htx", [(15, 21)]),
        ("datteren er seksten", [(16, 16)]),
        ("en mand sidst i tyverne", [(20, 29)]),
        ("far er i 40'erne", [(40, 49)]),
        ("jeg er 45 og min søn på 15 ryger hash", [(15, 15)]),  # it is of the child
        ("jeg er 17 og min lillesøster på 12 er syg", [(17, 17), (12, 12)]),
        ("jeg er enkemand", [(65, 120)]),
        ("min mormor", [(55, 120)]),
        ("det skete for 20 år siden", []),
        ("det er 90'erne", []),
        ("min teenager", [(13, 19)]),
        ("min voksne søn", [(18, 120)]),
        ("min kone drikker", [(26, 120)]),
        ("jeg har taget stoffer i 20 år", []),
        ("jeg bor på § 107", []),
        ("jeg har gæld på 80.000 kr.", []),
        ("vi er 40 kommuner", []),
    ],
)
def test_ages_are_read_from_what_people_write(situation: str, ages: list[tuple[int, int]]) -> None:
    assert [(found.first, found.last) for found in ages_of(situation)] == ages


@pytest.mark.parametrize(
    ("target", "around", "ages"),
    [
        ("Borgere over 18 år.", "", [(18, 120)]),
        ("Børn fra 6 til 14 år.", "", [(6, 14)]),
        ("Hjælp til 16-24-årige.", "", [(16, 24)]),
        ("Forældre under 25 år.", "", [(0, 24)]),
        ("Børn i 2. til 7. klasse.", "", [(8, 14)]),
        ("Voksne. Børn mellem 4 og 17 år er med.", "", [(4, 17), (18, 120)]),
        ("Voksne over 24 år.", "", [(24, 120)]),  # and no younger ones
        ("Voksne mellem 18 og 65 år.", "", [(18, 65)]),  # and no older ones
        ("Kvinder med børn.", "", [(18, 100), (0, 17)]),
        ("Unge med gæld.", "Voksne", [(13, 25)]),
        ("Borgere med gæld.", "Voksne", [(18, 120)]),
        ("Borgere med gæld, der vokser.", "", []),
    ],
)
def test_ages_are_read_from_pages(target: str, around: str, ages: list[tuple[int, int]]) -> None:
    assert [(found.first, found.last) for found in ages_for(target, around)] == ages


def test_gap_is_the_years_between_and_shared_the_part_of_the_shorter() -> None:
    young, adult, child = Ages(13, 25, ""), Ages(18, 120, ""), Ages(6, 10, "")
    assert (young.gap(adult), child.gap(young), young.gap(child)) == (0, 3, 3)
    assert young.shared(adult) == 8 / 13
    assert child.shared(young) == 0.0


def test_words_that_only_say_who_are_weak_in_any_inflection() -> None:
    assert is_weak("soen")
    assert is_weak("kommun")
    assert not is_weak("stofmisbrug")


def test_page_names_people_or_not() -> None:
    assert names_people("Tilbuddet er for unge.")
    assert not names_people("Tilbuddet ligger i Odder.")


def test_phrase_that_does_not_mean_what_it_says_is_taken_out() -> None:
    assert "sindssyg" not in without_idioms("det er til at blive sindssyg af")
    assert "sindssyg" in without_idioms("min bror er sindssyg")
