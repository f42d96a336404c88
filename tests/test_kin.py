"""A relative's trouble, and pages for kin that do not treat it."""

from datetime import date

import pytest

from assistant.fit import Fit, fits
from assistant.initiatives import entries
from assistant.kin import is_of_kin
from assistant.situation import read
from corpus.structure import parse
from tests.fakes import FakeSearch


@pytest.mark.parametrize(
    ("text", "told", "is_kins"),
    [
        ("Min søn har gæld", "gæld", True),
        ("mor har gæld", "gæld", True),
        ("Min bror er på gaden og har gæld", "gæld", True),
        ("Jeg er bange, for min kone har gæld", "gæld", True),
        ("jeg er knust over at hans søster har gæld", "gæld", True),
        ("Jeg har gæld", "gæld", False),
        ("min kone er gået, jeg har gæld", "gæld", False),
        ("jeg har fået gæld af min mand", "gæld", False),
        ("gæld for 100.000 kr.", "gæld", False),
    ],
)
def test_whose_trouble_it_is(text: str, told: str, is_kins: bool) -> None:
    assert is_of_kin(text, told) is is_kins


def found(told: str, first: str, no: str) -> Fit:
    document = parse("x", f"Klippen\n\n{first}\n\nHvad vi ikke gør\n\n{no}\n")
    [fit] = fits(told, read(told), entries([document]), FakeSearch([document]), date(2024, 6, 1))
    return fit


KIN = "Klippen er en gruppe for forældre og kærester til en, der sulter sig."
USERS = "Klippen er et hus for unge, der sulter sig."


@pytest.mark.parametrize(
    ("told", "first", "no", "is_refused"),
    [
        ("min kæreste har bulimi", KIN, "Vi behandler ikke bulimi.", False),
        ("jeg har bulimi", KIN, "Vi behandler ikke bulimi.", True),
        ("min kæreste har bulimi", KIN, "Vi kan ikke hjælpe med bulimi.", False),
        ("min kæreste har bulimi", KIN, "Mennesker med bulimi kan ikke deltage.", True),
        ("min kæreste har bulimi", USERS, "Vi behandler ikke bulimi.", True),
    ],
)
def test_what_a_page_does_not_treat_refuses_no_kin(
    told: str, first: str, no: str, is_refused: bool
) -> None:
    assert found(told, first, no).is_refused is is_refused


def test_page_for_kin_is_known_by_what_it_does_not_treat() -> None:
    assert found("min kæreste har bulimi", KIN, "Vi behandler ikke bulimi.").problem > 0
    assert found("min kæreste har bulimi", USERS, "Vi behandler ikke bulimi.").problem == 0
