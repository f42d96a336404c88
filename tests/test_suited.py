"""What of a page is for the age that somebody tells."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from assistant.fit import Fit, fits
from assistant.initiatives import entries
from assistant.situation import read
from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding
from tests.fakes import FakeSearch

PAGE = """Sluseværket

Sluseværket er et hus for unge, der har det svært i skolen.

Mentorer

En mentor er for dig mellem 14 og 16 år, der ikke kommer i skole. I mødes hver uge.

Værksted

Værkstedet er for unge mellem 17 og 20 år, der ikke går i skole. Her laver I cykler.

Om aftenen

I 2023 kom der 40 unge hver aften, og de fleste gik i 9. klasse eller på gymnasiet.

For ansatte

Kurset er for ansatte over 25 år, som arbejder med skole.
"""
MENTOR = "En mentor er for dig mellem 14 og 16 år, der ikke kommer i skole."
WORKSHOP = "Værkstedet er for unge mellem 17 og 20 år, der ikke går i skole."
WHOLE = "Sluseværket er et hus for unge, der har det svært i skolen."


def found(told: str, text: str = PAGE) -> Fit:
    document = parse("x", text)
    [fit] = fits(told, read(told), entries([document]), FakeSearch([document]), date(2024, 6, 1))
    return fit


@pytest.mark.parametrize(
    ("told", "target"),
    [
        ("jeg er 15 og kan ikke med skolen", MENTOR),
        ("min søn på 18 er ude af skolen", WORKSHOP),
        ("jeg er ude af skolen", WHOLE),
        ("min teenager er ude af skolen", WHOLE),  # of no age in numbers
    ],
)
def test_part_that_is_for_the_age_is_told(told: str, target: str) -> None:
    fit = found(told)
    assert fit.entry.initiative.target == target
    assert target in [one.quote for one in fit.entry.initiative.citations]


def test_part_is_told_with_what_it_is_and_the_age_as_reason() -> None:
    fit = found("jeg er 15 og kan ikke med skolen")
    assert fit.entry.initiative.offer == "I mødes hver uge."
    assert ("er 15", "14 og 16 år") in [(why.said, why.written) for why in fit.why]


@pytest.mark.parametrize(
    ("told", "is_refused"),
    [
        ("jeg er 45 og kan ikke med skolen", True),
        ("min datter på 8 er ked af skolen", True),
        ("jeg er 19 og kan ikke med skolen", False),
        ("jeg er 26 og kan ikke med skolen", False),  # near enough to ask
        ("jeg er 45 og min søn på 15 er ude af skolen", False),
    ],
)
def test_age_outside_all_that_is_stated_is_refused(told: str, is_refused: bool) -> None:
    assert found(told).is_refused is is_refused


def test_page_for_parents_is_for_those_of_any_age() -> None:
    text = "Forældrelinjen\n\nForældrelinjen er for forældre til børn under 12 år.\n"
    assert not found("jeg er 45, og min dreng vil ikke i skole", text).is_refused


@pytest.fixture(scope="module")
def asked() -> Iterator[Callable[[str], str]]:
    with bench([parse("x", PAGE)], Embedding(BUNDLED)) as on:
        on.today = date(2024, 6, 1)
        yield lambda question: on.assistant.ask(question, "citizen").text


def test_chat_tells_the_part_that_is_for_the_age(asked: Callable[[str], str]) -> None:
    told = asked("jeg er 18 og kan ikke komme i skole, kan jeg få plads på et værksted?")
    assert WORKSHOP in told
    assert MENTOR not in told


def test_chat_tells_for_whom_the_part_asked_of_is(asked: Callable[[str], str]) -> None:
    assert WORKSHOP in asked(
        "jeg er 15 og kan ikke komme i skole, kan jeg få plads på et værksted?"
    )
