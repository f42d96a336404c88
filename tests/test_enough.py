"""Whether the evidence is enough."""

import numpy as np

from assistant.enough import SIGNS, WEIGHTS, is_enough, signs
from assistant.question import parse
from assistant.rank import Ranking, candidates, rank
from tests.fakes import evidence, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"))


def measured(text: str) -> dict[str, float]:
    question, found = parse(text), evidence(text, PAGES)
    ranking = rank(question, question.aspects[0], candidates(found.hits, found.documents), found)
    return dict(zip(SIGNS, signs(question, ranking, found).tolist(), strict=True))


def test_every_sign_has_a_weight() -> None:
    assert WEIGHTS.shape == (len(SIGNS),)
    assert np.isfinite(WEIGHTS).all()


def test_subject_in_title_and_passage_is_covered() -> None:
    found = measured("Hvad er formålet med hus?")
    assert found["covered"] == 1.0
    assert found["strange"] == 0.0


def test_name_that_stands_nowhere_is_strange() -> None:
    assert measured("Hvad er formålet med bolig for Zanzibar?")["strange"] == 1.0
    assert measured("Hvad er formålet med bolig for hus?")["strange"] == 0.0


def test_no_candidates_are_not_enough() -> None:
    found = evidence("Hvad er formålet med hus?", PAGES)
    none = np.zeros((0, 0), dtype=np.float32)
    nothing = Ranking((), np.zeros(0, dtype=np.float32), none, none)
    assert not is_enough(parse("Hvad er formålet med hus?"), nothing, found)


def test_question_about_nothing_is_not_enough() -> None:
    for text in ("Hvad er det?", "?", "🙂"):
        question, found = parse(text), evidence(text, PAGES)
        ranking = rank(
            question, question.aspects[0], candidates(found.hits, found.documents), found
        )
        assert not is_enough(question, ranking, found)
