"""BM25 over stems and trigrams."""

import logging

import numpy as np
import pytest

from index.danish import stem
from index.lexical import Lexical, Rarity

TEXTS = (
    "Støtten er til unge uden bolig.",
    "Behandling af stofmisbrug er gratis i kommunen.",
    "Projektet er finansieret af satspuljen med 6 mio. kr.",
)


def order(question: str) -> list[int]:
    return [int(row) for row in np.argsort(-Lexical(TEXTS).scores(question), kind="stable")]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Hvem har ingen boliger?", 0),
        ("behandling af stofmisbrug", 1),
        ("stofmisbrugsbehanling", 1),
        ("Hvor mange kroner kom fra satspuljen?", 2),
        ("Narko?", 1),
        ("stoette til unge", 0),
    ],
)
def test_text_that_shares_words_compounds_or_spelling_comes_first(question: str, best: int) -> None:
    assert order(question)[0] == best


def test_scores_are_in_the_order_of_the_texts_and_nought_without_a_shared_word() -> None:
    scores = Lexical(TEXTS).scores("satspuljen")
    assert scores.shape == (3,)
    assert scores.dtype == np.float32
    assert scores[2] > 10 * max(scores[:2])
    assert Lexical(["aaa", "bbb"]).scores("bbb").tolist()[0] == 0.0


@pytest.mark.parametrize("question", ["", "?!", "xqzw"])
def test_question_without_known_words_scores_nought(question: str) -> None:
    assert Lexical(TEXTS).scores(question).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("texts", [[], [""], ["?!", "–"]])
def test_texts_without_words_score_nought(texts: list[str]) -> None:
    assert Lexical(texts).scores("bolig").tolist() == [0.0] * len(texts)


def test_building_and_searching_say_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger().addHandler(handler := logging.StreamHandler())
    try:
        Lexical(TEXTS).scores("bolig")
    finally:
        logging.getLogger().removeHandler(handler)
    assert capfd.readouterr() == ("", "")
    assert caplog.messages == []


def test_rare_stem_weighs_more_than_a_common_one() -> None:
    rarity = Rarity(["en bolig", "en seng", "en hjælp"])
    assert rarity.idf("en") == pytest.approx(np.log(1 + 0.5 / 3.5))
    assert rarity.idf(stem("bolig")) == pytest.approx(np.log(1 + 2.5 / 1.5))
    assert rarity.idf("ukendt") == pytest.approx(np.log(1 + 3.5 / 0.5))
