"""What came of what somebody asked or proposed stands beside it in an answer."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.decided import outcome, proposal
from assistant.rank import Candidate, all_sentences
from corpus.structure import parse
from tests.fakes import FakeSearch

MINUTES = parse(
    "referat",
    "Nyt fra Seniorrådet\n\nPunkt 1. Dagcentret Kilden\n\n"
    "Kilden har åbent tirsdag kl. 9-14. Rådet foreslog, at der også blev åbent om lørdagen. "
    "Det afslog udvalget. Eva Krag spurgte, om pårørende fra Torsminde kan spise med. "
    "Det kan de, når de siger til dagen før. Ole Brask ønskede en bus til Kilden. "
    "Bussen er gul. Centret er nyt. Udvalget afviste et forslag om musik.\n",
)


def sentence(begins: str) -> Candidate:
    return next(one for one in all_sentences(MINUTES) if one.text.startswith(begins))


@pytest.mark.parametrize(
    ("asked", "decided"),
    [("Rådet foreslog", "Det afslog udvalget."), ("Eva Krag", "Det kan de, når")],
)
def test_outcome_is_the_sentence_that_decides(asked: str, decided: str) -> None:
    [told] = outcome(sentence(asked))
    assert told.text.startswith(decided)
    assert proposal(told) == [sentence(asked)]


@pytest.mark.parametrize("begins", ["Ole Brask", "Centret er nyt", "Kilden har"])
def test_sentence_that_decides_nothing_is_no_outcome(begins: str) -> None:
    assert outcome(sentence(begins)) == []


def test_decision_after_what_proposes_nothing_has_no_proposal() -> None:
    assert proposal(sentence("Udvalget afviste")) == []


def test_answer_tells_the_decision_beside_the_proposal() -> None:
    assistant = Assistant.over((MINUTES,), FakeSearch((MINUTES,)), lambda: date(2024, 6, 1))
    answer = assistant.ask("Er der åbent om lørdagen i Kilden?")
    quotes = [one.quote for one in answer.citations]
    assert quotes[-1] == "Det afslog udvalget."
    assert quotes[-2].startswith("Rådet foreslog")
