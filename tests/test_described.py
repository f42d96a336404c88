"""What an initiative is, in its page's own first sentences."""

import pytest

from assistant.described import asks_what_it_is
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse

PAGE = parse(
    "regler",
    "Tiltag ved havnen\n\nHer er en oversigt.\n\n"
    "Fælles regler for småbådssejlads\n\n"
    "Rådet har skrevet en række fælles regler for småbådssejlads. Reglerne er en samling af råd.\n",
)
OTHERS = [parse(name, f"{name}\n\nFormål:\n\nAt give ro.\n") for name in ("Broen", "Skoven")]
FIND = Scopes.over([PAGE, *OTHERS]).find


@pytest.mark.parametrize(
    ("text", "is_all"),
    [
        ("Hvad er Broen?", True),
        ("Broen, hvad er det?", True),
        ("Hvad er de fælles regler for bådssejlads?", True),
        ("Hvad er vinteren på Broen?", False),
        ("Hvem ejer Broen?", False),
    ],
)
def test_what_it_is_is_asked_where_no_more_than_its_name_is_said(text: str, is_all: bool) -> None:
    [question] = plan(text, FIND)
    assert asks_what_it_is(question) is is_all
