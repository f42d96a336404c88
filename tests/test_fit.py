"""What the place that somebody tells of makes of how well an initiative fits."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from assistant.fit import fits
from assistant.initiatives import entries
from assistant.situation import read
from corpus.structure import parse
from corpus.types import Document
from index.embed import Vectors
from tests.fakes import FakeSearch

TODAY = date(2024, 6, 1)


def initiative(id: str, partners: str = "") -> Document:
    where = f"Samarbejdsparter:\n\n{partners}\n\n" if partners else ""
    return parse(
        id,
        f"{id.capitalize()}\n\nProjektperiode:\n\n2023 - 2025\n\n"
        f"Målgruppe:\n\nVoksne med stofmisbrug.\n\n{where}Formål:\n\nFormålet er at hjælpe.\n",
    )


THERE = initiative("broen", "Odder, Vejle og Randers kommuner er med.")
ELSEWHERE = initiative("kajen", "Ribe Kommune og Viborg Kommune er med.")
ANYWHERE = initiative("molen")
FOLLOWS = initiative("lunden", "I følgegruppen sidder Odder Kommune.")  # it takes no part
PAGES = (THERE, ELSEWHERE, ANYWHERE, FOLLOWS)


class NothingNear(FakeSearch):
    """A search to which no text is near another: only words and the place tell them apart."""

    def cosines(self, question: str, texts: Sequence[str]) -> Vectors:
        return np.zeros(len(texts), dtype=np.float32)


def shares(text: str) -> dict[str, float]:
    """Return what the place makes of the score of each page, 1 for nothing."""
    found, plain = (
        fits(said, read("jeg er narkoman"), entries(PAGES), NothingNear(PAGES), TODAY)
        for said in (text, "jeg er narkoman")
    )
    return {
        fit.entry.initiative.document: round(fit.score / without.score, 4)
        for fit, without in zip(found, plain, strict=True)
    }


@pytest.mark.parametrize("town", ["Odder", "odder", "Randers", "Vejle"])
def test_initiative_of_the_municipality_fits_better_and_one_elsewhere_worse(town: str) -> None:
    assert shares(f"jeg er narkoman i {town}") == {
        "broen": 1.4,
        "kajen": 0.8,
        "molen": 1.0,  # it names no municipality
        "lunden": 1.0,
    }


def test_initiative_that_is_named_after_the_municipality_is_there() -> None:
    named = initiative("odder")
    found, plain = (
        fits(said, read("jeg er narkoman"), entries([named]), NothingNear([named]), TODAY)
        for said in ("jeg er narkoman i Odder", "jeg er narkoman")
    )
    assert found[0].score == pytest.approx(1.4 * plain[0].score)


def test_where_nobody_takes_part_all_that_name_their_municipalities_fit_worse() -> None:
    found = shares("jeg er narkoman i Thisted")
    assert found == {"broen": 0.8, "kajen": 0.8, "molen": 1.0, "lunden": 1.0}


@pytest.mark.parametrize("text", ["jeg er narkoman", "Odder", "jeg er narkoman i Zanzibar"])
def test_place_that_nobody_is_in_makes_nothing_of_a_score(text: str) -> None:
    assert set(shares(text).values()) == {1.0}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Jeg er 20 år og bor i Ribe", 0.5),
        ("Jeg er 20 år og bor i Skagen", 0.0),  # somewhere else
        ("Jeg er 40 år og bor i Ribe", 0.06),  # of another age
        ("Jeg er 20 år, bor i Ribe og har en kanariefugl", 0.2),  # which is something else
    ],
)
def test_place_and_age_alone_are_enough_where_nothing_else_is_told(
    text: str, problem: float
) -> None:
    page = parse("fyr", "Fyr\n\nMålgruppe:\n\nUnge mellem 15 og 25 år, der bor i Ribe.\n")
    (fit,) = fits(text, read(text), entries([page]), NothingNear([page]), TODAY)
    assert fit.problem == pytest.approx(problem)


def test_town_that_is_no_municipality_is_one_where_a_page_is_of_it() -> None:
    home = initiative("broen", "Lunderup Kommune er med.")
    other = initiative("kajen", "Skovby Kommune er med.")
    pages = (home, other)
    found, plain = (
        fits(said, read("jeg er narkoman"), entries(pages), NothingNear(pages), TODAY)
        for said in ("jeg er narkoman i lunderup", "jeg er narkoman")
    )
    shares = [round(one.score / two.score, 4) for one, two in zip(found, plain, strict=True)]
    assert shares == [1.4, 0.8]
