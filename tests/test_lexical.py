"""BM25 over stems and trigrams."""

import logging
from pathlib import Path

import numpy as np
import pytest

from index import lexical
from index.danish import stem
from index.expansion import ALL
from tests.builds import lexical_over, tokens_of

TEXTS = (
    "Støtten er til unge uden bolig.",
    "Behandling af stofmisbrug er gratis i kommunen.",
    "Projektet er finansieret af satspuljen med 6 mio. kr.",
)


def order(question: str) -> list[int]:
    return [int(row) for row in np.argsort(-lexical_over(TEXTS).scores(question), kind="stable")]


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
    scores = lexical_over(TEXTS).scores("satspuljen")
    assert scores.shape == (3,)
    assert scores.dtype == np.float32
    assert scores[2] > 10 * max(scores[:2])
    assert lexical_over(["aaa", "bbb"]).scores("bbb").tolist()[0] == 0.0


@pytest.mark.parametrize("question", ["", "?!", "xqzw"])
def test_question_without_known_words_scores_nought(question: str) -> None:
    assert lexical_over(TEXTS).scores(question).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("texts", [[], [""], ["?!", "–"]])
def test_texts_without_words_score_nought(texts: list[str]) -> None:
    assert lexical_over(texts).scores("bolig").tolist() == [0.0] * len(texts)


def test_building_and_searching_say_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger().addHandler(handler := logging.StreamHandler())
    try:
        lexical_over(TEXTS).scores("bolig")
    finally:
        logging.getLogger().removeHandler(handler)
    assert capfd.readouterr() == ("", "")
    assert caplog.messages == []


def test_rare_stem_weighs_more_than_a_common_one() -> None:
    found = lexical_over(["en bolig", "en seng", "en hjælp"])
    assert found.idf("en") == pytest.approx(np.log(1 + 0.5 / 3.5))
    assert found.idf(stem("bolig")) == pytest.approx(np.log(1 + 2.5 / 1.5))
    assert found.idf("ukendt") == pytest.approx(np.log(1 + 3.5 / 0.5))


def test_title_is_searched_and_makes_no_word_common() -> None:
    found = lexical_over(["en bolig", "en seng", "en hjælp"], title="Huset med bolig")
    assert np.all(found.scores("huset") > 0)
    assert found.idf(stem("bolig")) == pytest.approx(np.log(1 + 2.5 / 1.5))
    assert found.idf(stem("huset")) == found.idf("ukendt")


def test_inflections_are_one_stem_of_one_text() -> None:
    found = lexical_over(["bolig boliger boligen", "seng"])
    assert found.idf(stem("bolig")) == pytest.approx(np.log(1 + 1.5 / 1.5))
    assert found.by_stem(["boligerne"]).tolist()[1] == 0.0
    assert found.by_stem(["boligerne"]).tolist() == found.by_stem(["bolig"]).tolist()


def test_misspelt_word_is_found_by_trigrams_alone() -> None:
    found = lexical_over(TEXTS)
    assert found.scores("satspujlen")[2] > 0
    without = found.only(ALL - {"trigrams", "compounds"})
    assert without.scores("satspujlen").tolist() == [0.0, 0.0, 0.0]
    assert found.scores("satspujlen")[2] > 0


def test_texts_beyond_the_first_chunk_are_found() -> None:
    texts = ["en bolig"] * 8_191 + ["en seng"] * 3 + ["en hjælp til haven"] + ["en bolig"] * 90
    found = lexical_over(texts)
    assert np.flatnonzero(found.by_stem(["seng"])).tolist() == [8_191, 8_192, 8_193]
    assert int(np.argmax(found.scores("haverne"))) == 8_194
    assert found.idf(stem("bolig")) == pytest.approx(np.log(1 + (8_285 - 8_281 + 0.5) / 8_281.5))


def test_index_comes_back_as_it_was_written(tmp_path: Path) -> None:
    tokens = tokens_of(TEXTS)
    lexical.write_stems(tmp_path, tokens)
    lexical.write_trigrams(tmp_path, tokens)
    read = lexical.read(tmp_path, len(TEXTS))
    for question in ("behandling af stofmisbrug", "satspuljen", "Hvem har ingen boliger?", ""):
        assert read.scores(question).tolist() == lexical_over(TEXTS).scores(question).tolist()
    assert read.idf("er") == lexical_over(TEXTS).idf("er")
