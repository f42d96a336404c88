"""What comes after a step that a question names."""

import pytest

from assistant.question import plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from assistant.steps import following
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nBroen er et kursus.\n\n"
    "Sådan foregår det\n\n"
    "Trin 1. Du ringer til en vejleder. Hun er altid venlig.\n"
    "Trin 2. Du får en nøgle til havnen.\n"
    "Trin 3. I sejler en tur sammen.\n\n"
    "Hvad laver vi?\n\nVi maler båden. Derefter lakerer vi masten. Vi synger gerne.\n\n"
    "Vinteren\n\nVi ringer til dig et år efter turen.\n",
)
SKOVEN = parse("skoven", "Skoven\n\nSkoven er for ældre.\n")
FIND = Scopes.over((BROEN, SKOVEN)).find


def best(text: str) -> list[str]:
    [question] = plan(text, FIND)
    ranking = prepare(question, evidence(text, (BROEN, SKOVEN)))
    return [item.text for item in following(question, ranking).candidates][:2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad sker der, efter at man har fået en nøgle på Broen?", ["I sejler en tur sammen."]),
        ("Hvad sker der efter trin 1 på Broen?", ["Du får en nøgle til havnen."]),
        ("Hvad skal vi efter at båden er malet på Broen?", ["Derefter lakerer vi masten."]),
    ],
)
def test_the_step_after_the_one_that_is_named_answers(text: str, found: list[str]) -> None:
    assert best(text) == found


def test_what_says_itself_what_comes_after_answers() -> None:
    assert best("Hvad sker der efter turen på Broen?")[0] == "Vi ringer til dig et år efter turen."


def test_what_nothing_follows_stays() -> None:
    assert best("Hvad sker der, efter at vi synger på Broen?")[0] == "Vi synger gerne."
    assert best("Hvad får man på Broen, en nøgle?")[0] == "Du får en nøgle til havnen."
