"""What a question takes for granted, against what the pages say."""

import pytest

from assistant.premise import corrected
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from corpus.types import Document

BROEN = parse(
    "broen",
    "Broen\n\nSamarbejdsparter:\n\nRanders, Odder og Vejle er med til at drive Broen.\n\n"
    "Finansiering:\n\nDer er afsat 6 mio. kr. til Broen i 2019.\n",
)
SKOVEN = parse("skoven", "Skoven\n\nFormål:\n\nAt give 40 unge en have.\n")
PAGES: dict[str, Document] = {page.id: page for page in (BROEN, SKOVEN)}
FIND = Scopes([BROEN, SKOVEN]).find


def kind(text: str) -> str:
    (question,) = plan(text, FIND)
    return corrected(question, PAGES).kind_name


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hvorfor gik Aalborg med i Broen?", "partners"),
        ("Hvad bruges de 20 mio. kr. til Broen på?", "amount"),
        ("Hvorfor ventede Broen til 2014?", "period"),
        ("Hvad fik de 300 deltagere i Broen ud af det?", "count"),
    ],
)
def test_question_that_takes_a_falsehood_for_granted_asks_for_what_is_true(
    text: str, asked: str
) -> None:
    assert kind(text) == asked


def test_only_a_thing_of_that_kind_corrects_a_question() -> None:
    (question,) = plan("Hvorfor gik Aalborg med i Broen?", FIND)
    found = corrected(question, PAGES)
    assert found.kind is not None and found.kind.required
    assert "aalborg" in question.names
    assert "aalborg" not in found.names | set(found.rest)


@pytest.mark.parametrize(
    "text",
    [
        "Hvorfor gik Vejle med i Broen?",  # the page knows Vejle
        "Hvad bruges de 6 mio. kr. til Broen på?",
        "Hvorfor gik Aalborg med?",  # no initiative is named
        "Hvem evaluerer Broen for Aalborg?",  # it asks for a kind of thing of its own
    ],
)
def test_other_questions_stay_as_they_are(text: str) -> None:
    for question in plan(text, FIND):
        assert corrected(question, PAGES) is question
