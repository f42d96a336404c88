"""A question of an initiative that no page is of is known, however near another one lies."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.question import plan
from assistant.screening import prepare
from assistant.unnamed import is_unnamed
from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding

PIER = parse(
    "molen",
    "Støtte til unge på molen\n\nSenest opdateret 03-02-2024\n\n"
    "Formål:\n\nAt unge i Rudby finder et fællesskab på molen.\n\n"
    "Målgruppe:\n\nUnge mellem 15 og 20 år, der er meget alene.\n\n"
    "Projektperiode:\n\n2023 - 2026\n\n"
    "Resultater:\n\nDer kom 40 unge på molen. Mange fandt en ven.\n\n"
    "Baggrund:\n\n" + "Kommunen så, at mange unge gik hjem efter skole og var alene. " * 6 + "\n\n"
    "Historie:\n\nVæksthuset byggede en bænk. Ring til vagtmand Bo Dam på telefon 55 66 77 88.\n\n"
    "Kontakt:\n\nEva Lund\nTlf. 11 22 33 44\n",
)
GARDEN = parse(
    "haven",
    "Haven i Elverum\n\nFormål:\n\nAt naboer dyrker grønt.\n\n"
    "Målgruppe:\n\nUnge og ældre naboer.\n",
)
PAGES = (PIER, GARDEN)


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    with bench(PAGES, Embedding(BUNDLED)) as ready:
        yield ready.assistant


def is_lost(assistant: Assistant, text: str) -> bool:
    [question] = plan(text, assistant.named)
    found = assistant.search(question, 10)
    return is_unnamed(question, prepare(question, found), found)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er målgruppen for støtten til væveværkstedet?",  # a field
        "Er væveprojektet stadig i gang?",
        "Hvem er kontakt på støtten til vævning?",
        "Hvor mange kom der i væveværkstedet?",  # a long word, of a page of one initiative
        "Hvem er kontakt på væksthusets bænk?",  # only told of at the end of the page
        "Hvad er telefonnummeret til bænkens vagtmand?",
    ],
)
def test_what_no_page_is_of_is_not_named(assistant: Assistant, text: str) -> None:
    assert is_lost(assistant, text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er målgruppen for støtten på molen?",
        "Er der en grænse for alder?",
        "Hvor mange fandt en ven?",
        "Hvem er kontakt for folk på molen?",
        "Hvad er telefonnummeret til vagtmand Bo Dam?",  # a sentence has it, and all of the name
    ],
)
def test_what_a_page_is_of_is_named(assistant: Assistant, text: str) -> None:
    assert not is_lost(assistant, text)
