"""Invented names have the form of those whose place they take."""

import re
from random import Random

import pytest

from assistant.literals import MUNICIPALITIES
from evals import invented
from evals.organisations import AREAS
from evals.proper import Name, Words

KNOWN = Words(frozenset({"bruger", "vinter", "lampen", "foreningen"}), frozenset())


def _new(*names: Name, seed: int = 7) -> dict[str, str]:
    made = invented.invent(names, KNOWN, {"velund"}, Random(seed))
    return {name.text: text for name, text in made.items()}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (Name("VIDE", "acronym"), r"[BDFGHKLMNPRTV][AEIOUY][BDFGHKLMNPRTV][AEIOUY]"),
        (Name("U18", "acronym"), r"[AEIOUY][2-9]{2}"),
        (Name("Q-mast", "name"), r"[A-Z]-[a-zø]+"),
        (Name("Velmark", "name"), r"[A-Z][a-zø]+"),
        (Name("Brugerforeningen", "name"), r"Bruger(kredsen|klubben)"),
        (Name("Vinterlampen", "name"), r"[A-Z][a-zø]+lampen"),
        (Name("Selskabet", "kind"), r"Samfundet|Lauget"),
        (Name("12345678", "phone"), r"1\d{7}"),
        (Name("asfo", "address"), r"[a-z]{4}"),
        (Name("Asta Fogh", "person"), r"[A-Z][a-z]+ [A-Z][a-z]+"),
        (Name("Kongens Ø", "name"), r"[A-Z][a-zø]+s [A-Z][a-zø]+"),
        (Name("Plads til Alle", "title"), r"[A-Z][a-zø]+ til [A-Z][a-zø]+"),
        (Name("Vinterlampen", "title"), r"Vinter[a-zæø]+en"),
    ],
)
def test_new_name_has_the_form_of_the_old_one(name: Name, form: str) -> None:
    (made,) = _new(name).values()
    assert re.fullmatch(form, made)
    assert made != name.text


def test_body_is_for_another_field_and_municipality_is_another() -> None:
    made = _new(Name("Sundhedsstyrelsen", "body"), Name("Odder", "municipality"))
    assert made["Sundhedsstyrelsen"].removesuffix("styrelsen").lower() in AREAS.values()
    assert made["Sundhedsstyrelsen"] != "Sundhedsstyrelsen"
    assert made["Odder"] in MUNICIPALITIES - {"Odder"}


def test_words_of_a_longer_name_are_what_they_are_alone() -> None:
    made = _new(Name("Asta Fogh", "person"), Name("Asta", "person"), Name("Fogh", "person"))
    assert made["Asta Fogh"] == f"{made['Asta']} {made['Fogh']}"


def test_title_in_short_follows_the_title() -> None:
    made = _new(Name("lampen", "short"), Name("Vinterlampen", "title"))
    assert made["Vinterlampen"] == f"Vinter{made['lampen']}"
    assert made["lampen"].startswith(made["lampe"])
    assert made["lampen"] != made["lampe"]


def test_no_two_names_become_the_same_however_many_there_are() -> None:
    many = [Name(f"Person{'abcdefghij'[n % 10]}{n}", "person") for n in range(300)]
    assert len({*_new(*many).values()}) == 300
