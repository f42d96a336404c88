"""What is asked of others where the initiative that is named may not do it."""

import pytest

from assistant.otherwise import otherwise
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse

BROEN = parse("broen", "Broen\n\nBroen er et kursus for unge.\n")
LUNDEN = parse("lunden", "Lundens svømmeskole\n\nLunden lærer unge at svømme.\n")
FIND = Scopes.over((BROEN, LUNDEN)).find


@pytest.mark.parametrize(
    ("text", "first", "then"),
    [
        (
            "Giver Broen madkurser? Og hvis ikke, hvem gør så det gratis i Odder?",
            "Giver Broen madkurser?",
            "Hvor kan jeg få madkurser gratis i Odder?",
        ),
        (
            "Har Broen en svømmeskole, og hvis ikke, hvor går jeg så hen?",
            "Har Broen en svømmeskole?",
            "hvor går jeg hen (svømmeskole)?",
        ),
    ],
)
def test_what_one_may_not_do_is_asked_of_others(text: str, first: str, then: str) -> None:
    assert otherwise(text, FIND) == (first, then)


def test_the_other_question_is_of_the_initiative_that_the_thing_names() -> None:
    asked = plan("Har Broen en svømmeskole? Hvis ikke, hvem har så?", FIND)
    assert [scope.document for one in asked for scope in one.scopes] == ["broen", "lunden"]


@pytest.mark.parametrize(
    "text",
    [
        "Hvad gør jeg, hvis jeg ikke kan svømme?",
        "Er der mad? Hvis ikke, hvem har så?",  # of no initiative
        "Er Broen åben? Hvis ikke, hvornår åbner Broen så?",  # of the same
    ],
)
def test_what_is_not_asked_of_others_is_one_question(text: str) -> None:
    assert otherwise(text, FIND) is None
