"""Whether the evidence is enough."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.enough import SIGNS, WEIGHTS, is_enough, is_sure, signs
from assistant.evidence import Evidence
from assistant.question import Question, parse, plan
from assistant.rank import FEATURES, Ranking, candidates, rank
from assistant.scopes import Scopes
from corpus.structure import parse as parse_page
from tests.fakes import evidence, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("kor", "sang"))
FIND = Scopes.over(PAGES).find


def ranked(text: str) -> tuple[Question, Ranking, Evidence]:
    (question,) = plan(text, FIND)
    found = evidence(text, PAGES)
    return question, rank(question, candidates(question, found.hits, found.documents), found), found


def measured(text: str) -> dict[str, float]:
    return dict(zip(SIGNS, signs(*ranked(text)).tolist(), strict=True))


def test_every_sign_has_a_weight() -> None:
    assert WEIGHTS.shape == (len(SIGNS),)
    assert np.isfinite(WEIGHTS).all()
    assert len(set(SIGNS)) == len(SIGNS)


def test_initiative_named_and_nothing_else_asked_leaves_nothing_uncovered() -> None:
    found = measured("Hvad er formålet med hus?")
    assert found["scoped"] == found["in_scope"] == 1.0
    assert found["sentence"] == found["section"] == found["worst"] == 1.0
    assert found["uncovered"] == found["missing"] == found["strange"] == 0.0
    assert found["asks_rest"] == 0.0
    assert found["kind"] == found["label"] == 1.0


def test_word_that_no_page_has_is_uncovered_and_missing() -> None:
    found = measured("Hvad er formålet med elefanter i hus?")
    assert found["asks_rest"] == 1.0
    assert found["missing"] == 1.0
    assert found["uncovered"] > 0.5
    assert found["worst"] < 0.5


def test_word_that_a_page_has_is_not_missing() -> None:
    assert measured("Hvad er formålet med bolig i hus?")["missing"] == 0.0
    assert measured("Hvad er formålet med bolig og elefanter i hus?")["missing"] == 0.5


def test_question_of_no_initiative_is_not_scoped() -> None:
    found = measured("Hvem giver behandling til elefanter?")
    assert (found["scoped"], found["in_scope"]) == (0.0, 0.0)


def test_name_that_stands_nowhere_is_strange() -> None:
    assert measured("Hvad er formålet med bolig for Zanzibar?")["strange"] == 1.0
    assert measured("Hvad er formålet med bolig for Hus?")["strange"] == 0.0


def test_situation_is_told_and_not_asked() -> None:
    told = measured("Jeg har brug for hjælp til at finde elefanter")
    assert (told["situation"], told["kind"]) == (1.0, 1.0)
    assert measured("Hvad er formålet med hus?")["situation"] == 0.0


def test_what_is_asked_for_stands_in_the_best_sentence_or_not() -> None:
    assert measured("Hvilke borgere er i målgruppen for hus?")["focus"] == pytest.approx(1.0)
    assert measured("Hvilke elefanter er i målgruppen for hus?")["focus"] < 0.5


def test_no_candidates_are_not_enough() -> None:
    found = evidence("Hvad er formålet med hus?", PAGES)
    nothing = Ranking(
        (),
        np.zeros(0, dtype=np.float32),
        np.zeros((0, 0), dtype=np.float32),
        np.zeros((0, len(FEATURES)), dtype=np.float32),
    )
    assert not is_enough(parse("Hvad er formålet med hus?"), nothing, found)


@pytest.mark.parametrize("text", ["Hvad er det?", "?", "🙂", "12 34"])
def test_question_about_nothing_is_not_enough(text: str) -> None:
    question, ranking, found = ranked(text)
    assert ranking.candidates
    assert not is_enough(question, ranking, found)


def test_question_about_what_no_page_knows_is_not_enough_however_well_it_ranks() -> None:
    def answers(text: str) -> bool:
        question, ranking, found = ranked(text)
        sure = replace(ranking, scores=ranking.scores + np.float32(1_000))
        return is_enough(question, sure, found)

    assert answers("Hvem giver bolig til borgere?")
    assert not answers("Hvem giver elefanter til zebraer?")


def answers_however_well_it_ranks(text: str) -> bool:
    question, ranking, found = ranked(text)
    sure = replace(ranking, scores=ranking.scores + np.float32(1_000))
    return is_enough(question, sure, found)


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [
        ("Hvad er formålet med bolig i Hus?", True),
        ("Hvad er formålet med bolig i Hus for Zanzibar?", False),
        ("Hvem fra Zanzibar er Hus for?", False),
        ("Er Hus også for Zanzibar?", True),  # a premise is put right, not declined
    ],
)
def test_name_that_the_pages_of_the_initiative_lack_is_declined(
    text: str, is_answered: bool
) -> None:
    assert answers_however_well_it_ranks(text) == is_answered


def test_only_a_strong_sentence_with_little_missing_is_sure() -> None:
    assert is_sure(*ranked("Hvad er formålet med hus?"))
    assert not is_sure(*ranked("kan jeg få hjælp til min sejlbåd?"))


def test_name_in_the_paragraph_of_the_sentence_is_not_missing() -> None:
    about = (
        "Huset drives af Nattens Venner. De er 40. Kontakt koordinator Emil Toft på 21 60 75 33."
    )
    found = [parse_page("huset", f"Nyt hus i Skibby\n\n{about}\n"), *PAGES]
    asked = "Hvem er koordinator hos Nattens Venner?"
    (question,) = plan(asked)
    search = evidence(asked, found)
    shaped = [
        one for one in candidates(question, search.hits, search.documents) if "Emil" in one.text
    ]
    said = dict(zip(SIGNS, signs(question, rank(question, shaped, search), search), strict=True))
    assert said["missing"] == said["strange"] == 0.0
