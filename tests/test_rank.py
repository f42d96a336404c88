"""Sentences ranked as answers to a question."""

import numpy as np
import pytest

from assistant.question import parse
from assistant.rank import FEATURES, WEIGHTS, Ranking, candidates, has_shape, rank
from corpus.structure import parse as read
from tests.fakes import evidence, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"))


def ranked(text: str) -> Ranking:
    question, found = parse(text), evidence(text, PAGES)
    (aspect, *_) = question.aspects
    return rank(question, aspect, candidates(found.hits, found.documents), found)


def test_candidates_are_the_documents_own_words_each_once() -> None:
    found = evidence("bolig", PAGES)
    every = candidates([*found.hits, *found.hits], found.documents)
    assert len(every) == 6
    assert len({(item.document.id, item.start) for item in every}) == 6
    for item in every:
        assert item.text == item.document.text[item.start : item.end]
        assert item.text.endswith(".")


def test_no_hits_give_no_candidates() -> None:
    assert candidates([], {}) == []


def test_labelled_section_is_a_candidate_without_being_a_hit() -> None:
    found = evidence("bolig", PAGES)
    (target,) = [hit for hit in found.hits if hit.passage.id == found.hits[0].passage.id]
    without = candidates([target], found.documents)
    labelled = candidates([target], found.documents, ["purpose"])
    assert len(without) == 1
    assert "Formålet er at give" in labelled[-1].text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hvad er formålet med hus?", "Formålet er at give bolig til flere kommuner."),
        ("Hvem er målgruppen for job?", "Job er for borgere med behov for arbejde."),
        ("Hvor mange penge er der afsat til arbejde?", "Der er afsat 3 mio. kr. til arbejde"),
    ],
)
def test_sentence_that_answers_is_first(question: str, answer: str) -> None:
    assert ranked(question).candidates[0].text.startswith(answer)


def test_scores_fall_and_chances_sum_to_one() -> None:
    ranking = ranked("Hvad er formålet med hus?")
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
    assert float(ranking.chances.sum()) == pytest.approx(1.0, abs=1e-5)
    assert ranking.values.shape == (6, len(FEATURES)) == (6, len(WEIGHTS))
    assert ranking.cover.shape[0] == 6
    assert np.isfinite(ranking.values).all()


def test_only_keeps_rows_together() -> None:
    ranking = ranked("Hvad er formålet med hus?")
    kept = ranking.only(lambda candidate: candidate.document.id == "job")
    assert {candidate.document.id for candidate in kept.candidates} == {"job"}
    for row, candidate in enumerate(kept.candidates):
        whole = ranking.candidates.index(candidate)
        assert kept.scores[row] == ranking.scores[whole]
        assert (kept.values[row] == ranking.values[whole]).all()
    assert ranking.only(lambda candidate: False).candidates == ()
    assert ranking.only(lambda candidate: False).chances.shape == (0,)


def test_name_is_the_share_of_the_subject_in_the_title() -> None:
    ranking = ranked("Hvad er formålet med hus?")
    by_document = {c.document.id: float(n) for c, n in zip(ranking.candidates, ranking.name)}  # noqa: B905
    assert by_document["hus"] == pytest.approx(1.0)
    assert by_document["job"] == 0.0


def test_question_without_words_ranks_without_an_error() -> None:
    assert len(ranked("?").candidates) == 6


def test_shape_is_not_the_questions_own() -> None:
    text = "Hvad skete i 2012, og hvornår sluttede det?"
    question = parse(text)
    document = read("d", "Broen\n\nDen blev åbnet i 2012 som ny. Den blev lukket i 2018 igen.\n")
    first, second = candidates(evidence(text, [document]).hits, {"d": document})
    aspect = next(aspect for aspect in question.aspects if aspect.kind)
    (period,) = [a for a in question.aspects if a.kind and a.kind.name == "period"] or [aspect]
    assert not has_shape(question, period, first)
    assert has_shape(question, period, second)
